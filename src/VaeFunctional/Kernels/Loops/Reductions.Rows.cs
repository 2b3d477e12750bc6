using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <content>
/// Reductions over the leading axis of a row-major [rows, columns]: one value per column, in an order fixed by the number of rows.
/// </content>
internal static unsafe partial class Reductions
{
    private const int Grain = 1 << 14;

    /// <summary>The sum over the rows, pairwise above 32 of them.</summary>
    public static void SumRows<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        ReduceRows<SumOfRows, T>(x, rows, columns, destination);

    /// <summary>The greatest of each column; NaN if any is; minus infinity of no rows.</summary>
    public static void MaxRows<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        ReduceRows<MaxOfRows, T>(x, rows, columns, destination);

    /// <summary>ln sum e^x, shifted by the greatest of the column; minus infinity of no rows.</summary>
    public static void LogSumExpRows<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        ReduceRows<LogSumExpOfRows, T>(x, rows, columns, destination);

    private static void ReduceRows<TReduction, T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where TReduction : struct, IRowReduction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        if (x.Length != (long)rows * columns || destination.Length != columns)
            throw new ArgumentException($"{x.Length} elements do not reduce as [{rows}, {columns}] to {destination.Length}.", nameof(x));
        fixed (T* source = x, target = destination)
            Width.Run<RowsJob<TReduction, T>, T>(new(source, rows, columns, target));
    }

    private readonly struct RowsJob<TReduction, T>(T* x, int rows, int columns, T* destination) : ILanesJob<T>
        where TReduction : struct, IRowReduction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes, T> =>
            Ranges.Run(new ColumnsJob<TReduction, TLanes, T>(x, rows, columns, destination), columns, Math.Max(1, Grain / Math.Max(1, rows)));
    }

    /// <summary>Columns of a matrix whose rows start stride elements apart, reduced by one thread.</summary>
    private readonly struct ColumnsJob<TReduction, TLanes, T>(T* x, int rows, nint stride, T* destination) : IRangeJob
        where TReduction : struct, IRowReduction
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        [MethodImpl(Kernel.Options)]
        public void Run(int start, int length)
        {
            if (length < TLanes.Count)
            {
                RunPadded(start, length);
                return;
            }
            int end = start + length;
            for (; start <= end - TLanes.Count; start += TLanes.Count)
                TLanes.Store(TReduction.Invoke<TLanes, T>(x + start, stride, rows), destination + start);
            // The last vector is pulled back inside: some columns are reduced twice, to the same bits.
            if (start < end)
                TLanes.Store(TReduction.Invoke<TLanes, T>(x + end - TLanes.Count, stride, rows), destination + end - TLanes.Count);
        }

        /// <summary>Columns fewer than the lanes are first copied side by side with zeros.</summary>
        private void RunPadded(int start, int columns)
        {
            T* padded = (T*)ThreadScratch.ForPart((nuint)Math.Max(1, rows) * (nuint)(TLanes.Count * sizeof(T)));
            for (int row = 0; row < rows; row++)
            {
                T* target = padded + (nint)row * TLanes.Count;
                TLanes.Store(TLanes.Zero, target);
                new ReadOnlySpan<T>(x + start + row * stride, columns).CopyTo(new Span<T>(target, columns));
            }
            Padding.Store(TReduction.Invoke<TLanes, T>(padded, TLanes.Count, rows), destination + start, columns);
        }
    }

    /// <summary>A reduction of rows that start stride elements apart.</summary>
    private interface IRowReduction
    {
        static abstract TLanes Invoke<TLanes, T>(T* start, nint stride, int rows)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>;
    }

    private readonly struct SumOfRows : IRowReduction
    {
        [MethodImpl(Kernel.Options)]
        public static TLanes Invoke<TLanes, T>(T* start, nint stride, int rows)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            if (rows > 32)
                return Invoke<TLanes, T>(start, stride, rows / 2)
                    + Invoke<TLanes, T>(start + rows / 2 * stride, stride, rows - rows / 2);
            var sum = TLanes.Zero;
            for (; rows > 0; rows--, start += stride)
                sum += TLanes.Load(start);
            return sum;
        }
    }

    private readonly struct MaxOfRows : IRowReduction
    {
        [MethodImpl(Kernel.Options)]
        public static TLanes Invoke<TLanes, T>(T* start, nint stride, int rows)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var greatest = TLanes.All(T.NegativeInfinity);
            for (; rows > 0; rows--, start += stride)
                greatest = TLanes.Max(greatest, TLanes.Load(start));
            return greatest;
        }
    }

    private readonly struct LogSumExpOfRows : IRowReduction
    {
        [MethodImpl(Kernel.Options)]
        public static TLanes Invoke<TLanes, T>(T* start, nint stride, int rows)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var shift = MaxOfRows.Invoke<TLanes, T>(start, stride, rows);
            var isFinite = TLanes.AreEqual(shift - shift, TLanes.Zero);
            return TLanes.Select(isFinite, shift + Logarithms.Log(SumOfExp(start, stride, rows, shift)), shift);
        }

        [MethodImpl(Kernel.Options)]
        private static TLanes SumOfExp<TLanes, T>(T* start, nint stride, int rows, TLanes shift)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged
        {
            if (rows > 32)
                return SumOfExp(start, stride, rows / 2, shift)
                    + SumOfExp(start + rows / 2 * stride, stride, rows - rows / 2, shift);
            var sum = TLanes.Zero;
            for (; rows > 0; rows--, start += stride)
                sum += Exponentials.Exp(TLanes.Load(start) - shift);
            return sum;
        }
    }
}
