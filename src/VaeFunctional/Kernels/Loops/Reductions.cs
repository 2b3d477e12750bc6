using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional.Kernels;

/// <summary>Reductions of spans. The order of summation is pairwise and fixed by the length alone.</summary>
internal static unsafe partial class Reductions
{
    public static T Sum<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        SumOfTerms(default(Value<T>), x);

    public static T SumOfSquares<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        SumOfTerms(default(Square<T>), x);

    /// <summary>The greatest element; NaN if any is; minus infinity of nothing.</summary>
    public static T Max<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        Vector512.IsHardwareAccelerated
            ? Max<Lanes512<T>, T>(x)
            : Max<LanesNative<T>, T>(x);

    /// <summary>ln sum e^x, shifted by the greatest element; minus infinity of nothing.</summary>
    public static T LogSumExp<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T shift = Max(x);
        return T.IsFinite(shift) ? shift + T.Log(SumOfTerms(new ExpOfDifference<T>(shift), x)) : shift;
    }

    /// <summary>The index of the first element that is infinite or NaN, or -1.</summary>
    public static int IndexOfNonFinite<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        Vector512.IsHardwareAccelerated
            ? IndexOfNonFinite<Lanes512<T>, T>(x)
            : IndexOfNonFinite<LanesNative<T>, T>(x);

    /// <summary>Reduces each row of the given number of columns to a number.</summary>
    public static void ReduceEach<TReduction, T>(ReadOnlySpan<T> x, int columns, Span<T> destination)
        where TReduction : struct, IReduction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        if (x.Length != (long)destination.Length * columns)
            throw new ArgumentException($"{x.Length} elements are not {destination.Length} rows of {columns}.", nameof(x));
        fixed (T* source = x, target = destination)
            Ranges.RunRows(new EachRowJob<TReduction, T>(source, columns, target), destination.Length, columns, Grain);
    }

    private static T SumOfTerms<TTerm, T>(TTerm term, ReadOnlySpan<T> x)
        where TTerm : struct, ITerm<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        Vector512.IsHardwareAccelerated
            ? Lanes512<T>.Sum(Pairwise.Sum<TTerm, Lanes512<T>, T>(term, x))
            : LanesNative<T>.Sum(Pairwise.Sum<TTerm, LanesNative<T>, T>(term, x));

    [MethodImpl(Kernel.Options)]
    private static T Max<TLanes, T>(ReadOnlySpan<T> x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        ref T source = ref MemoryMarshal.GetReference(x);
        TLanes even = TLanes.All(T.NegativeInfinity), odd = even;
        int i = 0;
        for (; i <= x.Length - 2 * TLanes.Count; i += 2 * TLanes.Count)
        {
            even = TLanes.Max(even, TLanes.Load(ref source, (nuint)i));
            odd = TLanes.Max(odd, TLanes.Load(ref source, (nuint)(i + TLanes.Count)));
        }
        T greatest = T.NegativeInfinity;
        for (; i < x.Length; i++)
            greatest = T.Max(greatest, x[i]);
        even = TLanes.Max(even, odd);
        for (int lane = 0; lane < TLanes.Count; lane++)
            greatest = T.Max(greatest, TLanes.Lane(even, lane));
        return greatest;
    }

    [MethodImpl(Kernel.Options)]
    private static int IndexOfNonFinite<TLanes, T>(ReadOnlySpan<T> x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        ref T source = ref MemoryMarshal.GetReference(x);
        int i = 0;
        while (i <= x.Length - TLanes.Count && IsFinite(TLanes.Load(ref source, (nuint)i)))
            i += TLanes.Count;
        while (i < x.Length && T.IsFinite(x[i]))
            i++;
        return i < x.Length ? i : -1;
    }

    /// <summary>x - x is 0 for a finite x and NaN for every other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFinite<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.AllEqual(x - x, TLanes.Zero);

    /// <summary>Rows, as the thread they fall to reduces them.</summary>
    private readonly struct EachRowJob<TReduction, T>(T* x, int columns, T* destination) : IRangeJob
        where TReduction : struct, IReduction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly T* x = x;
        private readonly int columns = columns;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            for (int row = start; row < start + length; row++)
                destination[row] = TReduction.Reduce(new ReadOnlySpan<T>(x + (nint)row * columns, columns));
        }
    }

    private readonly struct Value<T> : ITerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Padding => T.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes, T> => x;
    }

    private readonly struct Square<T> : ITerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Padding => T.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes, T> => x * x;
    }

    private readonly struct ExpOfDifference<T>(T shift) : ITerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Padding => T.NegativeInfinity;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes, T> => Exponentials.Exp(x - TLanes.All(shift));
    }
}
