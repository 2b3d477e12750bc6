using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>Packs the columns of a tile, over a depth, into a panel that holds them step by step.</summary>
internal static unsafe class Panels<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>Packs one or two vectors, gap apart, from each row of a matrix; the rows, stride apart, are the depth.</summary>
    [MethodImpl(Kernel.Options)]
    public static void Copy<TVectors>(T* source, nint stride, nint gap, int depth, T* panel) where TVectors : struct, IConstant
    {
        for (; depth > 0; depth--, source += stride, panel += TVectors.Value * TSimd.Count)
        {
            TSimd.Store(TSimd.Load(source), panel);
            if (TVectors.Value > 1)
                TSimd.Store(TSimd.Load(source + gap), panel + TSimd.Count);
        }
    }

    /// <summary>Packs one vector a step of the depth from a matrix whose rows, stride apart, are the columns; the vectors go width apart.</summary>
    [MethodImpl(Kernel.Options)]
    public static void Transpose(T* source, nint stride, int depth, T* panel, nint width)
    {
        int strip = 16 / sizeof(T);
        for (; depth >= strip; depth -= strip, source += strip, panel += strip * width)
            TSimd.TransposeStrips(source, stride, panel, width);
        for (; depth > 0; depth--, source++, panel += width)
            for (int lane = 0; lane < TSimd.Count; lane++)
                panel[lane] = source[lane * stride];
    }
}
