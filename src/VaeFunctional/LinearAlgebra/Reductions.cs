using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>Reductions of one span. The order of summation is pairwise and fixed by the length alone.</summary>
internal static partial class Reductions
{
    public static T Sum<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        Pairwise.Sum<Value<T>, T>(default, x, x);

    public static T SumOfSquares<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        Pairwise.Sum<Product<T>, T>(default, x, x);

    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"A dot product of {x.Length} and {y.Length} elements.", nameof(y));
        return Pairwise.Sum<Product<T>, T>(default, x, y);
    }

    /// <summary>The greatest element; NaN if any is; minus infinity of nothing.</summary>
    public static T Max<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var greatest = Vector512.Create(T.NegativeInfinity);
        int i = 0;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            greatest = Vector512.Max(greatest, Vector512.Create(x[i..]));
        if (i < x.Length)
            greatest = Vector512.Max(greatest, Lanes.LoadPadded(x[i..], T.NegativeInfinity));
        return Lanes.Fold(greatest, T.Max);
    }

    /// <summary>ln sum e^x, shifted by the greatest element; minus infinity of nothing.</summary>
    public static T LogSumExp<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T shift = Max(x);
        return T.IsFinite(shift) ? shift + T.Log(Pairwise.Sum(new ExpOfDifference<T>(shift), x, x)) : shift;
    }

    public static bool AllFinite<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => IndexOfNonFinite(x) < 0;

    /// <summary>The index of the first element that is infinite or NaN, or -1.</summary>
    public static int IndexOfNonFinite<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        int i = 0;
        while (i <= x.Length - Vector512<T>.Count && IsFinite(Vector512.Create(x[i..])))
            i += Vector512<T>.Count;
        while (i < x.Length && T.IsFinite(x[i]))
            i++;
        return i < x.Length ? i : -1;
    }

    /// <summary>x - x is 0 for a finite x and NaN for every other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFinite<T>(Vector512<T> x) => Vector512.EqualsAll(x - x, Vector512<T>.Zero);

    private readonly struct Value<T> : ITerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Padding => T.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Of(Vector512<T> x, Vector512<T> y) => x;
    }

    private readonly struct Product<T> : ITerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Padding => T.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Of(Vector512<T> x, Vector512<T> y) => x * y;
    }

    private readonly struct ExpOfDifference<T>(T shift) : ITerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Padding => T.NegativeInfinity;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Of(Vector512<T> x, Vector512<T> y) => Exponentials.Exp(x - Vector512.Create(shift));
    }
}
