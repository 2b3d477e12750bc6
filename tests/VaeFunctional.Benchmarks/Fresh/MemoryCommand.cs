using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace VaeFunctional.Benchmarks;

/// <summary>
/// <c>memory</c>: the most memory that a fresh process held while it trained; of a large model also the most that lived, after full
/// collections, beside the size of its parameters.
/// </summary>
internal static class MemoryCommand
{
    private const string Usual = "mlp-400";
    private const string Big = "big";
    private const double BytesAMegabyte = 1e6;

    public static Command Create()
    {
        var model = new Option<string>("--model") { HelpName = "NAME", Description = $"{Usual}, or {Big}: a dense network for 128 x 128 pixels.", DefaultValueFactory = _ => Usual }
            .AcceptOnlyFromAmong(Usual, Big);
        var steps = new Option<long?>("--steps") { HelpName = "N", Description = $"How many training steps the process takes: by default 200, of {Big} 50." };
        var command = new Command("memory", "Measures the memory of a process that trains.") { model, steps };
        command.SetAction(given => Console.WriteLine(
            given.GetValue(model) == Big ? OfBig(given.GetValue(steps) ?? 50) : OfUsual(given.GetValue(steps) ?? 200)));
        return command;
    }

    private static string OfUsual(long steps) => JsonSerializer.Serialize(new
    {
        name = "memory",
        peak_megabytes = Megabytes(FreshTraining.RunInProcess(steps).Figures.PeakBytes),
        steps,
    });

    private static string OfBig(long steps)
    {
        var live = LiveMemory.Of(steps);
        using var self = Process.GetCurrentProcess();
        return JsonSerializer.Serialize(new
        {
            name = "memory",
            peak_megabytes = Megabytes(self.PeakWorkingSet64),
            steps,
            model_mb = Megabytes(live.Model),
            peak_live_mb = Megabytes(live.Peak),
            ratio = Math.Round((double)live.Peak / live.Model, 2),
        });
    }

    private static double Megabytes(long bytes) => Math.Round(bytes / BytesAMegabyte, 1);
}
