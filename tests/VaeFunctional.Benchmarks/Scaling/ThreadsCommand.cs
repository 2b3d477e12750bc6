using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;

namespace VaeFunctional.Benchmarks;

/// <summary><c>threads</c>: times training steps on one thread and on all, by turns, a line of JSON for each configuration.</summary>
internal static class ThreadsCommand
{
    private static readonly ImmutableArray<string> Names = ["mlp-400-b512", "iwae-k50"];

    public static Command Create()
    {
        var turns = new Option<int>("--turns") { HelpName = "N", Description = "How often each is measured.", DefaultValueFactory = _ => 1 };
        var only = new Option<string?>("--only") { HelpName = "NAME", Description = "Measure this configuration alone." }
            .AcceptOnlyFromAmong([.. StepConfiguration.All.Select(configuration => configuration.Name)]);
        var command = new Command("threads", "Times training steps on one thread and on all.") { turns, only };
        command.SetAction(given =>
        {
            foreach (var configuration in StepConfiguration.All.Where(one => given.GetValue(only) is { } name ? one.Name == name : Names.Contains(one.Name)))
                Print(configuration, given.GetValue(turns));
        });
        return command;
    }

    private static void Print(StepConfiguration configuration, int turns)
    {
        var all = Environment.ProcessorCount;
        var pairs = Enumerable.Range(0, turns).Select(_ => (Alone: Time(configuration, 1), Together: Time(configuration, all))).ToList();
        var alone = Statistic.Median(Statistic.Sorted(pairs.Select(pair => pair.Alone)));
        var together = Statistic.Median(Statistic.Sorted(pairs.Select(pair => pair.Together)));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            name = configuration.Name,
            threads = all,
            alone_us = Math.Round(alone, 1),
            together_us = Math.Round(together, 1),
            ratio = Math.Round(alone / together, 2),
        }));
    }

    private static double Time(StepConfiguration configuration, int threads)
    {
        Backend.Threads = threads;
        return Statistic.Median(new StepTimer(configuration, Precision.Single).Measure().Microseconds);
    }
}
