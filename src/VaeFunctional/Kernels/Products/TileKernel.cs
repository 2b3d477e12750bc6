using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>
/// The innermost loop of a product: a tile of a few rows and one or two vectors, held in registers, summed over the depth. Each
/// element is one chain of fused steps in the order of the depth, so its bits depend neither on where the tile lies nor on its size.
/// </summary>
internal static unsafe class TileKernel<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>
    /// c (+)= a b. Steps apart are: in a, laneA the rows and depthA the depth; in b, depthB the depth and gapB the two vectors; in c,
    /// rowC the rows and gapC the two vectors, which may overlap.
    /// </summary>
    [MethodImpl(Kernel.Options)]
    public static void Run<TRows, TVectors>(
        int depth, T* a, nint laneA, nint depthA, T* b, nint depthB, nint gapB, T* c, nint rowC, nint gapC, bool accumulate)
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
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
        T* a0 = a;
        T* a3 = a + 3 * laneA;
        T* a6 = a + 6 * laneA;
        T* a9 = a + 9 * laneA;
        for (; depth > 0; depth--)
        {
            var left = TSimd.Load(b);
            var right = TVectors.Value > 1 ? TSimd.Load(b + gapB) : default;
            var x0 = TSimd.Broadcast(a0[0]);
            c0 = TSimd.MultiplyAdd(x0, left, c0);
            if (TVectors.Value > 1)
                d0 = TSimd.MultiplyAdd(x0, right, d0);
            if (TRows.Value > 1)
            {
                var x1 = TSimd.Broadcast(a0[laneA]);
                c1 = TSimd.MultiplyAdd(x1, left, c1);
                if (TVectors.Value > 1)
                    d1 = TSimd.MultiplyAdd(x1, right, d1);
            }
            if (TRows.Value > 2)
            {
                var x2 = TSimd.Broadcast(a0[2 * laneA]);
                c2 = TSimd.MultiplyAdd(x2, left, c2);
                if (TVectors.Value > 1)
                    d2 = TSimd.MultiplyAdd(x2, right, d2);
                var x3 = TSimd.Broadcast(a3[0]);
                c3 = TSimd.MultiplyAdd(x3, left, c3);
                if (TVectors.Value > 1)
                    d3 = TSimd.MultiplyAdd(x3, right, d3);
            }
            if (TRows.Value > 4)
            {
                var x4 = TSimd.Broadcast(a3[laneA]);
                c4 = TSimd.MultiplyAdd(x4, left, c4);
                if (TVectors.Value > 1)
                    d4 = TSimd.MultiplyAdd(x4, right, d4);
                var x5 = TSimd.Broadcast(a3[2 * laneA]);
                c5 = TSimd.MultiplyAdd(x5, left, c5);
                if (TVectors.Value > 1)
                    d5 = TSimd.MultiplyAdd(x5, right, d5);
            }
            if (TRows.Value > 6)
            {
                var x6 = TSimd.Broadcast(a6[0]);
                c6 = TSimd.MultiplyAdd(x6, left, c6);
                if (TVectors.Value > 1)
                    d6 = TSimd.MultiplyAdd(x6, right, d6);
                var x7 = TSimd.Broadcast(a6[laneA]);
                c7 = TSimd.MultiplyAdd(x7, left, c7);
                if (TVectors.Value > 1)
                    d7 = TSimd.MultiplyAdd(x7, right, d7);
            }
            if (TRows.Value > 8)
            {
                var x8 = TSimd.Broadcast(a6[2 * laneA]);
                c8 = TSimd.MultiplyAdd(x8, left, c8);
                if (TVectors.Value > 1)
                    d8 = TSimd.MultiplyAdd(x8, right, d8);
                var x9 = TSimd.Broadcast(a9[0]);
                c9 = TSimd.MultiplyAdd(x9, left, c9);
                if (TVectors.Value > 1)
                    d9 = TSimd.MultiplyAdd(x9, right, d9);
                var x10 = TSimd.Broadcast(a9[laneA]);
                c10 = TSimd.MultiplyAdd(x10, left, c10);
                if (TVectors.Value > 1)
                    d10 = TSimd.MultiplyAdd(x10, right, d10);
                var x11 = TSimd.Broadcast(a9[2 * laneA]);
                c11 = TSimd.MultiplyAdd(x11, left, c11);
                if (TVectors.Value > 1)
                    d11 = TSimd.MultiplyAdd(x11, right, d11);
            }
            a0 += depthA;
            a3 += depthA;
            a6 += depthA;
            a9 += depthA;
            b += depthB;
        }
        Write<TVectors>(c0, d0, c + 0 * rowC, gapC, accumulate);
        if (TRows.Value > 1)
        {
            Write<TVectors>(c1, d1, c + 1 * rowC, gapC, accumulate);
        }
        if (TRows.Value > 2)
        {
            Write<TVectors>(c2, d2, c + 2 * rowC, gapC, accumulate);
            Write<TVectors>(c3, d3, c + 3 * rowC, gapC, accumulate);
        }
        if (TRows.Value > 4)
        {
            Write<TVectors>(c4, d4, c + 4 * rowC, gapC, accumulate);
            Write<TVectors>(c5, d5, c + 5 * rowC, gapC, accumulate);
        }
        if (TRows.Value > 6)
        {
            Write<TVectors>(c6, d6, c + 6 * rowC, gapC, accumulate);
            Write<TVectors>(c7, d7, c + 7 * rowC, gapC, accumulate);
        }
        if (TRows.Value > 8)
        {
            Write<TVectors>(c8, d8, c + 8 * rowC, gapC, accumulate);
            Write<TVectors>(c9, d9, c + 9 * rowC, gapC, accumulate);
            Write<TVectors>(c10, d10, c + 10 * rowC, gapC, accumulate);
            Write<TVectors>(c11, d11, c + 11 * rowC, gapC, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<TVectors>(TVector left, TVector right, T* c, nint gap, bool accumulate) where TVectors : struct, IConstant
    {
        if (accumulate)
        {
            left = TSimd.Add(TSimd.Load(c), left);
            if (TVectors.Value > 1)
                right = TSimd.Add(TSimd.Load(c + gap), right);
        }
        TSimd.Store(left, c);
        if (TVectors.Value > 1)
            TSimd.Store(right, c + gap);
    }
}
