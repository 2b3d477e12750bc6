using Xunit;

namespace VaeFunctional.Tests;

public sealed class CheckpointsTests
{
    [Fact]
    public void A_run_that_was_stopped_goes_on_and_ends_with_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        ExampleRun Train(string into, params string[] more) =>
            ExampleRun.Of("Checkpoints", folder[""], ["--folder", into, "--epochs", "2", "--every", "10", .. more]);
        var whole = Train("whole");
        Assert.Equal((0, ""), (whole.ExitCode, whole.Error));
        Assert.Contains("Stopped at step 10 of 40", Train("stopped", "--stop-after", "1").Output);
        Assert.Contains("Saved at step 10", Train("stopped").Output);
        Assert.Equal(["model.safetensors", "run.checkpoint", "run.checkpoint.previous"], ExampleFolder.FilesIn(folder["stopped"]));
        foreach (var file in ExampleFolder.FilesIn(folder["whole"]))
            Assert.Equal(File.ReadAllBytes(folder[$"whole/{file}"]), File.ReadAllBytes(folder[$"stopped/{file}"]));
        var status = ExampleRun.Of("Checkpoints", folder[""], "--folder", "stopped", "--status");
        Assert.Equal("last: step 40\nbefore: step 30\n", status.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_damaged_checkpoint_is_named_in_one_line_with_the_one_before_it()
    {
        using var folder = new TemporaryFolder();
        ExampleRun.Of("Checkpoints", folder[""], "--folder", "run", "--epochs", "1", "--every", "10");
        var file = folder["run/run.checkpoint"];
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
        var status = ExampleRun.Of("Checkpoints", folder[""], "--folder", "run", "--status");
        Assert.Equal("before: step 10\n", status.Output.ReplaceLineEndings("\n"));
        var error = (status with { Output = "" }).OnlyLineOfError();
        Assert.StartsWith(file, error, StringComparison.Ordinal);
        Assert.EndsWith($"The state saved before it is at '{file}.previous': load it by Checkpoint.LoadPrevious.", error, StringComparison.Ordinal);
        File.WriteAllText($"{file}.previous", "damaged");
        var both = ExampleRun.Of("Checkpoints", folder[""], "--folder", "run", "--status");
        Assert.Equal((1, "", 2), (both.ExitCode, both.Output, both.Error.TrimEnd().Split('\n').Length));
    }

    [Fact]
    public void The_status_of_a_folder_without_checkpoints_is_an_error_in_one_line()
    {
        using var folder = new TemporaryFolder();
        var error = ExampleRun.Of("Checkpoints", folder[""], "--folder", "none", "--status").OnlyLineOfError();
        Assert.Equal($"There is no checkpoint in '{folder["none"]}'.", error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder[""]));
    }

    [Fact]
    public void A_file_where_a_folder_is_wanted_is_named_in_one_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["saved-run"], "");
        var expected = "'saved-run' is a file; --folder takes a folder. (--help tells more)";
        Assert.Equal(expected, ExampleRun.Of("Checkpoints", folder[""], "--folder", "saved-run").OnlyLineOfError());
        Assert.Equal(expected, ExampleRun.Of("Checkpoints", folder[""]).OnlyLineOfError());
    }

    [Theory]
    [InlineData("--every 0", "--every")]
    [InlineData("--stop-after -1", "--stop-after")]
    public void A_wrong_option_is_named_in_one_line_and_leaves_nothing_behind(string arguments, string named)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(named, ExampleRun.Of("Checkpoints", folder[""], arguments.Split(' ')).OnlyLineOfError());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder[""]));
    }

    [Fact]
    public void The_help_explains_every_option()
    {
        using var folder = new TemporaryFolder();
        var help = ExampleRun.Of("Checkpoints", folder[""], "--help");
        Assert.Equal(0, help.ExitCode);
        Assert.All(new[] { "--folder", "--epochs", "--every", "--stop-after", "--status" }, option => Assert.Contains(option, help.Output));
    }
}
