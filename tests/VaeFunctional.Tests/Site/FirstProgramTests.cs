using StartPage;
using Xunit;

namespace VaeFunctional.Tests;

[Collection(nameof(SetsCurrentFolder))]
public sealed class FirstProgramTests
{
    private static readonly string[] Written = ["reconstructions.png", "drawn.png", "shapes.safetensors", "training.safetensors", "training.safetensors.previous"];

    [Fact]
    public void The_program_of_the_first_page_trains_a_model_and_writes_its_files()
    {
        using var folder = new CurrentFolder();
        var (trained, loaded, resumed) = FirstProgram.Run();
        Assert.Equal(trained, loaded);
        Assert.Equal(trained, resumed.Model);
        Assert.Equal(800, resumed.Step);
        Assert.Equal(Written.Order(), folder.Files.Order());
        var unseen = RandomKey.FromSeed(1).Bernoulli(ShapeImages.Generate(RandomKey.FromSeed(2), 200).Images);
        Assert.True(RateDistortion.Estimate(trained, unseen, RandomKey.FromSeed(3)).Elbo > -50);
    }
}
