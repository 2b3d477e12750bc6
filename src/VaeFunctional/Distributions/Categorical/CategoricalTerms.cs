using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>What a class contributes to sums over a column's classes, as functions of log-probabilities, which may be -infinity.</summary>
internal static class CategoricalTerms
{
    /// <summary>The log-probability where x is 1, 0 where x is 0; elsewhere -infinity, and NaN for NaN.</summary>
    public readonly struct Chosen : IPairFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes x, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var other = TLanes.Select(TLanes.AreEqual(x, TLanes.Zero), TLanes.Zero, TLanes.Abs(x) * TLanes.Constant(double.NegativeInfinity));
            return TLanes.Select(TLanes.AreEqual(x, TLanes.One), l, other);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes x, TLanes l) where TLanes : struct, ILanes<TLanes> => TLanes.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes x, TLanes l) where TLanes : struct, ILanes<TLanes> => TLanes.AreEqual(x, TLanes.One) & g;
    }

    /// <summary>-p log p of the first operand, 0 where p is 0; the second is not used.</summary>
    public readonly struct Surprise : IPairFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes l, TLanes unused) where TLanes : struct, ILanes<TLanes> => -OfPossible(Exponentials.Exp(l), l);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes l, TLanes unused) where TLanes : struct, ILanes<TLanes>
        {
            var p = Exponentials.Exp(l);
            return -g * OfPossible(p, l + TLanes.One);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes l, TLanes unused) where TLanes : struct, ILanes<TLanes> => TLanes.Zero;
    }

    /// <summary>
    /// q - p - p t with t = log q - log p, which sums to the divergence since both p and q sum to 1, and is p (e^t - 1 - t), which is never
    /// negative: the first form above t = 1, where e^t may overflow, the second below, where the first would cancel.
    /// </summary>
    public readonly struct Kl : IPairFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes own, TLanes other) where TLanes : struct, ILanes<TLanes>
        {
            var (p, t) = (Exponentials.Exp(own), other - own);
            var near = OfPossible(p, Exponentials.Expm1MinusX(TLanes.Min(t, TLanes.One)));
            var far = Exponentials.Exp(other) - OfPossible(p, TLanes.One + t);
            var isNear = TLanes.IsLessOrEqual(t, TLanes.One) & TLanes.IsLess(TLanes.Zero, p);
            return TLanes.Select(isNear, near, far);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes own, TLanes other) where TLanes : struct, ILanes<TLanes> =>
            -g * OfPossible(Exponentials.Exp(own), other - own);

        /// <summary>q - p.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes own, TLanes other) where TLanes : struct, ILanes<TLanes>
        {
            var (p, t) = (Exponentials.Exp(own), other - own);
            var near = OfPossible(p, Exponentials.Expm1(TLanes.Min(t, TLanes.One)));
            var isNear = TLanes.IsLessOrEqual(t, TLanes.One) & TLanes.IsLess(TLanes.Zero, p);
            return g * TLanes.Select(isNear, near, Exponentials.Exp(other) - p);
        }
    }

    /// <summary>p x, and 0 where p is 0, whatever x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes OfPossible<TLanes>(TLanes p, TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.AreEqual(p, TLanes.Zero), TLanes.Zero, p * x);
}
