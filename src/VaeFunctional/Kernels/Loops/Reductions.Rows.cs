using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional.Kernels;

/// <content>
/// Reductions over the leading axis of a row-major [rows, columns]: one value a column, in an order fixed by the number of rows.
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
            Ranges.Run(new RowsJob<TReduction, T>(source, rows, columns, target), columns, Math.Max(1, Grain / Math.Max(1, rows)));
    }

    /// <summary>Columns of a matrix, as the thread they fall to reduces them.</summary>
    private readonly struct RowsJob<TReduction, T>(T* x, int rows, int columns, T* destination) : IRangeJob
        where TReduction : struct, IRowReduction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly T* x = x;
        private readonly int rows = rows;
        private readonly int columns = columns;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            if (Vector512.IsHardwareAccelerated)
                ReduceRows<TReduction, Lanes512<T>, T>(x + start, rows, columns, length, destination + start);
            else
                ReduceRows<TReduction, LanesNative<T>, T>(x + start, rows, columns, length, destination + start);
        }
    }

    [MethodImpl(Kernel.Options)]
    private static void ReduceRows<TReduction, TLanes, T>(T* x, int rows, nint stride, int columns, T* destination)
        where TReduction : struct, IRowReduction
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        int column = 0;
        for (; column <= columns - TLanes.Count; column += TLanes.Count)
            TLanes.Store(TReduction.Invoke<TLanes, T>(ref x[column], stride, rows), ref destination[column], 0);
        if (column == columns)
            return;
        // The last vector is pulled back inside, where there is room: some columns are reduced twice, alike.
        int last = columns - TLanes.Count;
        if (last >= 0)
            TLanes.Store(TReduction.Invoke<TLanes, T>(ref x[last], stride, rows), ref destination[last], 0);
        else
            ReducePadded<TReduction, TLanes, T>(x, rows, stride, columns, destination);
    }

    /// <summary>Columns fewer than the lanes are first copied side by side with zeros.</summary>
    private static void ReducePadded<TReduction, TLanes, T>(T* x, int rows, nint stride, int columns, T* destination)
        where TReduction : struct, IRowReduction
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T* padded = (T*)ThreadScratch.ForPart((nuint)Math.Max(1, rows) * (nuint)(TLanes.Count * sizeof(T)));
        for (int row = 0; row < rows; row++)
            TLanes.Store(Padding.Load<TLanes, T>(new ReadOnlySpan<T>(x + row * stride, columns), T.Zero), ref padded[(nint)row * TLanes.Count], 0);
        var reduced = TReduction.Invoke<TLanes, T>(ref *padded, TLanes.Count, rows);
        Padding.AsSpan<TLanes, T>(ref reduced)[..columns].CopyTo(new Span<T>(destination, columns));
    }

    /// <summary>A reduction of rows that start stride elements apart.</summary>
    private interface IRowReduction
    {
        static abstract TLanes Invoke<TLanes, T>(ref T start, nint stride, int rows)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>;
    }

    private readonly struct SumOfRows : IRowReduction
    {
        [MethodImpl(Kernel.Options)]
        public static TLanes Invoke<TLanes, T>(ref T start, nint stride, int rows)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            if (rows > 32)
                return Invoke<TLanes, T>(ref start, stride, rows / 2)
                    + Invoke<TLanes, T>(ref Unsafe.Add(ref start, rows / 2 * stride), stride, rows - rows / 2);
            var sum = TLanes.Zero;
            for (; rows > 0; rows--, start = ref Unsafe.Add(ref start, stride))
                sum += TLanes.Load(ref start, 0);
            return sum;
        }
    }

    private readonly struct MaxOfRows : IRowReduction
    {
        [MethodImpl(Kernel.Options)]
        public static TLanes Invoke<TLanes, T>(ref T start, nint stride, int rows)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var greatest = TLanes.All(T.NegativeInfinity);
            for (; rows > 0; rows--, start = ref Unsafe.Add(ref start, stride))
                greatest = TLanes.Max(greatest, TLanes.Load(ref start, 0));
            return greatest;
        }
    }

    private readonly struct LogSumExpOfRows : IRowReduction
    {
        [MethodImpl(Kernel.Options)]
        public static TLanes Invoke<TLanes, T>(ref T start, nint stride, int rows)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var shift = MaxOfRows.Invoke<TLanes, T>(ref start, stride, rows);
            var isFinite = TLanes.AreEqual(shift - shift, TLanes.Zero);
            return TLanes.Select(isFinite, shift + Logarithms.Log(SumOfExp(ref start, stride, rows, shift)), shift);
        }

        [MethodImpl(Kernel.Options)]
        private static TLanes SumOfExp<TLanes, T>(ref T start, nint stride, int rows, TLanes shift)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged
        {
            if (rows > 32)
                return SumOfExp(ref start, stride, rows / 2, shift)
                    + SumOfExp(ref Unsafe.Add(ref start, rows / 2 * stride), stride, rows - rows / 2, shift);
            var sum = TLanes.Zero;
            for (; rows > 0; rows--, start = ref Unsafe.Add(ref start, stride))
                sum += Exponentials.Exp(TLanes.Load(ref start, 0) - shift);
            return sum;
        }
    }
}
