using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What a built example said when it ran as a process of its own, with its output redirected.</summary>
internal sealed record ExampleRun(int ExitCode, string Output, string Error)
{
    public static ExampleRun Of(string example, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{example}.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    /// <summary>The first number after a text at the beginning of a line of the output.</summary>
    public double NumberAfter(string start)
    {
        var line = Output.Split('\n').Single(line => line.StartsWith(start, StringComparison.Ordinal));
        return double.Parse(line[start.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
    }

    /// <summary>The error stream, which must be one line without a stack trace, and nothing may be on the standard output.</summary>
    public string OnlyLineOfError()
    {
        Assert.NotEqual(0, ExitCode);
        Assert.Empty(Output);
        return Assert.Single(Error.TrimEnd().Split('\n'));
    }
}
