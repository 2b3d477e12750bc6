using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <content>
/// Reductions over the leading axis of a row-major [rows, columns]: one value a column, in an order fixed by the number of rows.
/// </content>
internal static partial class Reductions
{
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
        if (Vector512.IsHardwareAccelerated)
            ReduceRows<TReduction, Lanes512<T>, T>(x, rows, columns, destination);
        else
            ReduceRows<TReduction, LanesNative<T>, T>(x, rows, columns, destination);
    }

    [MethodImpl(Kernel.Options)]
    private static void ReduceRows<TReduction, TLanes, T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where TReduction : struct, IRowReduction
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        int column = 0;
        for (; column <= columns - TLanes.Count; column += TLanes.Count)
            TLanes.Store(
                TReduction.Invoke<TLanes, T>(ref Unsafe.Add(ref MemoryMarshal.GetReference(x), column), columns, rows),
                ref MemoryMarshal.GetReference(destination),
                (nuint)column);
        if (column < columns)
            ReducePadded<TReduction, TLanes, T>(x[Math.Min(column, x.Length)..], rows, columns, destination[column..]);
    }

    /// <summary>The last columns, fewer than the lanes, are first copied side by side with zeros.</summary>
    private static void ReducePadded<TReduction, TLanes, T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where TReduction : struct, IRowReduction
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        int length = rows * TLanes.Count;
        T[] rented = ArrayPool<T>.Shared.Rent(Math.Max(length, 1));
        for (int row = 0; row < rows; row++)
        {
            var padded = Padding.Load<TLanes, T>(x.Slice(row * columns, destination.Length), T.Zero);
            TLanes.Store(padded, ref rented[0], (nuint)(row * TLanes.Count));
        }
        var reduced = TReduction.Invoke<TLanes, T>(ref rented[0], TLanes.Count, rows);
        Padding.AsSpan<TLanes, T>(ref reduced)[..destination.Length].CopyTo(destination);
        ArrayPool<T>.Shared.Return(rented);
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
