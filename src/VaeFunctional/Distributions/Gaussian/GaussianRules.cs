using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>The draw, the log-density and the divergence of diagonal Gaussians, each one rule; a scale is kept positive and finite.</summary>
internal static class GaussianRules
{
    /// <summary>mean + exp(log-variance / 2) noise, of the noise's shape.</summary>
    public static Tensor Reparameterize(Tensor mean, Tensor logVariance, Tensor noise) =>
        CoordinateRule.Of<Draw>(noise.Shape, mean, logVariance, noise);

    /// <summary>log p(x) of values that broadcast with the parameters, summed over the last axis.</summary>
    public static Tensor LogDensity(Tensor x, Tensor mean, Tensor logVariance) => EventSumRule.Of<LogDensityTerm>(x, mean, logVariance);

    /// <summary>log p(x) by coordinate.</summary>
    public static Tensor LogDensityByCoordinate(Tensor x, Tensor mean, Tensor logVariance) =>
        CoordinateRule.Of<LogDensityTerm>(Broadcasting.JointShape<Subtract>(x, mean), x, mean, logVariance);

    /// <summary>KL by coordinate from one Gaussian to another, of the joint shape of their means.</summary>
    public static Tensor Kl(Tensor mean, Tensor logVariance, Tensor otherMean, Tensor otherLogVariance)
    {
        var precision = Precisions.Joint(mean, logVariance, otherMean, otherLogVariance);
        var difference = mean.To(precision) - otherMean.To(precision);
        return CoordinateRule.Of<KlOfDifference>(difference.Shape, difference, logVariance, otherLogVariance);
    }

    /// <summary>exp(-l/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Value, TLanes IsFree) Inverse<TLanes>(TLanes logVariance) where TLanes : struct, ILanes<TLanes> =>
        InverseScale.Of(logVariance * TLanes.Constant(-0.5));

    /// <summary>m + exp(l/2) e.</summary>
    private readonly struct Draw : ICoordinateFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes m, TLanes l, TLanes e) where TLanes : struct, ILanes<TLanes> => m + Scale(l) * e;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes m, TLanes l, TLanes e) where TLanes : struct, ILanes<TLanes> => g;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes m, TLanes l, TLanes e) where TLanes : struct, ILanes<TLanes> =>
            g * e * Scale(l) * TLanes.Constant(0.5);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToZ<TLanes>(TLanes g, TLanes m, TLanes l, TLanes e) where TLanes : struct, ILanes<TLanes> => g * Scale(l);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes Scale<TLanes>(TLanes l) where TLanes : struct, ILanes<TLanes> => Exponentials.Exp(l * TLanes.Constant(0.5));
    }

    /// <summary>-1/2 [((x - m) exp(-l/2))^2 + l + log 2 pi].</summary>
    private readonly struct LogDensityTerm : ICoordinateFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var standardized = (x - m) * Inverse(l).Value;
            return (standardized * standardized + l + TLanes.Constant(DiagonalGaussian.LogTwoPi)) * TLanes.Constant(-0.5);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var (inverse, _) = Inverse(l);
            return -g * ((x - m) * inverse) * inverse;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes> => -ToX(g, x, m, l);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToZ<TLanes>(TLanes g, TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var (inverse, isFree) = Inverse(l);
            var standardized = (x - m) * inverse;
            return g * TLanes.Constant(0.5) * ((isFree & (standardized * standardized)) - TLanes.One);
        }
    }

    /// <summary>1/2 [exp(l - l') - 1 - (l - l') + (d exp(-l'/2))^2] with d = m - m'.</summary>
    private readonly struct KlOfDifference : ICoordinateFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes d, TLanes l, TLanes other) where TLanes : struct, ILanes<TLanes>
        {
            var shift = d * Inverse(other).Value;
            return (Exponentials.Expm1MinusX(l - other) + shift * shift) * TLanes.Constant(0.5);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes d, TLanes l, TLanes other) where TLanes : struct, ILanes<TLanes>
        {
            var (inverse, _) = Inverse(other);
            return g * (d * inverse) * inverse;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes d, TLanes l, TLanes other) where TLanes : struct, ILanes<TLanes> =>
            g * TLanes.Constant(0.5) * Exponentials.Expm1(l - other);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToZ<TLanes>(TLanes g, TLanes d, TLanes l, TLanes other) where TLanes : struct, ILanes<TLanes>
        {
            var (inverse, isFree) = Inverse(other);
            var shift = d * inverse;
            return -(ToY(g, d, l, other) + g * TLanes.Constant(0.5) * (isFree & (shift * shift)));
        }
    }
}
