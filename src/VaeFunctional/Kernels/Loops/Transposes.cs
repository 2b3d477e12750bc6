using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>Matrix transposition in tiles that stay in cache.</summary>
internal static class Transposes
{
    /// <summary>destination[columns, rows] is the transpose of the row-major x[rows, columns].</summary>
    [MethodImpl(Kernel.Options)]
    public static void Transpose<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination) where T : unmanaged
    {
        if (x.Length != (long)rows * columns || destination.Length != x.Length)
            throw new ArgumentException($"{x.Length} elements do not transpose as [{rows}, {columns}] to {destination.Length}.", nameof(x));
        const int tile = 16;
        for (int row = 0; row < rows; row += tile)
            for (int column = 0; column < columns; column += tile)
                for (int i = row; i < Math.Min(row + tile, rows); i++)
                    for (int j = column; j < Math.Min(column + tile, columns); j++)
                        destination[j * rows + i] = x[i * columns + j];
    }
}
