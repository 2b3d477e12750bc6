using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>Packs the columns of one vector, over a depth, into a panel: step by step of the depth, so many elements apart.</summary>
internal static unsafe class Panels<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>From a matrix whose rows, stride apart, are the depth.</summary>
    [MethodImpl(Kernel.Options)]
    public static void Copy(T* source, nint stride, int depth, T* panel, nint width)
    {
        for (; depth > 0; depth--, source += stride, panel += width)
            TSimd.Store(TSimd.Load(source), panel);
    }

    /// <summary>From a matrix whose rows, stride apart, are the columns to pack.</summary>
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
