using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>Packs the columns of a tile, over a depth, into a panel that holds them step by step.</summary>
internal static unsafe class Panels<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged
{
    /// <summary>Packs one or two vectors, gap apart, from each row of a matrix; the rows, stride apart, are the depth.</summary>
    [MethodImpl(Kernel.Options)]
    public static void Copy<TVectors>(T* source, nint stride, nint gap, int depth, T* panel) where TVectors : struct, IConstant
    {
        for (; depth > 0; depth--, source += stride, panel += TVectors.Value * TLanes.Count)
        {
            TLanes.Store(TLanes.Load(source), panel);
            if (TVectors.Value > 1)
                TLanes.Store(TLanes.Load(source + gap), panel + TLanes.Count);
        }
    }

    /// <summary>Packs one vector per step of the depth from a matrix whose rows, stride apart, are the columns. The vectors are width apart.</summary>
    [MethodImpl(Kernel.Options)]
    public static void Transpose(T* source, nint stride, int depth, T* panel, nint width)
    {
        int strip = 16 / sizeof(T);
        for (; depth >= strip; depth -= strip, source += strip, panel += strip * width)
            TransposeStrips(source, stride, panel, width);
        for (; depth > 0; depth--, source++, panel += width)
            for (int lane = 0; lane < TLanes.Count; lane++)
                panel[lane] = source[lane * stride];
    }

    /// <summary>
    /// Transposes 16 bytes of each of Count rows, stride apart: the first elements of all rows go to the destination, the second ones
    /// width further, and so on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeStrips(T* source, nint stride, T* destination, nint width)
    {
        if (TLanes.IsSingle)
        {
            var x0 = TLanes.LoadStrips(source, 4 * stride);
            var x1 = TLanes.LoadStrips(source + stride, 4 * stride);
            var x2 = TLanes.LoadStrips(source + 2 * stride, 4 * stride);
            var x3 = TLanes.LoadStrips(source + 3 * stride, 4 * stride);
            Interleave(TLanes.InterleaveLow(x0, x2), TLanes.InterleaveLow(x1, x3), destination, width);
            Interleave(TLanes.InterleaveHigh(x0, x2), TLanes.InterleaveHigh(x1, x3), destination + 2 * width, width);
        }
        else
        {
            Interleave(TLanes.LoadStrips(source, 2 * stride), TLanes.LoadStrips(source + stride, 2 * stride), destination, width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(TLanes x, TLanes y, T* destination, nint width)
    {
        TLanes.Store(TLanes.InterleaveLow(x, y), destination);
        TLanes.Store(TLanes.InterleaveHigh(x, y), destination + width);
    }
}
