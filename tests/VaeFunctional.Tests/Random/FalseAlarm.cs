using MathNet.Numerics.Distributions;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>
/// The statistical tests of random keys make fewer than 100 assertions, each of which a perfect generator would fail for one choice
/// of keys in 100,000: a total false-alarm rate below 0.001. The keys are fixed, so a test that passes keeps passing.
/// </summary>
internal static class FalseAlarm
{
    private const double Rate = 1e-5;

    /// <summary>The statistic is a draw of the standard normal distribution.</summary>
    public static void AssertStandardNormal(double statistic) =>
        AssertNotExtreme(Normal.CDF(0, 1, statistic));

    /// <summary>The counts are those of independent draws that fall into each cell with the same probability.</summary>
    public static void AssertEquallyLikely(IReadOnlyCollection<int> counts)
    {
        var expected = (double)counts.Sum() / counts.Count;
        var statistic = counts.Sum(count => (count - expected) * (count - expected) / expected);
        AssertNotExtreme(ChiSquared.CDF(counts.Count - 1, statistic));
    }

    /// <summary>The count is that of successes in independent trials of one probability.</summary>
    public static void AssertBinomial(double probability, int trials, int count)
    {
        var below = count == 0 ? 0 : Binomial.CDF(probability, trials, count - 1);
        Assert.True(Binomial.CDF(probability, trials, count) > Rate / 2 && below < 1 - Rate / 2, $"{count} of {trials} at {probability}");
    }

    /// <summary>
    /// Kolmogorov and Smirnov: the draws have this distribution function, by the bound P(D > d) &lt;= 2 exp(-2 n d^2) (Massart, 1990).
    /// </summary>
    public static void AssertDistributed(double[] draws, Func<double, double> distribution)
    {
        var ordered = draws.Order().ToArray();
        var distance = ordered.Select((draw, index) =>
            Math.Max(distribution(draw) - (double)index / ordered.Length, (index + 1.0) / ordered.Length - distribution(draw))).Max();
        Assert.InRange(distance, 0, Math.Sqrt(Math.Log(2 / Rate) / (2 * ordered.Length)));
    }

    private static void AssertNotExtreme(double lowerTail) => Assert.InRange(lowerTail, Rate / 2, 1 - Rate / 2);
}
