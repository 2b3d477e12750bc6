using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace VaeFunctional.Benchmarks;

/// <summary><c>startup</c>: how long a fresh process takes until its first training step has ended.</summary>
internal static class StartupCommand
{
    private const long Steps = 2;

    public static Command Create()
    {
        var repetitions = new Option<int>("--repetitions") { HelpName = "N", Description = "How many processes are started.", DefaultValueFactory = _ => 9 };
        var command = new Command("startup", "Times fresh processes from their start to the end of the first training step of mlp-400.") { repetitions };
        command.SetAction(given => Print([.. Enumerable.Range(0, given.GetValue(repetitions)).Select(_ => FreshTraining.RunInProcess(Steps))]));
        return command;
    }

    private static void Print((long Start, FreshFigures Figures)[] runs)
    {
        double Median(Func<long, FreshFigures, double> figure) =>
            Math.Round(Statistic.Median(Statistic.Sorted(runs.Select(run => figure(run.Start, run.Figures)))), 1);
        static double Between(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            name = "startup",
            first_step_ms = Median((start, figures) => Between(start, figures.First)),
            runtime_ms = Median((start, figures) => Between(start, figures.Main)),
            model_and_data_ms = Median((_, figures) => Between(figures.Main, figures.Begun)),
            step_ms = Median((_, figures) => Between(figures.Begun, figures.First)),
            compiled_methods = Median((_, figures) => figures.Methods),
            compilation_ms = Median((_, figures) => figures.CompilationMilliseconds),
            repetitions = runs.Length,
        }));
    }
}
