using System.Numerics;

namespace VaeFunctional.Kernels;

/// <content>Operators of whole rows and one row that is used again for each.</content>
internal static unsafe partial class Elementwise
{
    private const int BlockLength = 1 << 9;
    private const int Grain = 1 << 14;

    /// <summary>Combines each row of x with y. The destination may be x.</summary>
    public static void ZipRepeating<TOperator, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(destination.Length, x.Length, nameof(destination));
        if (y.IsEmpty || x.Length % y.Length != 0)
            throw new ArgumentException($"{x.Length} elements are no rows of {y.Length}.", nameof(y));
        fixed (T* rows = x, row = y, target = destination)
            Ranges.RunRows(new RepeatingJob<TOperator, T>(rows, row, y.Length, target), x.Length / y.Length, y.Length, Grain);
    }

    private readonly struct RepeatingJob<TOperator, T>(T* x, T* y, int columns, T* destination) : IRangeJob
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly T* x = x;
        private readonly T* y = y;
        private readonly int columns = columns;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            int block = Math.Max(1, BlockLength / columns);
            var repeated = Repeated(Math.Min(block, length));
            for (int done = 0; done < length; done += block)
            {
                int count = Math.Min(block, length - done) * columns;
                nint first = (nint)(start + done) * columns;
                Zip<TOperator, T>(new ReadOnlySpan<T>(x + first, count), repeated[..count], new Span<T>(destination + first, count));
            }
        }

        /// <summary>The row repeated for the given number of rows, so that short rows are not combined one by one.</summary>
        private ReadOnlySpan<T> Repeated(int rows)
        {
            if (rows <= 1)
                return new(y, columns);
            var buffer = new Span<T>(ThreadScratch.ForPart((nuint)(rows * columns * sizeof(T))), rows * columns);
            for (int row = 0; row < rows; row++)
                new ReadOnlySpan<T>(y, columns).CopyTo(buffer[(row * columns)..]);
            return buffer;
        }
    }
}
