using Xunit;

namespace VaeFunctional.Tests;

public sealed class CheckpointedRunTests : IDisposable
{
    private static readonly Batches Batches = TrainingProblem.Batches(1);

    private readonly TemporaryFolder folder = new();

    private string File => folder["run.checkpoint"];

    public static TheoryData<string> Readings => ["last", "last after the first", "skip", "element", "all"];

    /// <summary>What only wants the last state may pass over the others without looking at them.</summary>
    [Theory]
    [MemberData(nameof(Readings))]
    public void Every_state_is_saved_however_the_sequence_is_read(string reading)
    {
        var start = TrainingProblem.Start;
        var states = Train.Run(start, TrainingProblem.Loss, Batches).States().SaveEach(File);
        var last = reading switch
        {
            "last" => states.Last(),
            "last after the first" => states.Prepend(start).Last(),
            "skip" => states.Skip(3).First(),
            "element" => states.ElementAt(5),
            _ => states.ToList()[^1],
        };
        Assert.Equal(last, Checkpoint.Load(File, start));
        Assert.Equal(last.Step - 1, Checkpoint.LoadPrevious(File, start).Step);
    }

    [Fact]
    public void A_run_that_could_not_be_saved_does_not_begin()
    {
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => Checkpoint.LoadOrStart(folder[""], TrainingProblem.Start)).Message, StringComparison.Ordinal);
        var missing = Path.Combine(folder["missing"], "run.checkpoint");
        Assert.Contains(
            $"'{missing}' cannot be saved: there is no folder",
            Assert.Throws<DirectoryNotFoundException>(() => Checkpoint.LoadOrStart(missing, TrainingProblem.Start)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Another_optimizer_is_refused_with_the_way_to_go_on_with_it()
    {
        Checkpoint.Save(File, TrainingProblem.Start);
        var slower = Adam.Default.WithLearningRate(1e-9);
        var message = Assert.Throws<ArgumentException>(() => Checkpoint.Load(File, TrainingProblem.Start.WithOptimizer(slower))).Message;
        Assert.Contains("WithOptimizer", message, StringComparison.Ordinal);
        Checkpoint.Save(File, Checkpoint.Load(File, TrainingProblem.Start).WithOptimizer(slower));
        Assert.Equal(slower, Checkpoint.LoadOrStart(File, TrainingProblem.Start.WithOptimizer(slower)).Optimizer);
    }

    public void Dispose() => folder.Dispose();
}
