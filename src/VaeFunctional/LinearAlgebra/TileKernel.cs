using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>
/// The innermost loop of a product: a tile of 12 rows and two vectors, held in registers, summed over the depth of two packed
/// panels. Each element is one chain of fused steps in the order of the depth, so its bits do not depend on where the tile lies.
/// </summary>
internal static unsafe class TileKernel<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    public const int Rows = 12;

    public static int Columns => 2 * TSimd.Count;

    /// <summary>c (+)= a b for a packed as [depth, 12] and b as [depth, 2 vectors]; the rows of c are stride apart.</summary>
    [MethodImpl(Kernel.Options)]
    public static void Run(int depth, T* a, T* b, T* c, nint stride, bool accumulate)
    {
        TVector c0 = default, d0 = default;
        TVector c1 = default, d1 = default;
        TVector c2 = default, d2 = default;
        TVector c3 = default, d3 = default;
        TVector c4 = default, d4 = default;
        TVector c5 = default, d5 = default;
        TVector c6 = default, d6 = default;
        TVector c7 = default, d7 = default;
        TVector c8 = default, d8 = default;
        TVector c9 = default, d9 = default;
        TVector c10 = default, d10 = default;
        TVector c11 = default, d11 = default;
        for (; depth > 0; depth--, a += Rows, b += Columns)
        {
            var left = TSimd.Load(b);
            var right = TSimd.Load(b + TSimd.Count);
            var a0 = TSimd.Broadcast(a[0]);
            c0 = TSimd.MultiplyAdd(a0, left, c0);
            d0 = TSimd.MultiplyAdd(a0, right, d0);
            var a1 = TSimd.Broadcast(a[1]);
            c1 = TSimd.MultiplyAdd(a1, left, c1);
            d1 = TSimd.MultiplyAdd(a1, right, d1);
            var a2 = TSimd.Broadcast(a[2]);
            c2 = TSimd.MultiplyAdd(a2, left, c2);
            d2 = TSimd.MultiplyAdd(a2, right, d2);
            var a3 = TSimd.Broadcast(a[3]);
            c3 = TSimd.MultiplyAdd(a3, left, c3);
            d3 = TSimd.MultiplyAdd(a3, right, d3);
            var a4 = TSimd.Broadcast(a[4]);
            c4 = TSimd.MultiplyAdd(a4, left, c4);
            d4 = TSimd.MultiplyAdd(a4, right, d4);
            var a5 = TSimd.Broadcast(a[5]);
            c5 = TSimd.MultiplyAdd(a5, left, c5);
            d5 = TSimd.MultiplyAdd(a5, right, d5);
            var a6 = TSimd.Broadcast(a[6]);
            c6 = TSimd.MultiplyAdd(a6, left, c6);
            d6 = TSimd.MultiplyAdd(a6, right, d6);
            var a7 = TSimd.Broadcast(a[7]);
            c7 = TSimd.MultiplyAdd(a7, left, c7);
            d7 = TSimd.MultiplyAdd(a7, right, d7);
            var a8 = TSimd.Broadcast(a[8]);
            c8 = TSimd.MultiplyAdd(a8, left, c8);
            d8 = TSimd.MultiplyAdd(a8, right, d8);
            var a9 = TSimd.Broadcast(a[9]);
            c9 = TSimd.MultiplyAdd(a9, left, c9);
            d9 = TSimd.MultiplyAdd(a9, right, d9);
            var a10 = TSimd.Broadcast(a[10]);
            c10 = TSimd.MultiplyAdd(a10, left, c10);
            d10 = TSimd.MultiplyAdd(a10, right, d10);
            var a11 = TSimd.Broadcast(a[11]);
            c11 = TSimd.MultiplyAdd(a11, left, c11);
            d11 = TSimd.MultiplyAdd(a11, right, d11);
        }
        Write(c0, d0, c + 0 * stride, accumulate);
        Write(c1, d1, c + 1 * stride, accumulate);
        Write(c2, d2, c + 2 * stride, accumulate);
        Write(c3, d3, c + 3 * stride, accumulate);
        Write(c4, d4, c + 4 * stride, accumulate);
        Write(c5, d5, c + 5 * stride, accumulate);
        Write(c6, d6, c + 6 * stride, accumulate);
        Write(c7, d7, c + 7 * stride, accumulate);
        Write(c8, d8, c + 8 * stride, accumulate);
        Write(c9, d9, c + 9 * stride, accumulate);
        Write(c10, d10, c + 10 * stride, accumulate);
        Write(c11, d11, c + 11 * stride, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(TVector left, TVector right, T* c, bool accumulate)
    {
        if (accumulate)
        {
            left = TSimd.Add(TSimd.Load(c), left);
            right = TSimd.Add(TSimd.Load(c + TSimd.Count), right);
        }
        TSimd.Store(left, c);
        TSimd.Store(right, c + TSimd.Count);
    }
}
