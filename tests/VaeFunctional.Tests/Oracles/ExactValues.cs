using System.Globalization;

namespace VaeFunctional.Tests;

/// <summary>Values of functions at 50 digits, computed by <c>exact_values.py</c> beside this file.</summary>
internal static class ExactValues
{
    private static readonly ILookup<string, ExactValue> All = File
        .ReadLines(Path.Combine(Repository.Root, "tests", "VaeFunctional.Tests", "Oracles", "exact_values.csv"))
        .Select(line => line.Split(','))
        .ToLookup(fields => fields[0], fields => new ExactValue([.. fields[1..^1].Select(Number)], Number(fields[^1])));

    /// <summary>The rows of a function.</summary>
    public static ExactValue[] Of(string function) => [.. All[function]];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A function's value, rounded once.</summary>
internal sealed record ExactValue(double[] Arguments, double Value);
