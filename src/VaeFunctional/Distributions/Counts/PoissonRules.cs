using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>The log-probability of counts under Poisson distributions and the divergence between them, each one rule.</summary>
internal static class PoissonRules
{
    /// <summary>log p(x), summed over the last axis.</summary>
    public static Tensor LogDensity(Tensor x, Tensor logRate) => EventSumRule.Of<LogDensityTerm>(x, logRate);

    /// <summary>log p(x) by coordinate.</summary>
    public static Tensor LogDensityByCoordinate(Tensor x, Tensor logRate) =>
        CoordinateRule.Of<LogDensityTerm>(Broadcasting.JointShape<Subtract>(x, logRate), x, logRate);

    /// <summary>KL by coordinate from one rate to another.</summary>
    public static Tensor Kl(Tensor logRate, Tensor otherLogRate) =>
        CoordinateRule.Of<KlTerm>(Broadcasting.JointShape<Subtract>(logRate, otherLogRate), logRate, otherLogRate);

    /// <summary>
    /// x l - e^l - log x!, about the count itself: with u = l - log x it is -x (e^u - 1 - u) - log(2 pi x) / 2 - S(x), S the error of
    /// Stirling's formula, so that large terms do not cancel; -e^l at 0.
    /// </summary>
    internal readonly struct LogDensityTerm : IPairFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes x, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var atZero = -Exponentials.Exp(l);
            if (TLanes.AllEqual(x, TLanes.Zero))
                return atZero;
            var isPositive = Counts.AreCounts(x) & TLanes.IsLess(TLanes.Zero, x);
            var count = TLanes.Select(isPositive, x, TLanes.One);
            var log = Logarithms.LogOfNormal(count);
            var positive = -count * Exponentials.Expm1MinusX(l - log) - TLanes.Constant(0.5) * (log + TLanes.Constant(DiagonalGaussian.LogTwoPi)) - Gammas.StirlingError(count);
            return TLanes.Select(isPositive, positive, TLanes.Select(TLanes.AreEqual(x, TLanes.Zero), atZero, Counts.Impossible(x)));
        }

        /// <summary>The derivative of the formula with log gamma(x + 1) between the counts.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes x, TLanes l) where TLanes : struct, ILanes<TLanes> =>
            g * (l - Gammas.Digamma(x + TLanes.One));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes x, TLanes l) where TLanes : struct, ILanes<TLanes> =>
            g * (x - Exponentials.Exp(l));
    }

    /// <summary>e^a (e^d - 1 - d) with d = b - a; for d above 1, where e^d may overflow, e^b - e^a (1 + d).</summary>
    private readonly struct KlTerm : IPairFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes a, TLanes b) where TLanes : struct, ILanes<TLanes>
        {
            var (rate, d) = (Exponentials.Exp(a), b - a);
            var far = Exponentials.Exp(b) - rate * (TLanes.One + d);
            return TLanes.Select(TLanes.IsLess(TLanes.One, d), far, rate * Exponentials.Expm1MinusX(d));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes a, TLanes b) where TLanes : struct, ILanes<TLanes> =>
            g * (Exponentials.Exp(a) * (a - b));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes a, TLanes b) where TLanes : struct, ILanes<TLanes>
        {
            var (rate, d) = (Exponentials.Exp(a), b - a);
            return g * TLanes.Select(TLanes.IsLess(TLanes.One, d), Exponentials.Exp(b) - rate, rate * Exponentials.Expm1(d));
        }
    }
}
