using System.Collections.Immutable;

namespace VaeFunctional.Benchmarks;

/// <summary>The line nearest to points, by least squares.</summary>
internal readonly record struct StraightLine(double Constant, double Slope)
{
    public static StraightLine Through(ImmutableArray<double> x, ImmutableArray<double> y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        return new(meanY - slope * meanX, slope);
    }

    public double At(double x) => Constant + Slope * x;
}
