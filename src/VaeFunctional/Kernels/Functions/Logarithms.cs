using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>Logarithms: with x = 2^n (1 + f) and 1 + f between sqrt(1/2) and sqrt(2), ln x = n ln 2 + ln(1 + f).</summary>
internal static class Logarithms
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        // A subnormal is first multiplied by a power of two large enough to make it normal.
        int lift = TLanes.IsSingle ? 25 : 54;
        var subnormal = TLanes.IsLess(x, TLanes.Constant(TLanes.IsSingle ? SmallestNormalSingle : SmallestNormalDouble));
        var lifted = TLanes.Select(subnormal, x * TLanes.Constant(1L << lift), x);
        var n = FloatingPoint.Exponent(lifted) - (subnormal & TLanes.Constant(lift));
        return AtEdges(x, Combine(n, FloatingPoint.Significand(lifted) - TLanes.One));
    }

    /// <summary>ln x for a normal positive x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LogOfNormal<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Combine(FloatingPoint.Exponent(x), FloatingPoint.Significand(x) - TLanes.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log1p<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var one = TLanes.One;
        var sum = one + x;
        // What the sum lost, exactly; it is scaled as the sum is and counted in f.
        var kept = sum - one;
        var lost = one - (sum - kept) + (x - kept);
        var n = FloatingPoint.Exponent(sum);
        var f = TLanes.MultiplyAdd(lost, InversePowerOfTwo(n), FloatingPoint.Significand(sum) - one);
        var result = AtEdges(sum, Combine(n, f));
        return TLanes.Select(TLanes.AreEqual(x, TLanes.Zero), x, result);
    }

    /// <summary>ln(1 + x) for x from 0 to 1, where 1 + x is either 1 + f or 2 (1 + f) with f = (x - 1) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log1pOfUnit<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var small = TLanes.IsLess(x, TLanes.Constant(0.41));
        var f = TLanes.Select(small, x, (x - TLanes.One) * TLanes.Constant(0.5));
        return Combine(TLanes.Select(small, TLanes.Zero, TLanes.One), f);
    }

    /// <summary>x - ln(1 + x), which is never negative, accurate near 0, where it is x^2/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes XMinusLog1p<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var isNear = TLanes.IsLess(TLanes.Abs(x), TLanes.Constant(0.29));
        // Where it is not used, the series gets a harmless 0.
        var f = isNear & x;
        var s = f / (f + TLanes.Constant(2));
        var square = s * s;
        var halfSquare = f * f * TLanes.Constant(0.5);
        var near = halfSquare - s * (halfSquare + square * (TLanes.IsSingle ? Series4(square) : Series10(square)));
        return TLanes.Select(isNear, near, x - Log1p(x));
    }

    /// <summary>ln(1 - e^x) for x of at most 0, where e^x - 1 is accurate near 0 and e^x far from it; NaN above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log1mExp<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var isNear = TLanes.IsLess(TLanes.Constant(-Exponentials.LogTwo), x);
        return TLanes.Select(isNear, Log(-Exponentials.Expm1(x)), Log1p(-Exponentials.Exp(x)));
    }

    private const double SmallestNormalSingle = 1.17549435082228751e-38;
    private const double SmallestNormalDouble = 2.2250738585072014e-308;

    /// <summary>2^-n, or 0 where that is not a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes InversePowerOfTwo<TLanes>(TLanes n) where TLanes : struct, ILanes<TLanes> =>
        FloatingPoint.PowerOfTwo(-TLanes.Min(n, TLanes.Constant(TLanes.IsSingle ? 127 : 1023)));

    /// <summary>n ln 2 + ln(1 + f), with ln(1 + f) = 2 artanh(s) = f - f^2/2 + s (f^2/2 + R(s)) and s = f / (2 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Combine<TLanes>(TLanes n, TLanes f) where TLanes : struct, ILanes<TLanes>
    {
        bool single = TLanes.IsSingle;
        var s = f / (f + TLanes.Constant(2));
        var square = s * s;
        var r = square * (single ? Series4(square) : Series10(square));
        var halfSquare = f * f * TLanes.Constant(0.5);
        var low = n * TLanes.Constant(single ? Exponentials.LogTwoLowSingle : Exponentials.LogTwoLowDouble);
        var correction = halfSquare - TLanes.MultiplyAdd(s, halfSquare + r, low);
        var high = TLanes.Constant(single ? Exponentials.LogTwoHighSingle : Exponentials.LogTwoHighDouble);
        return TLanes.MultiplyAdd(n, high, f - correction);
    }

    /// <summary>2/3 + 2/5 z + ... + 2/9 z^3: float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Series4<TLanes>(TLanes z) where TLanes : struct, ILanes<TLanes> => AfterNinth(TLanes.Constant(2.0 / 9), z);

    /// <summary>2/3 + 2/5 z + ... + 2/21 z^9: double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Series10<TLanes>(TLanes z) where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Constant(2.0 / 21);
        sum = TLanes.MultiplyAdd(sum, z, TLanes.Constant(2.0 / 19));
        sum = TLanes.MultiplyAdd(sum, z, TLanes.Constant(2.0 / 17));
        sum = TLanes.MultiplyAdd(sum, z, TLanes.Constant(2.0 / 15));
        sum = TLanes.MultiplyAdd(sum, z, TLanes.Constant(2.0 / 13));
        sum = TLanes.MultiplyAdd(sum, z, TLanes.Constant(2.0 / 11));
        return AfterNinth(TLanes.MultiplyAdd(sum, z, TLanes.Constant(2.0 / 9)), z);
    }

    /// <summary>The end of Horner's rule once the coefficient 2/9 is in the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes AfterNinth<TLanes>(TLanes sum, TLanes z) where TLanes : struct, ILanes<TLanes>
    {
        sum = TLanes.MultiplyAdd(sum, z, TLanes.Constant(2.0 / 7));
        sum = TLanes.MultiplyAdd(sum, z, TLanes.Constant(2.0 / 5));
        return TLanes.MultiplyAdd(sum, z, TLanes.Constant(2.0 / 3));
    }

    /// <summary>Minus infinity at 0, infinity at infinity, NaN below 0 and at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes AtEdges<TLanes>(TLanes x, TLanes logarithm) where TLanes : struct, ILanes<TLanes>
    {
        var infinity = TLanes.Constant(double.PositiveInfinity);
        var ordinary = TLanes.IsLess(TLanes.Zero, x) & TLanes.IsLess(x, infinity);
        var edge = TLanes.Select(TLanes.AreEqual(x, TLanes.Zero), -infinity, TLanes.Sqrt(x));
        return TLanes.Select(ordinary, logarithm, edge);
    }
}
