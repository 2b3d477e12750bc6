using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeFunctional.Kernels;

/// <summary>What is summed: a function of the elements of a span.</summary>
internal interface ITerm<T> where T : unmanaged
{
    /// <summary>The element whose term is 0.</summary>
    static abstract T Padding { get; }

    TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes, T>;
}

/// <summary>
/// Sums of terms, halved down to blocks of 128 vectors that four accumulators sum in turn: the rounding error of a sum of n
/// floats is at most about (40 + log2(n / 512)) 2^-24 times the sum of the magnitudes.
/// </summary>
internal static class Pairwise
{
    private const int BlockOfVectors = 128;

    [MethodImpl(Kernel.Options)]
    public static TLanes Sum<TTerm, TLanes, T>(TTerm term, ReadOnlySpan<T> x)
        where TTerm : struct, ITerm<T>
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        int block = BlockOfVectors * TLanes.Count;
        if (x.Length <= block)
            return SumBlock<TTerm, TLanes, T>(term, x);
        int half = (x.Length / block + 1) / 2 * block;
        return Sum<TTerm, TLanes, T>(term, x[..half]) + Sum<TTerm, TLanes, T>(term, x[half..]);
    }

    [MethodImpl(Kernel.Options)]
    private static TLanes SumBlock<TTerm, TLanes, T>(TTerm term, ReadOnlySpan<T> x)
        where TTerm : struct, ITerm<T>
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        ref T source = ref MemoryMarshal.GetReference(x);
        TLanes first = TLanes.Zero, second = TLanes.Zero, third = TLanes.Zero, fourth = TLanes.Zero;
        int i = 0;
        for (; i <= x.Length - 4 * TLanes.Count; i += 4 * TLanes.Count)
        {
            first += term.Of(TLanes.Load(ref source, (nuint)i));
            second += term.Of(TLanes.Load(ref source, (nuint)(i + TLanes.Count)));
            third += term.Of(TLanes.Load(ref source, (nuint)(i + 2 * TLanes.Count)));
            fourth += term.Of(TLanes.Load(ref source, (nuint)(i + 3 * TLanes.Count)));
        }
        for (; i <= x.Length - TLanes.Count; i += TLanes.Count)
            first += term.Of(TLanes.Load(ref source, (nuint)i));
        if (i < x.Length)
            second += SumPadded<TTerm, TLanes, T>(term, Padding.Load<TLanes, T>(x[i..], TTerm.Padding));
        return first + second + (third + fourth);
    }

    private static TLanes SumPadded<TTerm, TLanes, T>(TTerm term, TLanes x)
        where TTerm : struct, ITerm<T>
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged =>
        SumBlock<TTerm, TLanes, T>(term, Padding.AsSpan<TLanes, T>(ref x));
}
