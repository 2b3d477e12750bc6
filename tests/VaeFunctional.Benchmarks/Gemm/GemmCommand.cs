using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace VaeFunctional.Benchmarks;

/// <summary><c>gemm</c>: times matrix products by shape, transposition, backend and threads.</summary>
internal static class GemmCommand
{
    private const string Raw = "openblas-raw";

    public static Command Create()
    {
        var only = new Option<string?>("--only") { HelpName = "TEXT", Description = "Measure only products whose name, such as NN 128x400x784, contains this." };
        only.Validators.Add(result =>
        {
            if (!GemmShape.All.Any(shape => shape.Name.Contains(result.GetValueOrDefault<string?>() ?? "", StringComparison.OrdinalIgnoreCase)))
                result.AddError($"No product's name contains '{result.GetValueOrDefault<string?>()}'; they are: {string.Join(", ", GemmShape.All.Select(shape => shape.Name))}.");
        });
        var backends = new Option<string[]>("--backend")
        {
            HelpName = "NAME",
            Description = $"What multiplies; give several to compare them. {Raw} is OpenBLAS on its own threads.",
            DefaultValueFactory = _ => ["managed"],
            AllowMultipleArgumentsPerToken = true,
        }.AcceptOnlyFromAmong("managed", "mkl", "openblas", "mathnet", Raw);
        var threads = new Option<int[]>("--threads")
        {
            HelpName = "N",
            Description = "Numbers of threads; 1 and one per processor if not given.",
            DefaultValueFactory = _ => [.. new[] { 1, Environment.ProcessorCount }.Distinct()],
            AllowMultipleArgumentsPerToken = true,
        };
        var precision = new Option<Precision>("--precision") { Description = "The precision of the factors.", DefaultValueFactory = _ => Precision.Single };
        var json = new Option<bool>("--json") { Description = "Print a line of JSON for each figure instead of a table." };
        var command = new Command("gemm", "Times matrix products, in GFLOP/s.") { only, backends, threads, precision, json };
        command.SetAction(given => Run(
            [.. GemmShape.All.Where(shape => shape.Name.Contains(given.GetValue(only) ?? "", StringComparison.OrdinalIgnoreCase))],
            [.. given.GetValue(backends)!],
            [.. given.GetValue(threads)!],
            given.GetValue(precision),
            given.GetValue(json)));
        return command;
    }

    private static void Run(
        ImmutableArray<GemmShape> shapes, ImmutableArray<string> backends, ImmutableArray<int> threads, Precision precision, bool json)
    {
        var engines = backends.ToImmutableDictionary(name => name, name => name == Raw ? new RawOpenBlas() : Backend.Create(name));
        var columns = from name in backends from count in threads select (name, count);
        if (!json)
            Console.WriteLine(string.Concat(columns.Select(column => $"{column.name + " x" + column.count,17}").Prepend($"{"GFLOP/s",-18}")));
        foreach (var shape in shapes)
        {
            if (!json)
                Console.Write($"{shape.Name,-18}");
            foreach (var (name, count) in columns)
            {
                var speed = Measure(engines[name], shape, count, precision);
                Console.Write(json ? Line(shape, name, count, speed) : speed.ToString("F0", CultureInfo.InvariantCulture).PadLeft(17));
            }
            if (!json)
                Console.WriteLine();
        }
    }

    private static double Measure(IProducts products, GemmShape shape, int threads, Precision precision)
    {
        Backend.Threads = threads;
        var raw = products as RawOpenBlas;
        raw?.SetThreads(threads);
        try
        {
            return precision == Precision.Single ? GemmTimer.Measure<float>(products, shape) : GemmTimer.Measure<double>(products, shape);
        }
        finally
        {
            // The backend of the same name shares the library, and divides the work itself.
            raw?.SetThreads(1);
        }
    }

    private static string Line(GemmShape shape, string backend, int threads, double speed) =>
        JsonSerializer.Serialize(new { product = shape.Name, backend, threads, gflops = Math.Round(speed, 1) }) + Environment.NewLine;
}
