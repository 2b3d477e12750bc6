using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Text.Json;

namespace VaeFunctional.Benchmarks;

/// <summary>
/// A process that does nothing but train: its main program. The command line is read by hand, so that nothing is loaded that a program
/// of a few lines would not load.
/// </summary>
internal sealed class FreshTraining
{
    public const string Verb = "fresh-training";

    private static readonly StepConfiguration Configuration = StepConfiguration.All[0];

    private long first;
    private long methods;
    private double compilation;

    /// <summary>Takes a number of steps, rounded up to whole epochs, and prints <see cref="FreshFigures"/>.</summary>
    public static int Run(string steps)
    {
        long main = Stopwatch.GetTimestamp();
        Console.WriteLine(JsonSerializer.Serialize(new FreshTraining().Train(main, long.Parse(steps, CultureInfo.InvariantCulture))));
        return 0;
    }

    /// <summary>The figures of a process started for them alone, and when it was started.</summary>
    public static (long Start, FreshFigures Figures) RunInProcess(long steps)
    {
        var program = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        var information = new ProcessStartInfo(program, [.. host, Verb, steps.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(information)!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (start, JsonSerializer.Deserialize<FreshFigures>(line)!)
            : throw new InvalidOperationException($"{Verb} ended with exit status {process.ExitCode}.");
    }

    private FreshFigures Train(long main, long steps)
    {
        var key = RandomKey.FromSeed(1);
        var start = TrainingState.Start(Configuration.Model(key, Precision.Single), Adam.Default, key.Fold("train"));
        var data = Configuration.Data(key, Precision.Single, steps);
        long begun = Stopwatch.GetTimestamp();
        _ = VaeFunctional.Train.Run(start, Objective, data, every: int.MaxValue).States().Last();
        using var self = Process.GetCurrentProcess();
        return new FreshFigures(main, begun, first, methods, compilation, self.PeakWorkingSet64);
    }

    private Objective Objective(Vae model, Batch batch, StepContext at)
    {
        if (at.Step == 1)
            (first, methods, compilation) = (Stopwatch.GetTimestamp(), JitInfo.GetCompiledMethodCount(), JitInfo.GetCompilationTime().TotalMilliseconds);
        return Configuration.Objective(model, batch, at);
    }
}
