using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>The log-probability of counts under negative binomial distributions, one rule.</summary>
internal static class NegativeBinomialRules
{
    /// <summary>log p(x), summed over the last axis.</summary>
    public static Tensor LogDensity(Tensor x, Tensor logMean, Tensor logDispersion) => EventSumRule.Of<LogDensityTerm>(x, logMean, logDispersion);

    /// <summary>log p(x) by coordinate.</summary>
    public static Tensor LogDensityByCoordinate(Tensor x, Tensor logMean, Tensor logDispersion) =>
        CoordinateRule.Of<LogDensityTerm>(Broadcasting.JointShape<Subtract>(x, logMean), x, logMean, logDispersion);

    /// <summary>
    /// With mean mu and dispersion t, v = log((x + t) / (t + mu)) and u = v + log mu - log x, it is, for x from 1 on,
    /// -log(1 + x / t) / 2 - log(2 pi x) / 2 - S(x) + S(x + t) - S(t) - t (e^v - 1 - v) - x (e^u - 1 - u), S the error of Stirling's formula;
    /// -t log(1 + mu / t) at 0. Nothing large cancels, and for a large t what is left is Poisson's. An error of v counts twice with opposite signs.
    /// </summary>
    private readonly struct LogDensityTerm : ICoordinateFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var (logMean, logDispersion) = (LimitedMean(m), LimitedDispersion(l));
            var (mu, t) = (Exponentials.Exp(logMean), Exponentials.Exp(logDispersion));
            var atZero = -t * Logistics.Softplus(logMean - logDispersion);
            if (TLanes.AllEqual(x, TLanes.Zero))
                return atZero;
            var isPositive = Counts.AreCounts(x) & TLanes.IsLess(TLanes.Zero, x);
            var count = TLanes.Select(isPositive, x, TLanes.One);
            var log = Logarithms.LogOfNormal(count);
            var v = LogRatio(count, mu, t);
            var spread = Logistics.Softplus(log - logDispersion) + log + TLanes.Constant(DiagonalGaussian.LogTwoPi);
            var stirling = Gammas.StirlingError(count + t) - Gammas.StirlingError(t) - Gammas.StirlingError(count);
            var deviation = t * Exponentials.Expm1MinusX(v) + count * Exponentials.Expm1MinusX(v + logMean - log);
            var positive = stirling - TLanes.Constant(0.5) * spread - deviation;
            return TLanes.Select(isPositive, positive, TLanes.Select(TLanes.AreEqual(x, TLanes.Zero), atZero, Counts.Impossible(x)));
        }

        /// <summary>The derivative of the formula with log gamma between the counts.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var (logMean, t) = (LimitedMean(m), Exponentials.Exp(LimitedDispersion(l)));
            return g * (Gammas.Digamma(x + t) - Gammas.Digamma(x + TLanes.One) + logMean - Logarithms.Log(t + Exponentials.Exp(logMean)));
        }

        /// <summary>t (x - mu) / (t + mu).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var limited = LimitedMean(m);
            var (mu, t) = (Exponentials.Exp(limited), Exponentials.Exp(LimitedDispersion(l)));
            return g * (IsFree(m, limited) & (t / (t + mu) * (x - mu)));
        }

        /// <summary>x / (2 (x + t)) + t (S'(x + t) - S'(t)) - t (e^v - 1 - v).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToZ<TLanes>(TLanes g, TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var limited = LimitedDispersion(l);
            var (mu, t) = (Exponentials.Exp(LimitedMean(m)), Exponentials.Exp(limited));
            var count = TLanes.Max(x, TLanes.Zero);
            var slope = -t * Exponentials.Expm1MinusX(LogRatio(count, mu, t));
            if (!TLanes.AllEqual(x, TLanes.Zero))
            {
                var sum = count + t;
                slope += TLanes.Constant(0.5) * count / sum + t * (Gammas.StirlingErrorDerivative(sum) - Gammas.StirlingErrorDerivative(t));
            }

            return g * (IsFree(l, limited) & slope);
        }

        /// <summary>log((x + t) / (t + mu)), by its difference from 1 unless that is near -1.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes LogRatio<TLanes>(TLanes x, TLanes mu, TLanes t) where TLanes : struct, ILanes<TLanes>
        {
            var sum = t + mu;
            var ratio = (x + t) / sum;
            return TLanes.Select(TLanes.IsLess(ratio, TLanes.Constant(0.5)), Logarithms.Log(ratio), Logarithms.Log1p((x - mu) / sum));
        }

        // Within these limits no term overflows and no ratio vanishes. Above them a dispersion is as good as infinite.

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes LimitedMean<TLanes>(TLanes m) where TLanes : struct, ILanes<TLanes> =>
            TLanes.Min(m, TLanes.Constant(TLanes.IsSingle ? 60 : 600));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes LimitedDispersion<TLanes>(TLanes l) where TLanes : struct, ILanes<TLanes> =>
            TLanes.Clamp(l, TLanes.Constant(TLanes.IsSingle ? -25 : -100), TLanes.Constant(TLanes.IsSingle ? 80 : 700));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes IsFree<TLanes>(TLanes x, TLanes limited) where TLanes : struct, ILanes<TLanes> =>
            ~(TLanes.IsLess(x, limited) | TLanes.IsLess(limited, x));
    }
}
