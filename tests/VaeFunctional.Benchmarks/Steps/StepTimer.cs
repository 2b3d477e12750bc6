using System.Diagnostics;

namespace VaeFunctional.Benchmarks;

/// <summary>
/// Times whole steps of a run of training. A step is all that lies between two calls of the objective: batch, gradient, update and
/// checks. No snapshot is taken in between.
/// </summary>
internal sealed class StepTimer(StepConfiguration configuration, Precision precision)
{
    private const int Blocks = 7;

    // In the first steps of a run its workspaces are filled.
    private const int LeadSteps = 2 * StepConfiguration.BatchesAnEpoch;
    private const int LeastSteps = 1000;
    private const double WarmUpSeconds = 2;
    private const double BlockSeconds = 0.25;

    private readonly List<Mark> marks = [];
    private long blockSteps = 1;

    public StepFigures Measure()
    {
        blockSteps = (long)Math.Ceiling(Math.Max(BlockSeconds / WarmUp(), (double)LeastSteps / Blocks));
        Run(LeadSteps + Blocks * blockSteps + 1);
        return new StepFigures(
            Statistic.Sorted(marks.Zip(marks.Skip(1), (from, to) => Stopwatch.GetElapsedTime(from.Time, to.Time).TotalMicroseconds / blockSteps)),
            (marks[^1].AllocatedBytes - marks[0].AllocatedBytes) / (Blocks * blockSteps),
            1000.0 * (marks[^1].Collections - marks[0].Collections) / (Blocks * blockSteps));
    }

    /// <summary>Runs until all is compiled, and returns the seconds a step takes then.</summary>
    private double WarmUp()
    {
        const int steps = 20 * StepConfiguration.BatchesAnEpoch;
        long begin = Stopwatch.GetTimestamp();
        double last;
        do
        {
            long start = Stopwatch.GetTimestamp();
            Run(steps);
            last = Stopwatch.GetElapsedTime(start).TotalSeconds / steps;
        }
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < WarmUpSeconds);
        return last;
    }

    private void Run(long steps)
    {
        marks.Clear();
        var key = RandomKey.FromSeed(1);
        var start = TrainingState.Start(configuration.Model(key, precision), Adam.Default, key.Fold("train"));
        _ = Train.Run(start, Objective, configuration.Data(key, precision, steps), every: int.MaxValue).States().Last();
    }

    private Objective Objective(Vae model, Batch batch, StepContext at)
    {
        if (at.Step >= LeadSteps && (at.Step - LeadSteps) % blockSteps == 0 && marks.Count <= Blocks)
            marks.Add(new Mark(Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(), GC.CollectionCount(2)));
        return configuration.Objective(model, batch, at);
    }

    private readonly record struct Mark(long Time, long AllocatedBytes, int Collections);
}
