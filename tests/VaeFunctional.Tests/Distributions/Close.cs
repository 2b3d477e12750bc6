using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Numbers that agree to a tolerance, relative to the expected one where that is larger than 1.</summary>
internal static class Close
{
    public static void To(double expected, double actual, double tolerance) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)) || expected.Equals(actual),
            $"expected {expected:R}, got {actual:R}: apart by {Math.Abs(expected - actual):G3}, tolerance {tolerance:G3}");

    public static void All(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        double[] all = [.. actual];
        Assert.NotEmpty(all);
        Assert.Equal(expected.Count(), all.Length);
        Assert.All(expected.Zip(all), pair => To(pair.First, pair.Second, tolerance));
    }
}
