using System.Numerics;

namespace VaeFunctional;

/// <summary>
/// A function of three operands summed along rows, and its pullbacks: a few rows at a time go through a buffer that stays in cache. The
/// rows of an operand are used again from the first where the others have more.
/// </summary>
internal static unsafe class EventSumKernel
{
    /// <summary>About how many numbers go through the buffer at once.</summary>
    public const int BlockLength = 1 << 11;

    private const int Grain = 1 << 13;

    /// <summary>The sum of each row, one per element of the destination.</summary>
    public static void Sum<TFunction, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, int columns, Span<T> destination)
        where TFunction : struct, ICoordinateFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        if (columns == 0)
        {
            destination.Clear();
            return;
        }

        fixed (T* first = x, second = y, third = z, target = destination)
        {
            Operands<T> all = new(new(first, x.Length / columns), new(second, y.Length / columns), new(third, z.Length / columns), columns);
            Ranges.RunRows(new SumJob<TFunction, T>(all, target), destination.Length, columns, Grain);
        }
    }

    /// <summary>The cotangent of an operand at every coordinate, from that of each row's sum; 0 along a row whose own is 0.</summary>
    public static void Pullback<TPullback, T>(
        ReadOnlySpan<T> cotangent, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, int columns, Span<T> destination)
        where TPullback : struct, IQuaternaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        if (columns == 0)
            return;
        fixed (T* weights = cotangent, first = x, second = y, third = z, target = destination)
        {
            Operands<T> all = new(new(first, x.Length / columns), new(second, y.Length / columns), new(third, z.Length / columns), columns);
            Ranges.RunRows(new PullbackJob<TPullback, T>(all, weights, target), cotangent.Length, columns, Grain);
        }
    }

    /// <summary>Rows that begin again after a period.</summary>
    private readonly struct Periodic<T>(T* start, int period) where T : unmanaged
    {
        public int Left(int row) => period - row % period;

        public ReadOnlySpan<T> Block(int row, int rows, int columns) => new(start + (nint)(row % period) * columns, rows * columns);
    }

    /// <summary>The operands, and how their rows belong together.</summary>
    private readonly struct Operands<T>(Periodic<T> x, Periodic<T> y, Periodic<T> z, int columns) where T : unmanaged
    {
        public int Columns => columns;

        /// <summary>How many of the given rows from one on fit the buffer and follow each other in every operand.</summary>
        public int Block(int row, int rows) =>
            Math.Min(Math.Min(Math.Min(rows, Math.Max(1, BlockLength / columns)), x.Left(row)), Math.Min(y.Left(row), z.Left(row)));

        public ReadOnlySpan<T> X(int row, int rows) => x.Block(row, rows, columns);

        public ReadOnlySpan<T> Y(int row, int rows) => y.Block(row, rows, columns);

        public ReadOnlySpan<T> Z(int row, int rows) => z.Block(row, rows, columns);

        /// <summary>Room for a block of this thread.</summary>
        public Span<T> Buffer(int rows) => new(ThreadScratch.ForPart((nuint)(rows * columns * sizeof(T))), rows * columns);
    }

    private readonly struct SumJob<TFunction, T>(Operands<T> all, T* destination) : IRangeJob
        where TFunction : struct, ICoordinateFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly Operands<T> all = all;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            for (int row = start; row < start + length;)
            {
                int rows = all.Block(row, start + length - row);
                Span<T> terms = all.Buffer(rows);
                Elementwise.Zip3<ValueOf<TFunction>, T>(all.X(row, rows), all.Y(row, rows), all.Z(row, rows), terms);
                for (; !terms.IsEmpty; terms = terms[all.Columns..])
                    destination[row++] = Reductions.Sum<T>(terms[..all.Columns]);
            }
        }
    }

    private readonly struct PullbackJob<TPullback, T>(Operands<T> all, T* cotangent, T* destination) : IRangeJob
        where TPullback : struct, IQuaternaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly Operands<T> all = all;
        private readonly T* cotangent = cotangent;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            for (int row = start; row < start + length;)
            {
                int rows = all.Block(row, start + length - row);
                Span<T> weights = all.Buffer(rows);
                for (int i = 0; i < rows; i++)
                    Row(weights, i).Fill(cotangent[row + i]);
                Span<T> target = new(destination + (nint)row * all.Columns, rows * all.Columns);
                Elementwise.Zip4<TPullback, T>(weights, all.X(row, rows), all.Y(row, rows), all.Z(row, rows), target);
                for (int i = 0; i < rows; i++)
                {
                    if (cotangent[row + i] == T.Zero)
                        Row(target, i).Clear();
                }

                row += rows;
            }
        }

        private Span<T> Row(Span<T> block, int index) => block.Slice(index * all.Columns, all.Columns);
    }
}
