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
    ];

    public static void Hold(IProducts products)
    {
        Small<float>(products);
        Small<double>(products);
        NanStaysInItsRow(products);
    }

    public static void IgnoreThreads(IProducts products)
    {
        int before = Backend.Threads;
        try
        {
            foreach (var (m, n, k) in new[] { (128, 400, 784), (784, 40, 300), (30, 900, 200), (1000, 1000, 3), (127, 129, 801) })
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

    /// <summary>Between -1 and 1.</summary>
    private static T[] Values<T>(int length, int seed) where T : IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(2 * random.NextDouble() - 1))];
    }
}
