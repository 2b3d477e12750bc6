using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>Reductions over the leading axis of a row-major [rows, columns]: one value a column, in an order fixed by the number of rows.</summary>
internal static partial class Reductions
{
    public static void SumRows<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        Reduce<SumOfColumn, T>(x, rows, columns, destination);

    /// <summary>Minus infinity of no rows; NaN propagates.</summary>
    public static void MaxRows<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        Reduce<MaxOfColumn, T>(x, rows, columns, destination);

    /// <summary>ln sum e^x, shifted by the greatest of its column; minus infinity of no rows.</summary>
    public static void LogSumExpRows<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        Reduce<LogSumExpOfColumn, T>(x, rows, columns, destination);

    private static void Reduce<TReduction, T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where TReduction : struct, IColumnReduction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        if (x.Length != (long)rows * columns || destination.Length != columns)
            throw new ArgumentException($"{x.Length} elements do not reduce as [{rows}, {columns}] to {destination.Length}.", nameof(x));
        for (int column = 0; column < columns; column += Vector512<T>.Count)
        {
            int width = Math.Min(Vector512<T>.Count, columns - column);
            TReduction.Invoke(new Column<T>(x, columns, column, width), 0, rows).StorePart(destination.Slice(column, width));
        }
    }

    /// <summary>A vector wide strip of a matrix; the missing lanes of the last strip are zeros.</summary>
    private readonly ref struct Column<T>(ReadOnlySpan<T> matrix, int stride, int offset, int width) where T : unmanaged
    {
        private readonly ReadOnlySpan<T> matrix = matrix;

        public Vector512<T> this[int row]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => width == Vector512<T>.Count
                ? Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(matrix), (nuint)((nint)row * stride + offset))
                : Lanes.LoadPadded(matrix.Slice(row * stride + offset, width), default);
        }
    }

    private interface IColumnReduction
    {
        static abstract Vector512<T> Invoke<T>(Column<T> column, int start, int end)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>;
    }

    private readonly struct SumOfColumn : IColumnReduction
    {
        public static Vector512<T> Invoke<T>(Column<T> column, int start, int end)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            if (end - start > 32)
            {
                int middle = start + (end - start) / 2;
                return Invoke(column, start, middle) + Invoke(column, middle, end);
            }
            var sum = Vector512<T>.Zero;
            for (int row = start; row < end; row++)
                sum += column[row];
            return sum;
        }
    }

    private readonly struct MaxOfColumn : IColumnReduction
    {
        public static Vector512<T> Invoke<T>(Column<T> column, int start, int end)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var greatest = Vector512.Create(T.NegativeInfinity);
            for (int row = start; row < end; row++)
                greatest = Vector512.Max(greatest, column[row]);
            return greatest;
        }
    }

    private readonly struct LogSumExpOfColumn : IColumnReduction
    {
        public static Vector512<T> Invoke<T>(Column<T> column, int start, int end)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var shift = MaxOfColumn.Invoke(column, start, end);
            var finite = Vector512.Equals(shift - shift, Vector512<T>.Zero);
            var result = shift + Logarithms.Log(SumOfExp(column, shift, start, end));
            return Vector512.ConditionalSelect(finite, result, shift);
        }

        private static Vector512<T> SumOfExp<T>(Column<T> column, Vector512<T> shift, int start, int end)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            if (end - start > 32)
            {
                int middle = start + (end - start) / 2;
                return SumOfExp(column, shift, start, middle) + SumOfExp(column, shift, middle, end);
            }
            var sum = Vector512<T>.Zero;
            for (int row = start; row < end; row++)
                sum += Exponentials.Exp(column[row] - shift);
            return sum;
        }
    }
}
