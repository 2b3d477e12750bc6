using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace VaeFunctional.Benchmarks;

/// <summary><c>machine</c>: the kind of processor and the runtime that figures are of, a line of JSON.</summary>
internal static class MachineCommand
{
    private const string LinuxProcessor = "/proc/cpuinfo";

    public static Command Create()
    {
        var command = new Command("machine", "Prints the kind of processor and the runtime.");
        command.SetAction(_ => Console.WriteLine(JsonSerializer.Serialize(new
        {
            processor = Processor(),
            cores = Environment.ProcessorCount,
            vector_bits = Width.Bits,
            runtime = RuntimeInformation.FrameworkDescription,
            date = DateTime.UtcNow.ToString("yyyy-MM-dd", null),
        })));
        return command;
    }

    private static string Processor()
    {
        const string field = "model name";
        var line = File.Exists(LinuxProcessor)
            ? File.ReadLines(LinuxProcessor).FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }
}
