using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>
/// A product c[m, n] = op(a) op(b) after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): blocks
/// of both factors are packed into panels, whichever way they are stored, and one kernel multiplies panels. The outputs are divided
/// into a grid of parts; the depth is cut in blocks fixed by k, so that the bits of an output depend on neither grid nor threads.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal unsafe struct PackedProduct<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    private const int MaxDepth = 400;
    private const int MaxRows = 20 * TileRows;
    private const int MaxColumns = 512;
    private const int TileRows = TileKernel<TSimd, TVector, T>.Rows;

    private T* a;
    private T* b;
    private T* c;
    private bool transposeA;
    private bool transposeB;
    private int m;
    private int n;
    private int k;
    private int gridRows;
    private int gridColumns;

    private static int TileColumns => TileKernel<TSimd, TVector, T>.Columns;

    public static void Multiply(T* a, bool transposeA, T* b, bool transposeB, T* c, int m, int n, int k, int threads)
    {
        var product = new PackedProduct<TSimd, TVector, T>
        {
            a = a, b = b, c = c, transposeA = transposeA, transposeB = transposeB, m = m, n = n, k = k,
        };
        product.ChooseGrid(threads);
        Team.Run(&RunPart, (nint)(&product), product.gridRows * product.gridColumns, threads);
    }

    /// <summary>Divides the outputs among at most so many parts, so that the largest part has the least to multiply and to pack.</summary>
    private void ChooseGrid(int threads)
    {
        const double packing = 16;
        double least = double.PositiveInfinity;
        for (int rows = 1; rows <= threads; rows++)
        {
            int columns = threads / rows;
            double height = PartLength(m, TileRows, rows);
            double width = PartLength(n, TileColumns, columns);
            double cost = height * width + packing * (height + width);
            if (cost < least)
                (least, gridRows, gridColumns) = (cost, rows, columns);
        }
    }

    /// <summary>The length of a part, in whole tiles.</summary>
    private static int PartLength(int length, int tile, int parts)
    {
        int tiles = (length + tile - 1) / tile;
        return (tiles + parts - 1) / parts * tile;
    }

    private static void RunPart(nint job, int part)
    {
        ref var product = ref *(PackedProduct<TSimd, TVector, T>*)job;
        int height = PartLength(product.m, TileRows, product.gridRows);
        int width = PartLength(product.n, TileColumns, product.gridColumns);
        int top = part / product.gridColumns * height;
        int left = part % product.gridColumns * width;
        if (top < product.m && left < product.n)
            product.Compute(top, Math.Min(top + height, product.m), left, Math.Min(left + width, product.n));
    }

    private readonly void Compute(int top, int bottom, int left, int right)
    {
        int depthBlocks = (k + MaxDepth - 1) / MaxDepth;
        int depthBlock = (k + depthBlocks - 1) / depthBlocks;
        int rowBlock = Math.Min(MaxRows, PartLength(bottom - top, TileRows, 1));
        int columnBlock = Math.Min(MaxColumns, PartLength(right - left, TileColumns, 1));
        T* panelsB = (T*)PackBuffer.Rent((nuint)((nint)(rowBlock + columnBlock) * depthBlock * sizeof(T)));
        T* panelsA = panelsB + (nint)columnBlock * depthBlock;
        for (int start = 0; start < k; start += depthBlock)
        {
            int depth = Math.Min(depthBlock, k - start);
            for (int column = left; column < right; column += MaxColumns)
            {
                int columns = Math.Min(MaxColumns, right - column);
                Panels.Pack(
                    transposeB ? b + (nint)column * k + start : b + (nint)start * n + column,
                    transposeB ? k : n, !transposeB, columns, depth, TileColumns, panelsB);
                for (int row = top; row < bottom; row += MaxRows)
                {
                    int rows = Math.Min(MaxRows, bottom - row);
                    Panels.Pack(
                        transposeA ? a + (nint)start * m + row : a + (nint)row * k + start,
                        transposeA ? m : k, transposeA, rows, depth, TileRows, panelsA);
                    MultiplyPanels(panelsA, panelsB, c + (nint)row * n + column, rows, columns, depth, start > 0);
                }
            }
        }
    }

    [MethodImpl(Kernel.Options)]
    private readonly void MultiplyPanels(T* panelsA, T* panelsB, T* block, int rows, int columns, int depth, bool accumulate)
    {
        for (int column = 0; column < columns; column += TileColumns, panelsB += (nint)TileColumns * depth)
            for (int row = 0; row < rows; row += TileRows)
            {
                T* panelA = panelsA + (nint)row * depth;
                T* tile = block + (nint)row * n + column;
                int height = Math.Min(TileRows, rows - row);
                int width = Math.Min(TileColumns, columns - column);
                if (height == TileRows && width == TileColumns)
                    TileKernel<TSimd, TVector, T>.Run(depth, panelA, panelsB, tile, n, accumulate);
                else
                    MultiplyEdge(panelA, panelsB, tile, height, width, depth, accumulate);
            }
    }

    /// <summary>A tile that reaches over the edge is computed whole, aside; the part inside is copied.</summary>
    [SkipLocalsInit]
    private readonly void MultiplyEdge(T* panelA, T* panelB, T* tile, int height, int width, int depth, bool accumulate)
    {
        T* whole = stackalloc T[TileRows * TileColumns];
        for (int row = 0; accumulate && row < height; row++)
            new ReadOnlySpan<T>(tile + (nint)row * n, width).CopyTo(new Span<T>(whole + row * TileColumns, width));
        TileKernel<TSimd, TVector, T>.Run(depth, panelA, panelB, whole, TileColumns, accumulate);
        for (int row = 0; row < height; row++)
            new ReadOnlySpan<T>(whole + row * TileColumns, width).CopyTo(new Span<T>(tile + (nint)row * n, width));
    }
}
