using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>
/// The logarithm of the gamma function and its derivatives for positive numbers. From 8 on they are Stirling's series; below, the argument is
/// moved up by 8, or, for the logarithm, whose zeros at 1 and 2 such a move would blur, into [1.5, 2.5], around the zero at 2.
/// </summary>
internal static class Gammas
{
    private const double Seam = 8;
    private const int Steps = 8;
    private const double HalfLogTwoPi = 0.918938533204672742;

    /// <summary>ln gamma(x); infinity at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LogGamma<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var isSmall = TLanes.IsLess(x, TLanes.Constant(Seam));
        var small = TLanes.Select(isSmall, x, TLanes.Constant(2));
        var large = TLanes.Select(isSmall, TLanes.Constant(Seam), x);
        var stirling = (large - TLanes.Constant(0.5)) * (Logarithms.LogOfNormal(large) - TLanes.One)
            + (TLanes.Constant(HalfLogTwoPi - 0.5) + Series(large));
        return NaNBelowZero(x, TLanes.Select(isSmall, LogGammaOfSmall(small), stirling));
    }

    /// <summary>The derivative of ln gamma(x); -infinity at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Digamma<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var (moved, isSmall) = Moved(x);
        var half = TLanes.Constant(0.5) / moved;
        var shift = isSmall & SumOfReciprocals(TLanes.Select(isSmall, x, TLanes.One), 0);
        return NaNBelowZero(x, Logarithms.Log(moved) - half + SeriesDerivative(moved) - shift);
    }

    /// <summary>The second derivative of ln gamma(x); infinity at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Trigamma<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var (moved, isSmall) = Moved(x);
        var shift = TLanes.Zero;
        var at = TLanes.Select(isSmall, x, TLanes.One);
        for (int i = 0; i < Steps; i++)
        {
            var reciprocal = TLanes.One / (at + TLanes.Constant(i));
            shift = TLanes.MultiplyAdd(reciprocal, reciprocal, shift);
        }

        var inverse = TLanes.One / moved;
        return NaNBelowZero(x, inverse + TLanes.Constant(0.5) * inverse * inverse + SeriesSecondDerivative(moved) + (isSmall & shift));
    }

    /// <summary>S(t) = ln gamma(t + 1) - (t + 1/2) ln t + t - ln(2 pi) / 2, what Stirling's formula leaves: about 1 / (12 t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes StirlingError<TLanes>(TLanes t) where TLanes : struct, ILanes<TLanes>
    {
        var (moved, isSmall) = Moved(t);
        var series = Series(moved);
        if (TLanes.AllEqual(isSmall, TLanes.Zero))
            return series;
        var small = TLanes.Select(isSmall, t, TLanes.One);
        var end = small + TLanes.Constant(Steps);
        var product = TLanes.One;
        for (int i = 1; i < Steps; i++)
            product *= (small + TLanes.Constant(i)) / end;
        var shift = (small + TLanes.Constant(0.5)) * Logarithms.Log(end / small) - TLanes.Constant(Steps) - Logarithms.LogOfNormal(product);
        return TLanes.Select(isSmall, series + shift, series);
    }

    /// <summary>The derivative of <see cref="StirlingError"/>, digamma(t) - ln t + 1 / (2 t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes StirlingErrorDerivative<TLanes>(TLanes t) where TLanes : struct, ILanes<TLanes>
    {
        var (moved, isSmall) = Moved(t);
        var series = SeriesDerivative(moved);
        if (TLanes.AllEqual(isSmall, TLanes.Zero))
            return series;
        var small = TLanes.Select(isSmall, t, TLanes.One);
        var half = TLanes.Constant(0.5);
        var shift = Logarithms.Log((small + TLanes.Constant(Steps)) / small) - half / (small + TLanes.Constant(Steps)) - half / small - SumOfReciprocals(small, 1);
        return TLanes.Select(isSmall, series + shift, series);
    }

    /// <summary>The argument of Stirling's series: x from 8 on, x + 8 below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Moved, TLanes IsSmall) Moved<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var isSmall = TLanes.IsLess(x, TLanes.Constant(Seam));
        return (x + (isSmall & TLanes.Constant(Steps)), isSmall);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes NaNBelowZero<TLanes>(TLanes x, TLanes value) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.IsLess(x, TLanes.Zero), TLanes.Constant(double.NaN), value);

    /// <summary>ln gamma(x) for x below 8: ln gamma(2 + t) with |t| at most 1/2, and the logarithm of the factors that lead from there to x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogGammaOfSmall<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var upper = TLanes.Constant(2.5);
        var (t, above) = (x - TLanes.Constant(2), TLanes.One);
        for (int i = 0; i < 6; i++)
        {
            var isAbove = TLanes.IsLess(upper, t + TLanes.Constant(2));
            above *= TLanes.Select(isAbove, t + TLanes.One, TLanes.One);
            t -= isAbove & TLanes.One;
        }

        // Below, x itself is the factor from 0.5 on, and x (x + 1) before; t is taken from x, so that no digit of a small x is lost.
        var isBelow = TLanes.IsLess(x, TLanes.Constant(1.5));
        var isFarBelow = TLanes.IsLess(x, TLanes.Constant(0.5));
        t = TLanes.Select(isBelow, x - TLanes.One, t);
        t = TLanes.Select(isFarBelow, x, t);
        var below = TLanes.Select(isFarBelow, x + x * x, x);
        var logarithm = Logarithms.Log(TLanes.Select(isBelow, below, above));
        return t * AroundTwo(t) + TLanes.Select(isBelow, -logarithm, logarithm);
    }

    /// <summary>The sum of 1 / (x + i) for i from the first to 7, as one fraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SumOfReciprocals<TLanes>(TLanes x, int first) where TLanes : struct, ILanes<TLanes>
    {
        var (numerator, denominator) = (TLanes.One, x + TLanes.Constant(first));
        for (int i = first + 1; i < Steps; i++)
        {
            var next = x + TLanes.Constant(i);
            numerator = TLanes.MultiplyAdd(numerator, next, denominator);
            denominator *= next;
        }

        return numerator / denominator;
    }

    /// <summary>ln gamma(2 + t) / t for |t| up to 1/2: (1 - Euler's constant) + sum over k from 2 of (-1)^k (zeta(k) - 1) / k t^(k - 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes AroundTwo<TLanes>(TLanes t) where TLanes : struct, ILanes<TLanes>
    {
        var coefficients = AroundTwoCoefficients;
        var sum = TLanes.Zero;
        for (int i = TLanes.IsSingle ? 12 : coefficients.Length - 1; i >= 0; i--)
            sum = TLanes.MultiplyAdd(sum, t, TLanes.Constant(coefficients[i]));
        return sum;
    }

    /// <summary>The sum of B(2k) / (2k (2k - 1) t^(2k - 1)), for t from 8 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Series<TLanes>(TLanes t) where TLanes : struct, ILanes<TLanes>
    {
        var inverse = TLanes.One / t;
        return inverse * Horner(inverse * inverse, StirlingCoefficients);
    }

    /// <summary>The derivative of <see cref="Series"/>: minus the sum of B(2k) / (2k t^2k).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SeriesDerivative<TLanes>(TLanes t) where TLanes : struct, ILanes<TLanes>
    {
        var inverse = TLanes.One / t;
        return -(inverse * inverse) * Horner(inverse * inverse, StirlingDerivativeCoefficients);
    }

    /// <summary>The second derivative of <see cref="Series"/>: the sum of B(2k) / t^(2k + 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SeriesSecondDerivative<TLanes>(TLanes t) where TLanes : struct, ILanes<TLanes>
    {
        var inverse = TLanes.One / t;
        return inverse * inverse * inverse * Horner(inverse * inverse, BernoulliNumbers);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Horner<TLanes>(TLanes z, ReadOnlySpan<double> coefficients) where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Zero;
        for (int i = TLanes.IsSingle ? 3 : coefficients.Length - 1; i >= 0; i--)
            sum = TLanes.MultiplyAdd(sum, z, TLanes.Constant(coefficients[i]));
        return sum;
    }

    /// <summary>B(2), B(4), ...</summary>
    private static ReadOnlySpan<double> BernoulliNumbers =>
        [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798];

    /// <summary>B(2k) / (2k (2k - 1)).</summary>
    private static ReadOnlySpan<double> StirlingCoefficients =>
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400, 43867.0 / 244188];

    /// <summary>B(2k) / 2k.</summary>
    private static ReadOnlySpan<double> StirlingDerivativeCoefficients =>
        [1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160, 43867.0 / 14364];

    /// <summary>1 - Euler's constant, then (-1)^k (zeta(k) - 1) / k from k = 2 on.</summary>
    private static ReadOnlySpan<double> AroundTwoCoefficients =>
    [
        0.4227843350984671394, 0.32246703342411321824, -0.067352301053198095133, 0.020580808427784547879, -0.0073855510286739852663,
        0.0028905103307415232858, -0.0011927539117032609771, 0.00050966952474304242234, -0.00022315475845357937976, 0.000099457512781808533715,
        -0.0000449262367381331417, 0.000020507212775670691553, -9.439488275268395904e-6, 4.3748667899074878042e-6, -2.0392157538013662368e-6,
        9.5514121304074198329e-7, -4.4924691987645660433e-7, 2.1207184805554665869e-7, -1.0043224823968099609e-7, 4.7698101693639805658e-8,
        -2.271109460894316491e-8, 1.0838659214896954091e-8, -5.1834750419700466551e-9, 2.4836745438024783172e-9, -1.1921401405860912074e-9,
        5.7313672416788620133e-10,
    ];
}
