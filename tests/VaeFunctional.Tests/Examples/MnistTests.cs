using System.Text.Json;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class MnistTests
{
    private static readonly string[] Small =
        ["--epochs", "1", "--hidden", "8", "--latent", "2", "--samples", "20", "--batch", "5", "--output", "pictures"];

    private static readonly string[] Pictures = ["reconstructions.png", "samples.png", "traversal.png"];

    private static readonly string[] Fields =
        ["test_elbo", "test_log_likelihood", "log_likelihood_standard_error", "active_units", "training_seconds", "seconds"];

    [Theory]
    [InlineData("static")]
    [InlineData("dynamic")]
    public void A_run_draws_every_picture_and_ends_with_one_line_of_finite_numbers(string binarization)
    {
        using var folder = new TemporaryFolder();
        ExampleFolder.WriteDigits(folder);
        var run = ExampleRun.Of("Mnist", folder[""], ["--data", ".", "--binarization", binarization, .. Small]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Pictures, ExampleFolder.FilesIn(folder["pictures"]));
        var reconstructions = ExampleFolder.ReadPng(folder["pictures/reconstructions.png"], rows: 2, columns: ExampleFolder.TestImages, pixels: 56);
        Assert.True(ExampleFolder.IsGrayBelow(reconstructions));
        ExampleFolder.ReadPng(folder["pictures/samples.png"], rows: 6, columns: 12, pixels: 56);
        ExampleFolder.ReadPng(folder["pictures/traversal.png"], rows: 2, columns: 12, pixels: 56);
        var result = Result(run);
        Assert.All(result.Values, value => Assert.True(double.IsFinite(value)));
        // 784 pixels at 1/2 cost 784 log 2 = 543 nats; the likelihood is estimated from other draws than the bound.
        Assert.InRange(result["test_elbo"], -784, 0);
        Assert.InRange(result["test_log_likelihood"], result["test_elbo"] - 1, 0);
        Assert.True(result["log_likelihood_standard_error"] > 0);
        Assert.InRange(result["active_units"], 0, 2);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_a_limit_tests_on_fewer_images()
    {
        using var folder = new TemporaryFolder();
        ExampleFolder.WriteDigits(folder);
        ExampleRun Run(params string[] more) => ExampleRun.Of("Mnist", folder[""], ["--data", ".", .. Small, .. more]);
        var (first, second, limited) = (Run(), Run(), Run("--test-limit", "3"));
        Assert.Equal(Result(first)["test_log_likelihood"], Result(second)["test_log_likelihood"]);
        Assert.NotEqual(Result(first)["test_log_likelihood"], Result(limited)["test_log_likelihood"]);
        Assert.Contains($"{ExampleFolder.TestImages} test images", first.Error);
        Assert.Contains("3 test images", limited.Error);
    }

    [Theory]
    [InlineData("static", "binarized_mnist_valid.amat.gz")]
    [InlineData("dynamic", "t10k-images-idx3-ubyte")]
    public void A_missing_and_a_damaged_file_are_named_in_one_line_and_leave_nothing_behind(string binarization, string file)
    {
        using var folder = new TemporaryFolder();
        ExampleFolder.WriteDigits(folder);
        var content = File.ReadAllBytes(folder[file]);
        ExampleRun Run() => ExampleRun.Of("Mnist", folder[""], ["--data", ".", "--binarization", binarization, .. Small]);
        File.Delete(folder[file]);
        Assert.Contains(Path.GetFileNameWithoutExtension(file), Run().OnlyLineOfError());
        File.WriteAllBytes(folder[file], content[..(content.Length / 2)]);
        Assert.Contains(file, Run().OnlyLineOfError());
        Assert.False(Directory.Exists(folder["pictures"]));
    }

    [Theory]
    [InlineData("--data nowhere", "nowhere")]
    [InlineData("--epochs 1", "--data")]
    [InlineData("--data . --binarization gray", "gray")]
    [InlineData("--data . --hidden 0", "--hidden")]
    public void A_wrong_option_is_named_in_one_line(string arguments, string named)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(named, ExampleRun.Of("Mnist", folder[""], arguments.Split(' ')).OnlyLineOfError());
    }

    [Fact]
    public void The_help_explains_every_option()
    {
        using var folder = new TemporaryFolder();
        var run = ExampleRun.Of("Mnist", folder[""], "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.All(
            new[] { "data", "binarization", "epochs", "hidden", "latent", "samples", "batch", "seed", "test-limit", "output" },
            option => Assert.Contains($"--{option} <", run.Output));
    }

    private static Dictionary<string, double> Result(ExampleRun run)
    {
        var line = Assert.Single(run.Output.TrimEnd().Split('\n'));
        var result = JsonSerializer.Deserialize<Dictionary<string, double>>(line)!;
        Assert.Equal(Fields, result.Keys);
        return result;
    }
}
