using System.Numerics;
using System.Runtime.CompilerServices;

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
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T greatest = T.NegativeInfinity;
        fixed (T* source = x)
            Width.Run<MaxJob<T>, T>(new(source, x.Length, &greatest));
        return greatest;
    }

    /// <summary>ln sum e^x, shifted by the greatest element; minus infinity of nothing.</summary>
    public static T LogSumExp<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T shift = Max(x);
        return T.IsFinite(shift) ? shift + T.Log(SumOfTerms(new ExpOfDifference<T>(shift), x)) : shift;
    }

    /// <summary>The index of the first element that is infinite or NaN, or -1.</summary>
    public static int IndexOfNonFinite<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => Searches.FirstWithout<Finite, T>(x);

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
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T sum;
        fixed (T* source = x)
            Width.Run<SumJob<TTerm, T>, T>(new(term, source, x.Length, &sum));
        return sum;
    }

    private readonly struct SumJob<TTerm, T>(TTerm term, T* x, int length, T* sum) : ILanesJob<T>
        where TTerm : struct, ITerm<T>
        where T : unmanaged
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes, T> =>
            *sum = TLanes.Sum(Pairwise.Sum<TTerm, TLanes, T>(term, x, length));
    }

    private readonly struct MaxJob<T>(T* x, int length, T* greatest) : ILanesJob<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes, T> => *greatest = Max<TLanes>(x, length);

        [MethodImpl(Kernel.Options)]
        private static T Max<TLanes>(T* x, int length) where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes even = TLanes.All(T.NegativeInfinity), odd = even;
            nint i = 0;
            for (; i <= length - 2 * TLanes.Count; i += 2 * TLanes.Count)
            {
                even = TLanes.Max(even, TLanes.Load(x + i));
                odd = TLanes.Max(odd, TLanes.Load(x + i + TLanes.Count));
            }
            T greatest = T.NegativeInfinity;
            for (; i < length; i++)
                greatest = T.Max(greatest, x[i]);
            var lanes = TLanes.Max(even, odd);
            foreach (T element in Padding.AsSpan<TLanes, T>(ref lanes))
                greatest = T.Max(greatest, element);
            return greatest;
        }
    }

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

        public static bool IsLong
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => false;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes, T> => x;
    }

    private readonly struct Square<T> : ITerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Padding => T.Zero;

        public static bool IsLong
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => false;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes, T> => x * x;
    }

    private readonly struct ExpOfDifference<T>(T shift) : ITerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Padding => T.NegativeInfinity;

        public static bool IsLong
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => true;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes, T> => Exponentials.Exp(x - TLanes.All(shift));
    }

    /// <summary>x - x is 0 for a finite x and NaN for every other.</summary>
    private readonly struct Finite : IProperty
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool IsOfAll<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.AllEqual(x - x, TLanes.Zero);
    }
}
