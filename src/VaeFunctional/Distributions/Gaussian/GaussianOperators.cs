using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>The elementary formulas of a Gaussian coordinate of mean m and log-variance l; a scale is kept positive and finite.</summary>
internal static class GaussianCoordinate
{
    /// <summary>exp(-l/2), and all ones where the limits of its exponent do not hold it back, which is where it has a derivative; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes InverseScale, TLanes IsFree) InverseScale<TLanes>(TLanes logVariance) where TLanes : struct, ILanes<TLanes>
    {
        var exponent = logVariance * TLanes.Constant(-0.5);
        var clamped = TLanes.Clamp(exponent, TLanes.Constant(TLanes.IsSingle ? -103 : -745), TLanes.Constant(TLanes.IsSingle ? 88 : 709));
        return (Exponentials.Exp(clamped), ~(TLanes.IsLess(exponent, clamped) | TLanes.IsLess(clamped, exponent)));
    }

    /// <summary>m + exp(l/2) e.</summary>
    public readonly struct Draw : ITernaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes mean, TLanes logVariance, TLanes noise) where TLanes : struct, ILanes<TLanes> =>
            mean + Exponentials.Exp(logVariance * TLanes.Constant(0.5)) * noise;
    }

    /// <summary>From a draw's cotangent to the log-variance's.</summary>
    public readonly struct DrawToLogVariance : ITernaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes cotangent, TLanes logVariance, TLanes noise) where TLanes : struct, ILanes<TLanes> =>
            cotangent * noise * Exponentials.Exp(logVariance * TLanes.Constant(0.5)) * TLanes.Constant(0.5);
    }

    /// <summary>From a draw's cotangent to the noise's.</summary>
    public readonly struct DrawToNoise : ITernaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes cotangent, TLanes logVariance, TLanes noise) where TLanes : struct, ILanes<TLanes> =>
            cotangent * Exponentials.Exp(logVariance * TLanes.Constant(0.5));
    }

    /// <summary>-2 log p(x): ((x - m) exp(-l/2))^2 + l + log 2 pi.</summary>
    public readonly struct Deviance : ITernaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes x, TLanes mean, TLanes logVariance) where TLanes : struct, ILanes<TLanes>
        {
            var standardized = (x - mean) * InverseScale(logVariance).InverseScale;
            return standardized * standardized + logVariance + TLanes.Constant(DiagonalGaussian.LogTwoPi);
        }
    }

    /// <summary>From the cotangent of log p(x) to that of x.</summary>
    public readonly struct LogDensityToValue : IQuaternaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes cotangent, TLanes x, TLanes mean, TLanes logVariance) where TLanes : struct, ILanes<TLanes>
        {
            var (inverse, _) = InverseScale(logVariance);
            return -cotangent * ((x - mean) * inverse) * inverse;
        }
    }

    /// <summary>From the cotangent of log p(x) to that of the log-variance.</summary>
    public readonly struct LogDensityToLogVariance : IQuaternaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes cotangent, TLanes x, TLanes mean, TLanes logVariance) where TLanes : struct, ILanes<TLanes>
        {
            var (inverse, isFree) = InverseScale(logVariance);
            var standardized = (x - mean) * inverse;
            return cotangent * TLanes.Constant(0.5) * ((isFree & (standardized * standardized)) - TLanes.One);
        }
    }

    /// <summary>1/2 [exp(d) - 1 - d + ((m - m') exp(-l'/2))^2] with d = l - l'.</summary>
    public readonly struct Kl : IQuaternaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes mean, TLanes logVariance, TLanes otherMean, TLanes otherLogVariance)
            where TLanes : struct, ILanes<TLanes>
        {
            var shift = (mean - otherMean) * InverseScale(otherLogVariance).InverseScale;
            return (Exponentials.Expm1MinusX(logVariance - otherLogVariance) + shift * shift) * TLanes.Constant(0.5);
        }
    }

    /// <summary>From the cotangent of KL to that of the mean; the other mean's is the negative.</summary>
    public readonly struct KlToMean : IQuaternaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes cotangent, TLanes mean, TLanes otherMean, TLanes otherLogVariance)
            where TLanes : struct, ILanes<TLanes>
        {
            var (inverse, _) = InverseScale(otherLogVariance);
            return cotangent * ((mean - otherMean) * inverse) * inverse;
        }
    }

    /// <summary>From the cotangent of KL to that of the log-variance; it is a part of the other log-variance's, with its sign changed.</summary>
    public readonly struct KlToLogVariance : ITernaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes cotangent, TLanes logVariance, TLanes otherLogVariance) where TLanes : struct, ILanes<TLanes> =>
            cotangent * TLanes.Constant(0.5) * Exponentials.Expm1(logVariance - otherLogVariance);
    }

    /// <summary>The other part of the other log-variance's cotangent, with its sign changed: that through the shift of the means.</summary>
    public readonly struct KlShiftToLogVariance : IQuaternaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes cotangent, TLanes mean, TLanes otherMean, TLanes otherLogVariance)
            where TLanes : struct, ILanes<TLanes>
        {
            var (inverse, isFree) = InverseScale(otherLogVariance);
            var shift = (mean - otherMean) * inverse;
            return cotangent * TLanes.Constant(0.5) * (isFree & (shift * shift));
        }
    }
}
