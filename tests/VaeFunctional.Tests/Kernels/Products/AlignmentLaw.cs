using System.Numerics;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>
/// The garbage collector moves arrays and tensors are views into them, so no bit of a product may depend on where its arrays lie
/// between the lines of a cache.
/// </summary>
internal static class AlignmentLaw
{
    private const int Places = 16;

    private static readonly (int M, int N, int K)[] Shapes =
    [
        (5, 7, 9), (1, 40, 30), (40, 1, 30), (1, 1, 50), (3, 130, 17), (33, 65, 129), (64, 32, 30), (128, 20, 200), (20, 200, 50),
        (100, 100, 100), (130, 300, 41),
    ];

    public static void Holds(IProducts products)
    {
        Holds<float>(products);
        Holds<double>(products);
    }

    private static void Holds<T>(IProducts products) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var random = new Random(7);
        foreach (var (m, n, k) in Shapes)
            for (var transposes = 0; transposes < 4; transposes++)
            {
                var (a, b) = (new Movable<T>(m * k), new Movable<T>(k * n));
                var c = new Movable<T>(m * n);
                T[]? expected = null;
                for (var time = 0; time < 20; time++)
                {
                    var result = c.At(random.Next(Places));
                    products.Multiply<T>(
                        a.At(random.Next(Places)), (transposes & 1) != 0, b.At(random.Next(Places)), (transposes & 2) != 0, result, m, n, k);
                    expected ??= result.ToArray();
                    Assert.True(result.SequenceEqual(expected), $"{typeof(T).Name} [{m}, {k}] [{k}, {n}], transposes {transposes}");
                }
            }
    }

    /// <summary>The same values between -1 and 1, at any of some places in an array that stays where it is.</summary>
    private sealed class Movable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[] values;
        private readonly T[] room;

        public Movable(int length)
        {
            var random = new Random(length);
            values = [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(2 * random.NextDouble() - 1))];
            room = GC.AllocateArray<T>(length + Places, pinned: true);
        }

        public Span<T> At(int place)
        {
            var span = room.AsSpan(place, values.Length);
            values.CopyTo(span);
            return span;
        }
    }
}
