using System.Collections.Immutable;

namespace VaeFunctional.Benchmarks;

/// <summary>Figures of repeated measurements.</summary>
internal static class Statistic
{
    public static ImmutableArray<double> Sorted(IEnumerable<double> values) => [.. values.Order()];

    /// <summary>The middle of sorted values; of an even number the upper middle.</summary>
    public static double Median(ImmutableArray<double> sorted) => sorted[sorted.Length / 2];
}
