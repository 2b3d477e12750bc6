using System.Xml.Linq;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class CustomLikelihoodTests
{
    [Fact]
    public void A_small_run_checks_the_gradient_trains_both_models_and_draws_a_curve()
    {
        using var folder = new TemporaryFolder();
        var run = ExampleRun.Of("CustomLikelihood", folder[""], "--curves", "1000", "--epochs", "20", "--output", "pictures");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["curve.svg"], ExampleFolder.FilesIn(folder["pictures"]));
        Assert.Equal("svg", XDocument.Load(folder["pictures/curve.svg"]).Root!.Name.LocalName);
        Assert.InRange(run.NumberAfter("Gradient against differences:"), 0, 1e-6);
        Assert.Equal(run.NumberAfter("  Student's t") - run.NumberAfter("  Gaussian"), run.NumberAfter("  difference"), 0.02);
        Assert.True(run.NumberAfter("  difference") > 0, run.Output);
    }

    [Fact]
    public void The_help_explains_every_option_and_a_wrong_one_is_named_in_one_line()
    {
        using var folder = new TemporaryFolder();
        var help = ExampleRun.Of("CustomLikelihood", folder[""], "--help");
        Assert.All(["output", "seed", "epochs", "curves"], option => Assert.Contains($"--{option} <", help.Output));
        Assert.Contains("--curves", ExampleRun.Of("CustomLikelihood", folder[""], "--curves", "few").OnlyLineOfError());
        Assert.Empty(ExampleFolder.FilesIn(folder[""]));
    }
}
