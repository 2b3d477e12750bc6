using Xunit;

namespace VaeFunctional.Tests;

public class TransposeTests
{
    [Fact]
    public void A_transpose_swaps_the_indices_at_every_size()
    {
        int[] sizes = [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 50];
        foreach (int rows in sizes)
            foreach (int columns in sizes)
            {
                Check(rows, columns, i => (float)i);
                Check(rows, columns, i => (double)i);
            }
    }

    private static void Check<T>(int rows, int columns, Func<int, T> element) where T : unmanaged
    {
        T[] x = [.. Enumerable.Range(0, rows * columns).Select(element)];
        var transposed = new T[x.Length];
        Transposes.Transpose<T>(x, rows, columns, transposed);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                Assert.Equal(x[row * columns + column], transposed[column * rows + row]);
    }
}
