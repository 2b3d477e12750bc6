using StartPage;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class FirstProgramTests
{
    private static readonly string[] Written = ["reconstructions.png", "drawn.png", "shapes.safetensors", "training.safetensors", "training.safetensors.previous"];

    [Fact]
    public void The_program_of_the_first_page_trains_a_model_and_writes_its_files()
    {
        var (trained, loaded, resumed) = FirstProgram.Run();
        Assert.Equal(trained, loaded);
        Assert.Equal(trained, resumed.Model);
        Assert.Equal(800, resumed.Step);
        Assert.All(Written, file => Assert.True(File.Exists(file), file));
        foreach (var file in Written)
            File.Delete(file);
        var unseen = RandomKey.FromSeed(1).Bernoulli(ShapeImages.Generate(RandomKey.FromSeed(2), 200).Images);
        Assert.True(RateDistortion.Estimate(trained, unseen, RandomKey.FromSeed(3)).Elbo > -50);
    }
}
