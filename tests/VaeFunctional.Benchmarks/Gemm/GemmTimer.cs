using System.Diagnostics;
using System.Numerics;

namespace VaeFunctional.Benchmarks;

/// <summary>Times one product again and again.</summary>
internal static class GemmTimer
{
    private const int Blocks = 7;
    private const double WarmUpSeconds = 0.05;
    private const double BlockSeconds = 0.01;

    /// <summary>The median of the blocks, in GFLOP/s.</summary>
    public static double Measure<T>(IProducts products, GemmShape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var a = Values<T>(shape.M * shape.K);
        var b = Values<T>(shape.K * shape.N);
        var c = new T[shape.M * shape.N];
        Multiply(WarmUpSeconds);
        return shape.Operations / Statistic.Median(Statistic.Sorted(Enumerable.Range(0, Blocks).Select(_ => Multiply(BlockSeconds)))) / 1e9;

        double Multiply(double atLeast)
        {
            var start = Stopwatch.GetTimestamp();
            for (var count = 1; ; count++)
            {
                products.Multiply<T>(a, shape.TransposeA, b, shape.TransposeB, c, shape.M, shape.N, shape.K);
                var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (elapsed >= atLeast)
                    return elapsed / count;
            }
        }
    }

    /// <summary>Between -1 and 1.</summary>
    private static T[] Values<T>(int length) where T : INumberBase<T> =>
        [.. Enumerable.Range(0, length).Select(i => T.CreateTruncating(Math.Sin(i)))];
}
