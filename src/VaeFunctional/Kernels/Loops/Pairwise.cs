using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>What is summed: a function of the elements of a span.</summary>
internal interface ITerm<T> where T : unmanaged
{
    /// <summary>The element whose term is 0.</summary>
    static abstract T Padding { get; }

    /// <summary>Whether a term is so much code that only one copy of it fits in a loop.</summary>
    static abstract bool IsLong { get; }

    TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes, T>;
}

/// <summary>
/// Sums of terms, halved down to blocks of 128 vectors that four accumulators sum in turn: the rounding error of a sum of n
/// floats is at most about (40 + log2(n / 512)) 2^-24 times the sum of the magnitudes.
/// </summary>
internal static unsafe class Pairwise
{
    private const int BlockOfVectors = 128;

    [MethodImpl(Kernel.Options)]
    public static TLanes Sum<TTerm, TLanes, T>(TTerm term, T* x, int length)
        where TTerm : struct, ITerm<T>
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        int block = BlockOfVectors * TLanes.Count;
        if (length <= block)
            return SumBlock<TTerm, TLanes, T>(term, x, length);
        int half = (length / block + 1) / 2 * block;
        return Sum<TTerm, TLanes, T>(term, x, half) + Sum<TTerm, TLanes, T>(term, x + half, length - half);
    }

    [MethodImpl(Kernel.Options)]
    private static TLanes SumBlock<TTerm, TLanes, T>(TTerm term, T* x, int length)
        where TTerm : struct, ITerm<T>
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        TLanes first = TLanes.Zero, second = TLanes.Zero, third = TLanes.Zero, fourth = TLanes.Zero;
        nint i = 0;
        if (TTerm.IsLong)
        {
            // The accumulators take turns at one place: inlined four times, the term would exhaust the compiler's budget.
            nint whole = length / (4 * TLanes.Count) * (4 * TLanes.Count);
            for (; i < whole; i += TLanes.Count)
                (first, second, third, fourth) = (second, third, fourth, first + term.Of(TLanes.Load(x + i)));
        }
        else
        {
            for (; i <= length - 4 * TLanes.Count; i += 4 * TLanes.Count)
            {
                first += term.Of(TLanes.Load(x + i));
                second += term.Of(TLanes.Load(x + i + TLanes.Count));
                third += term.Of(TLanes.Load(x + i + 2 * TLanes.Count));
                fourth += term.Of(TLanes.Load(x + i + 3 * TLanes.Count));
            }
        }
        for (; i <= length - TLanes.Count; i += TLanes.Count)
            first += term.Of(TLanes.Load(x + i));
        if (i < length)
            second += Rest<TTerm, TLanes, T>(term, x + i, length - (int)i);
        return first + second + (third + fourth);
    }

    [MethodImpl(Kernel.Options)]
    private static TLanes Rest<TTerm, TLanes, T>(TTerm term, T* x, int count)
        where TTerm : struct, ITerm<T>
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged =>
        term.Of(Padding.Load<TLanes, T>(x, count, TTerm.Padding));
}
