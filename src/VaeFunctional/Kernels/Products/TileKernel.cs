using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>
/// The innermost loop of a product: a tile of a few rows and one or two vectors, held in registers, summed over the depth. Each
/// element is one chain of fused steps in the order of the depth, so its bits depend neither on where the tile lies nor on its size.
/// </summary>
internal static unsafe class TileKernel<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
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
        TLanes c0 = default, d0 = default;
        TLanes c1 = default, d1 = default;
        TLanes c2 = default, d2 = default;
        TLanes c3 = default, d3 = default;
        TLanes c4 = default, d4 = default;
        TLanes c5 = default, d5 = default;
        TLanes c6 = default, d6 = default;
        TLanes c7 = default, d7 = default;
        TLanes c8 = default, d8 = default;
        TLanes c9 = default, d9 = default;
        TLanes c10 = default, d10 = default;
        TLanes c11 = default, d11 = default;
        T* a0 = a;
        T* a3 = a + 3 * laneA;
        T* a6 = a + 6 * laneA;
        T* a9 = a + 9 * laneA;
        for (; depth > 0; depth--)
        {
            var left = TLanes.Load(b);
            var right = TVectors.Value > 1 ? TLanes.Load(b + gapB) : default;
            var x0 = TLanes.All(a0[0]);
            TLanes.AddProduct(ref c0, x0, left);
            if (TVectors.Value > 1)
                TLanes.AddProduct(ref d0, x0, right);
            if (TRows.Value > 1)
            {
                var x1 = TLanes.All(a0[laneA]);
                TLanes.AddProduct(ref c1, x1, left);
                if (TVectors.Value > 1)
                    TLanes.AddProduct(ref d1, x1, right);
            }
            if (TRows.Value > 2)
            {
                var x2 = TLanes.All(a0[2 * laneA]);
                TLanes.AddProduct(ref c2, x2, left);
                if (TVectors.Value > 1)
                    TLanes.AddProduct(ref d2, x2, right);
                var x3 = TLanes.All(a3[0]);
                TLanes.AddProduct(ref c3, x3, left);
                if (TVectors.Value > 1)
                    TLanes.AddProduct(ref d3, x3, right);
            }
            if (TRows.Value > 4)
            {
                var x4 = TLanes.All(a3[laneA]);
                TLanes.AddProduct(ref c4, x4, left);
                if (TVectors.Value > 1)
                    TLanes.AddProduct(ref d4, x4, right);
                var x5 = TLanes.All(a3[2 * laneA]);
                TLanes.AddProduct(ref c5, x5, left);
                if (TVectors.Value > 1)
                    TLanes.AddProduct(ref d5, x5, right);
            }
            if (TRows.Value > 6)
            {
                var x6 = TLanes.All(a6[0]);
                TLanes.AddProduct(ref c6, x6, left);
                if (TVectors.Value > 1)
                    TLanes.AddProduct(ref d6, x6, right);
                var x7 = TLanes.All(a6[laneA]);
                TLanes.AddProduct(ref c7, x7, left);
                if (TVectors.Value > 1)
                    TLanes.AddProduct(ref d7, x7, right);
            }
            if (TRows.Value > 8)
            {
                var x8 = TLanes.All(a6[2 * laneA]);
                TLanes.AddProduct(ref c8, x8, left);
                if (TVectors.Value > 1)
                    TLanes.AddProduct(ref d8, x8, right);
                var x9 = TLanes.All(a9[0]);
                TLanes.AddProduct(ref c9, x9, left);
                if (TVectors.Value > 1)
                    TLanes.AddProduct(ref d9, x9, right);
                var x10 = TLanes.All(a9[laneA]);
                TLanes.AddProduct(ref c10, x10, left);
                if (TVectors.Value > 1)
                    TLanes.AddProduct(ref d10, x10, right);
                var x11 = TLanes.All(a9[2 * laneA]);
                TLanes.AddProduct(ref c11, x11, left);
                if (TVectors.Value > 1)
                    TLanes.AddProduct(ref d11, x11, right);
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
    private static void Write<TVectors>(TLanes left, TLanes right, T* c, nint gap, bool accumulate) where TVectors : struct, IConstant
    {
        if (accumulate)
        {
            left = TLanes.Load(c) + left;
            if (TVectors.Value > 1)
                right = TLanes.Load(c + gap) + right;
        }
        TLanes.Store(left, c);
        if (TVectors.Value > 1)
            TLanes.Store(right, c + gap);
    }
}
