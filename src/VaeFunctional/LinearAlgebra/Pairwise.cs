using System.Numerics;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>What is summed: a function of the elements of one or two spans.</summary>
internal interface ITerm<T>
{
    /// <summary>The element whose term is 0.</summary>
    static abstract T Padding { get; }

    Vector512<T> Of(Vector512<T> x, Vector512<T> y);
}

/// <summary>
/// Sums of terms, halved down to blocks of 64 vectors that four accumulators sum in turn: the rounding error of a sum of n floats is
/// at most about (25 + log2(n / 1024)) 2^-24 times the sum of the magnitudes.
/// </summary>
internal static class Pairwise
{
    public static T Sum<TTerm, T>(TTerm term, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where TTerm : struct, ITerm<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Lanes.Fold(SumLanes(term, x, y), static (a, b) => a + b);

    private static Vector512<T> SumLanes<TTerm, T>(TTerm term, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where TTerm : struct, ITerm<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int block = 64 * Vector512<T>.Count;
        if (x.Length <= block)
            return SumBlock(term, x, y);
        int half = (x.Length / block + 1) / 2 * block;
        return SumLanes(term, x[..half], y[..half]) + SumLanes(term, x[half..], y[half..]);
    }

    private static Vector512<T> SumBlock<TTerm, T>(TTerm term, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where TTerm : struct, ITerm<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector512<T>.Count;
        Vector512<T> first = default, second = default, third = default, fourth = default;
        for (; x.Length >= 4 * width; x = x[(4 * width)..], y = y[(4 * width)..])
        {
            first += term.Of(Vector512.Create(x), Vector512.Create(y));
            second += term.Of(Vector512.Create(x[width..]), Vector512.Create(y[width..]));
            third += term.Of(Vector512.Create(x[(2 * width)..]), Vector512.Create(y[(2 * width)..]));
            fourth += term.Of(Vector512.Create(x[(3 * width)..]), Vector512.Create(y[(3 * width)..]));
        }
        for (; x.Length >= width; x = x[width..], y = y[width..])
            first += term.Of(Vector512.Create(x), Vector512.Create(y));
        if (!x.IsEmpty)
            second += term.Of(Lanes.LoadPadded(x, TTerm.Padding), Lanes.LoadPadded(y, TTerm.Padding));
        return first + second + (third + fourth);
    }
}
