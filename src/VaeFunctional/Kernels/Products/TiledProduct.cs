using System.Runtime.InteropServices;

namespace VaeFunctional.Kernels;

/// <summary>
/// A product c[m, n] = op(a) op(b), n at least one vector. The outputs are cut in panels of one or two vectors' columns, and these in
/// groups of rows; a part is one group of one panel, its tiles the kernel's. The left factor is read where it lies, whichever way it is
/// stored. So is the right one, unless it is transposed or there are many rows to read it: then a panel of it is packed first. The
/// depth is cut in blocks fixed by k, so that the bits of an output depend neither on the parts nor on threads.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal unsafe struct TiledProduct<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged
{
    private const int MaxDepth = 1024;
    private const int MostRowsInPlace = 160;

    private readonly T* a;
    private readonly T* b;
    private readonly T* c;
    private readonly bool transposeA;
    private readonly bool transposeB;
    private readonly int m;
    private readonly int n;
    private readonly int k;
    private readonly int vectors;
    private readonly int panels;
    private readonly int rowsOfPart;

    private TiledProduct(T* a, bool transposeA, T* b, bool transposeB, T* c, int m, int n, int k, int threads)
    {
        this.a = a;
        this.b = b;
        this.c = c;
        (this.transposeA, this.transposeB) = (transposeA, transposeB);
        (this.m, this.n, this.k) = (m, n, k);
        vectors = (n + TLanes.Count - 1) / TLanes.Count;
        panels = (vectors + 1) / 2;
        rowsOfPart = ChooseRows(threads);
    }

    /// <summary>The rows of a tile, two vectors wide, that the registers hold.</summary>
    private static int TileRows => TLanes.Registers == 32 ? 12 : 6;

    private readonly bool Packs => transposeB || m > MostRowsInPlace;

    public static void Multiply(T* a, bool transposeA, T* b, bool transposeB, T* c, int m, int n, int k, int threads)
    {
        var product = new TiledProduct<TLanes, T>(a, transposeA, b, transposeB, c, m, n, k, threads);
        Team.Run(&RunPart, (nint)(&product), product.panels * ((m - 1) / product.rowsOfPart + 1), threads);
    }

    /// <summary>
    /// The rows of a part, in whole tiles: with more parts the last thread to end is waited for less, but panels are packed more often.
    /// </summary>
    private readonly int ChooseRows(int threads)
    {
        if (threads == 1)
            return m;
        int overhead = Packs ? 12 : 3;
        int tiles = (m - 1) / TileRows + 1;
        int best = m;
        double least = double.PositiveInfinity;
        for (int groups = 1; groups <= Math.Min(tiles, 4 * threads); groups++)
        {
            int rows = (tiles + groups - 1) / groups * TileRows;
            double all = 0.5 * vectors * (m + overhead * groups);
            double cost = all / threads + (rows + overhead) * (threads - 1) / threads;
            if (cost < least)
                (least, best) = (cost, rows);
        }
        return best;
    }

    private static void RunPart(nint job, int part)
    {
        ref readonly var product = ref *(TiledProduct<TLanes, T>*)job;
        int panel = part % product.panels;
        int top = part / product.panels * product.rowsOfPart;
        int bottom = Math.Min(top + product.rowsOfPart, product.m);
        // The single vector of an odd number is the first one but comes last, when a short part is welcome.
        if (product.vectors % 2 == 0)
            product.Compute<Two>(2 * panel, top, bottom);
        else if (panel < product.panels - 1)
            product.Compute<Two>(2 * panel + 1, top, bottom);
        else
            product.Compute<One>(0, top, bottom);
    }

    /// <summary>The last vector is pulled back inside: what two vectors share they both compute, to the same bits.</summary>
    private readonly int Column(int vector) => Math.Min(vector * TLanes.Count, n - TLanes.Count);

    private readonly void Compute<TVectors>(int vector, int top, int bottom) where TVectors : struct, IConstant
    {
        int depthBlocks = (k + MaxDepth - 1) / MaxDepth;
        int depthBlock = (k + depthBlocks - 1) / depthBlocks;
        int left = Column(vector);
        int gap = Column(vector + TVectors.Value - 1) - left;
        int width = TVectors.Value * TLanes.Count;
        T* panel = Packs ? (T*)ThreadScratch.ForPart((nuint)(width * depthBlock * sizeof(T))) : null;
        for (int start = 0; start < k; start += depthBlock)
        {
            int depth = Math.Min(depthBlock, k - start);
            T* source = transposeB ? b + (nint)left * k + start : b + (nint)start * n + left;
            var block = new Block { Depth = depth, Start = start, Left = left, B = source, DepthB = n, GapB = gap, GapC = gap };
            if (Packs)
            {
                if (transposeB)
                    for (int index = 0; index < TVectors.Value; index++)
                        Panels<TLanes, T>.Transpose(source + (nint)index * gap * k, k, depth, panel + index * TLanes.Count, width);
                else
                    Panels<TLanes, T>.Copy<TVectors>(source, n, gap, depth, panel);
                block.B = panel;
                (block.DepthB, block.GapB) = (width, TLanes.Count);
            }
            int row = top;
            if (TileRows == 12)
            {
                row = Sweep<Twelve, TVectors>(block, row, bottom);
                row = Sweep<Eight, TVectors>(block, row, bottom);
            }
            else
            {
                row = Sweep<Six, TVectors>(block, row, bottom);
            }
            row = Sweep<Four, TVectors>(block, row, bottom);
            row = Sweep<Two, TVectors>(block, row, bottom);
            Sweep<One, TVectors>(block, row, bottom);
        }
    }

    private readonly int Sweep<TRows, TVectors>(in Block block, int row, int bottom)
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        nint laneA = transposeA ? 1 : k;
        nint depthA = transposeA ? m : 1;
        for (; row + TRows.Value <= bottom; row += TRows.Value)
            TileKernel<TLanes, T>.Run<TRows, TVectors>(
                block.Depth, a + row * laneA + block.Start * depthA, laneA, depthA, block.B, block.DepthB, block.GapB,
                c + (nint)row * n + block.Left, n, block.GapC, block.Start > 0);
        return row;
    }

    private struct Block
    {
        public int Depth;
        public int Start;
        public int Left;
        public T* B;
        public nint DepthB;
        public nint GapB;
        public nint GapC;
    }
}
