using System.CommandLine;
using System.Text.Json;

namespace VaeFunctional.Benchmarks;

/// <summary><c>memory</c>: the most memory that a fresh process held while it trained.</summary>
internal static class MemoryCommand
{
    private const double BytesAMegabyte = 1e6;

    public static Command Create()
    {
        var steps = new Option<long>("--steps") { HelpName = "N", Description = "How many training steps the process takes.", DefaultValueFactory = _ => 200 };
        var command = new Command("memory", "Measures the peak resident memory of a fresh process that trains mlp-400.") { steps };
        command.SetAction(given =>
        {
            var figures = FreshTraining.RunInProcess(given.GetValue(steps)).Figures;
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                name = "memory",
                peak_megabytes = Math.Round(figures.PeakBytes / BytesAMegabyte, 1),
                steps = given.GetValue(steps),
            }));
        });
        return command;
    }
}
