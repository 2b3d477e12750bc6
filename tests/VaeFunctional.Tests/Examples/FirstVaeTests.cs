using System.Xml.Linq;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class FirstVaeTests
{
    private static readonly string[] Pictures = ["latent-map.png", "latent-map.svg", "reconstructions.png", "samples.png", "traversal.png"];

    [Fact]
    public void A_quick_run_draws_every_picture_and_says_how_good_the_model_is()
    {
        using var folder = new TemporaryFolder();
        var run = ExampleRun.Of("FirstVae", folder[""], "--quick", "--epochs", "1", "--output", "pictures");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Pictures, ExampleFolder.FilesIn(folder["pictures"]));
        ExampleFolder.ReadPng(folder["pictures/reconstructions.png"], rows: 2, columns: 12, pixels: 60);
        ExampleFolder.ReadPng(folder["pictures/samples.png"], rows: 6, columns: 12, pixels: 60);
        ExampleFolder.ReadPng(folder["pictures/traversal.png"], rows: 6, columns: 12, pixels: 60);
        ExampleFolder.ReadPng(folder["pictures/latent-map.png"], rows: 16, columns: 16, pixels: 60);
        Assert.Equal("svg", XDocument.Load(folder["pictures/latent-map.svg"]).Root!.Name.LocalName);
        var (elbo, distortion, rate) = (run.NumberAfter("  ELBO"), run.NumberAfter("  distortion"), run.NumberAfter("  rate"));
        Assert.Equal(elbo, -(distortion + rate), 0.02);
        Assert.InRange(run.NumberAfter("  log-likelihood"), elbo, 0);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void The_same_seed_gives_the_same_pictures_and_another_seed_others()
    {
        using var folder = new TemporaryFolder();
        byte[] Samples(string seed)
        {
            Assert.Equal(0, ExampleRun.Of("FirstVae", folder[""], "--quick", "--epochs", "1", "--seed", seed, "--output", seed).ExitCode);
            return File.ReadAllBytes(folder[$"{seed}/samples.png"]);
        }

        var first = Samples("3");
        Assert.Equal(first, Samples("03"));
        Assert.NotEqual(first, Samples("4"));
    }

    [Theory]
    [InlineData("--epochs 0", "--epochs")]
    [InlineData("--seed many", "many")]
    [InlineData("--rapid", "--rapid")]
    public void A_wrong_option_is_named_in_one_line_and_leaves_nothing_behind(string arguments, string named)
    {
        using var folder = new TemporaryFolder();
        var run = ExampleRun.Of("FirstVae", folder[""], arguments.Split(' '));
        Assert.Contains(named, run.OnlyLineOfError());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder[""]));
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_named_in_one_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["taken"], "");
        string Error(string output) => ExampleRun.Of("FirstVae", folder[""], "--quick", "--output", output).OnlyLineOfError();
        Assert.Equal("'taken' is a file; --output takes a folder. (--help tells more)", Error("taken"));
        Assert.Contains("taken", Error(Path.Combine("taken", "inside")));
    }
}
