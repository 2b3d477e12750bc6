using System.Numerics;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What every engine of products must satisfy, against the naive triple loop.</summary>
internal static class ProductLaws
{
    /// <summary>Small shapes all, edges of tiles and blocks, thin and deep ones.</summary>
    private static readonly (int M, int N, int K)[] Shapes =
    [
        .. from size in Enumerable.Range(1, 33) select (size, size, size),
        .. from m in new[] { 1, 2, 5, 12, 13 } from n in new[] { 1, 3, 32, 33 } from k in new[] { 1, 2, 7, 40 } select (m, n, k),
        (1, 1, 1000), (3, 600, 2), (250, 5, 3), (25, 65, 401), (12, 32, 801), (241, 513, 5), (130, 70, 50),
        (5, 19, 1025), (7, 41, 2100), (170, 50, 1030), (3, 1, 2500),
    ];

    public static void Hold(IProducts products)
    {
        Small<float>(products);
        Small<double>(products);
        NanStaysInItsRow(products);
        NanStaysInItsColumn(products);
        NothingAroundMatters<float>(products);
        NothingAroundMatters<double>(products);
    }

    /// <summary>The bits of an output depend on its row of the left factor and its column of the right one alone.</summary>
    public static void IgnorePlaces<T>(IProducts products) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        const int m = 41;
        const int n = 83;
        foreach (int k in new[] { 3, 100, 1500 })
        {
            var a = Values<T>(m * k, 1);
            var b = Values<T>(n * k, 2);
            var whole = new T[m * n];
            products.Multiply<T>(a, false, b, true, whole, m, n, k);
            foreach (var (top, rows) in new[] { (0, 1), (5, 12), (7, 34), (39, 2), (0, m) })
                foreach (var (left, columns) in new[] { (0, 1), (3, 2), (70, 4), (5, 9), (60, 16), (50, 33), (1, 82) })
                {
                    var part = new T[rows * columns];
                    products.Multiply<T>(a.AsSpan(top * k, rows * k), false, b.AsSpan(left * k, columns * k), true, part, rows, columns, k);
                    for (int i = 0; i < rows; i++)
                        Assert.True(
                            whole.AsSpan((top + i) * n + left, columns).SequenceEqual(part.AsSpan(i * columns, columns)),
                            $"{typeof(T).Name}, depth {k}: row {i} of [{rows}, {columns}] at [{top}, {left}]");
                }
        }
    }

    public static void AllocateNothing<T>(IProducts products) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        foreach (var (m, n, k) in new[] { (2, 1, 3), (60, 70, 1500), (300, 20, 40) })
        {
            var a = new T[m * k];
            var b = new T[k * n];
            var c = new T[m * n];
            Assert.Equal(0, Allocation.OfEveryRun(() => products.Multiply<T>(a, true, b, true, c, m, n, k)));
        }
    }

    public static void IgnoreThreads(IProducts products)
    {
        int before = Backend.Threads;
        try
        {
            foreach (var (m, n, k) in new[] { (128, 400, 784), (784, 40, 300), (30, 900, 200), (1000, 1000, 3), (127, 129, 801), (31, 41, 2100) })
                foreach (var (transposeA, transposeB) in Transpositions)
                {
                    var a = Values<float>(m * k, 1);
                    var b = Values<float>(k * n, 2);
                    var results = new List<float[]>();
                    for (var threads = 1; threads <= 4; threads++)
                    {
                        Backend.Threads = threads;
                        results.Add(new float[m * n]);
                        products.Multiply<float>(a, transposeA, b, transposeB, results[^1], m, n, k);
                    }
                    Assert.All(results, result => Assert.True(results[0].AsSpan().SequenceEqual(result), $"[{m}, {k}] [{k}, {n}]"));
                }
        }
        finally
        {
            Backend.Threads = before;
        }
    }

    private static (bool A, bool B)[] Transpositions => [(false, false), (false, true), (true, false), (true, true)];

    private static void Small<T>(IProducts products) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        double rounding = double.CreateChecked(T.BitIncrement(T.One) - T.One);
        foreach (var (m, n, k) in Shapes)
        {
            var a = Values<T>(m * k, 1);
            var b = Values<T>(k * n, 2);
            foreach (var (transposeA, transposeB) in Transpositions)
            {
                T[] c = [.. Enumerable.Repeat(T.NaN, m * n)];
                products.Multiply<T>(a, transposeA, b, transposeB, c, m, n, k);
                for (int i = 0; i < m; i++)
                    for (int j = 0; j < n; j++)
                    {
                        double sum = 0;
                        for (int p = 0; p < k; p++)
                            sum += double.CreateChecked(a[transposeA ? p * m + i : i * k + p])
                                * double.CreateChecked(b[transposeB ? j * k + p : p * n + j]);
                        double error = Math.Abs(sum - double.CreateChecked(c[i * n + j]));
                        Assert.True(
                            error <= (k + 1) * rounding,
                            $"{typeof(T).Name} [{m}, {k}] [{k}, {n}], transposed {transposeA} {transposeB}: [{i}, {j}] off by {error:R}");
                    }
            }
        }
    }

    private static void NanStaysInItsRow(IProducts products)
    {
        const int m = 29;
        const int n = 67;
        const int k = 45;
        foreach (var (transposeA, transposeB) in Transpositions)
            for (int bad = 0; bad < m; bad++)
            {
                var a = Values<float>(m * k, 1);
                a[transposeA ? 11 * m + bad : bad * k + 11] = float.NaN;
                var c = new float[m * n];
                products.Multiply<float>(a, transposeA, Values<float>(k * n, 2), transposeB, c, m, n, k);
                for (int i = 0; i < c.Length; i++)
                    Assert.Equal(i / n == bad, float.IsNaN(c[i]));
            }
    }

    private static void NanStaysInItsColumn(IProducts products)
    {
        const int m = 15;
        const int n = 50;
        const int k = 45;
        foreach (var (transposeA, transposeB) in Transpositions)
            for (int bad = 0; bad < n; bad++)
            {
                var b = Values<double>(k * n, 2);
                b[transposeB ? bad * k + 11 : 11 * n + bad] = double.PositiveInfinity;
                b[transposeB ? bad * k + 12 : 12 * n + bad] = double.NegativeInfinity;
                double[] a = [.. Enumerable.Repeat(1.0, m * k)];
                var c = new double[m * n];
                products.Multiply<double>(a, transposeA, b, transposeB, c, m, n, k);
                for (int i = 0; i < c.Length; i++)
                    Assert.Equal(i % n == bad, double.IsNaN(c[i]));
            }
    }

    /// <summary>Before and after both factors lies what would spoil the result; around the result nothing is written.</summary>
    private static void NothingAroundMatters<T>(IProducts products) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        const int margin = 64;
        foreach (var (m, n, k) in new[] { (1, 1, 1), (2, 3, 5), (13, 17, 9), (12, 40, 21), (200, 20, 30), (5, 9, 1025) })
            foreach (var (transposeA, transposeB) in Transpositions)
            {
                T[] Surround(T[] values) =>
                    [.. Enumerable.Repeat(T.NaN, margin), .. values, .. Enumerable.Repeat(T.NaN, margin)];
                var c = Surround(new T[m * n]);
                products.Multiply<T>(
                    Surround(Values<T>(m * k, 1)).AsSpan(margin, m * k), transposeA,
                    Surround(Values<T>(k * n, 2)).AsSpan(margin, k * n), transposeB, c.AsSpan(margin, m * n), m, n, k);
                for (int i = 0; i < c.Length; i++)
                    Assert.Equal(i < margin || i >= margin + m * n, T.IsNaN(c[i]));
            }
    }

    /// <summary>Between -1 and 1.</summary>
    private static T[] Values<T>(int length, int seed) where T : IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(2 * random.NextDouble() - 1))];
    }
}
