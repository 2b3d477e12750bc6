using System.CommandLine;
using System.Text.Json;

namespace VaeFunctional.Benchmarks;

/// <summary><c>step</c>: times whole training steps and prints a line of JSON for each configuration.</summary>
internal static class StepCommand
{
    public static Command Create()
    {
        var only = new Option<string?>("--only") { HelpName = "NAME", Description = "Measure this configuration alone." }
            .AcceptOnlyFromAmong([.. StepConfiguration.All.Select(configuration => configuration.Name)]);
        var precision = new Option<Precision>("--precision") { Description = "The precision of parameters and data.", DefaultValueFactory = _ => Precision.Single };
        var engine = new EngineOptions();
        var command = new Command("step", "Times whole training steps of the configurations of peers/torch_step.py.") { only, precision };
        engine.AddTo(command);
        command.SetAction(given =>
        {
            engine.Apply(given);
            foreach (var configuration in StepConfiguration.All.Where(one => given.GetValue(only) is not { } name || one.Name == name))
                Print(configuration, new StepTimer(configuration, given.GetValue(precision)).Measure(), given.GetValue(engine.Backend)!);
        });
        return command;
    }

    private static void Print(StepConfiguration configuration, StepFigures figures, string backend) =>
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            name = configuration.Name,
            median_us = Math.Round(Statistic.Median(figures.Microseconds), 1),
            min_us = Math.Round(figures.Microseconds[0], 1),
            allocated_bytes_per_step = figures.AllocatedBytes,
            gen2_collections_per_1000_steps = Math.Round(figures.Gen2Collections, 2),
            backend,
            threads = Backend.Threads,
        }));
}
