using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;

namespace VaeFunctional.Benchmarks;

/// <summary><c>scaling</c>: times training steps of growing size, a line of JSON each.</summary>
internal static class ScalingCommand
{
    private static readonly ImmutableArray<StepConfiguration> Batches =
        [.. new[] { 32, 64, 128, 256, 512, 1024 }.Select(batch => Configuration("mlp-400") with { Batch = batch })];

    private static readonly ImmutableArray<StepConfiguration> Samples =
        [.. new[] { 1, 2, 5, 10, 20, 50, 100 }.Select(samples => Configuration("iwae-k50") with { Samples = samples })];

    public static Command Create()
    {
        var over = new Option<string>("--over") { HelpName = "batch|samples", Description = "What grows: the batch of mlp-400, or K of the network of iwae-k50.", Required = true }
            .AcceptOnlyFromAmong("batch", "samples");
        var engine = new EngineOptions();
        var command = new Command("scaling", "Times training steps of growing size.") { over };
        engine.AddTo(command);
        command.SetAction(given =>
        {
            engine.Apply(given);
            var isBatch = given.GetValue(over) == "batch";
            foreach (var configuration in isBatch ? Batches : Samples)
                Print(given.GetValue(over)!, isBatch ? configuration.Batch : configuration.Samples, configuration);
        });
        return command;
    }

    private static StepConfiguration Configuration(string name) => StepConfiguration.All.Single(configuration => configuration.Name == name);

    private static void Print(string over, int size, StepConfiguration configuration)
    {
        double microseconds = Statistic.Median(new StepTimer(configuration, Precision.Single).Measure().Microseconds);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            name = $"{configuration.Name} by {over}",
            over,
            size,
            median_us = Math.Round(microseconds, 1),
            each_us = Math.Round(microseconds / size, 2),
        }));
    }
}
