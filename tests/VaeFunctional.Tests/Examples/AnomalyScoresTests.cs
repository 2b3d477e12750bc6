using System.Xml.Linq;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class AnomalyScoresTests
{
    private static readonly string[] Small = ["--epochs", "60", "--hidden", "32", "--samples", "5", "--output", "pictures"];

    [Fact]
    public void The_model_finds_anomalies_that_no_single_column_shows()
    {
        using var folder = new TemporaryFolder();
        var run = ExampleRun.Of("AnomalyScores", folder[""], Small);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("svg", XDocument.Load(folder["pictures/roc.svg"]).Root!.Name.LocalName);
        Assert.True(run.NumberAfter("-log p(x)") > 0.8, run.Output);
        Assert.InRange(run.NumberAfter("distance"), 0.35, 0.65);
    }

    [Fact]
    public void A_table_of_NumPy_is_read_and_far_rows_are_found()
    {
        using var folder = new TemporaryFolder();
        WriteTable(folder["table.npz"], label: 1);
        ExampleRun Run() => ExampleRun.Of("AnomalyScores", folder[""], ["--data", "table.npz", .. Small]);
        var run = Run();
        Assert.Contains("table.npz: 3 columns; 30 normal rows to train on, 30 normal rows and 6 anomalies to test on", run.Output);
        Assert.Equal(1, run.NumberAfter("-log p(x)"));
        Assert.Equal(1, run.NumberAfter("distance"));
        Assert.Equal(run, Run());
    }

    [DataFact]
    public void Anomalies_of_the_thyroid_are_found()
    {
        using var folder = new TemporaryFolder();
        var run = ExampleRun.Of("AnomalyScores", folder[""], ["--data", DataFactAttribute.Path("adbench", "38_thyroid.npz"), .. Small]);
        Assert.InRange(run.NumberAfter("-log p(x)"), 0.95, 1);
    }

    [Fact]
    public void A_wrong_table_is_named_in_one_line_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        ExampleRun Run() => ExampleRun.Of("AnomalyScores", folder[""], ["--data", "table.npz", .. Small]);
        Assert.Contains("table.npz", Run().OnlyLineOfError());
        Npz.Write(folder["table.npz"], NamedTensors.Empty.With("X", Tensor.Zeros(new Shape(2, 2))));
        Assert.Contains("y, its labels", Run().OnlyLineOfError());
        WriteTable(folder["table.npz"], label: 2);
        Assert.Contains("label 2", Run().OnlyLineOfError());
        File.WriteAllBytes(folder["table.npz"], File.ReadAllBytes(folder["table.npz"])[..^20]);
        Assert.Contains("table.npz", Run().OnlyLineOfError());
        Assert.Equal(["table.npz"], ExampleFolder.FilesIn(folder[""]));
    }

    [Fact]
    public void The_help_explains_every_option()
    {
        using var folder = new TemporaryFolder();
        var run = ExampleRun.Of("AnomalyScores", folder[""], "--help");
        Assert.All(["data", "output", "seed", "latent", "hidden", "epochs", "samples"], option => Assert.Contains($"--{option} <", run.Output));
    }

    /// <summary>Sixty normal rows near 0, and six far away, with the given label.</summary>
    private static void WriteTable(string path, int label)
    {
        var noise = RandomKey.FromSeed(1).Normal(new Shape(66, 3), Precision.Double);
        var far = Tensor.Concatenate([Tensor.Zeros(new Shape(60)), Tensor.Full(new Shape(6), label)]);
        Npz.Write(path, NamedTensors.Empty.With("X", noise + (20 * far.Reshape(new Shape(66, 1)))).With("y", far));
    }
}
