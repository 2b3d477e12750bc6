using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>The log-probability of zeros and ones under logits and the divergence between logits, each one rule.</summary>
internal static class BernoulliRules
{
    /// <summary>log p(x), summed over the last axis.</summary>
    public static Tensor LogDensity(Tensor x, Tensor logits) => EventSumRule.Of<LogDensityTerm>(x, logits);

    /// <summary>log p(x) by coordinate.</summary>
    public static Tensor LogDensityByCoordinate(Tensor x, Tensor logits) =>
        CoordinateRule.Of<LogDensityTerm>(Broadcasting.JointShape<Subtract>(x, logits), x, logits);

    /// <summary>KL by coordinate from the Bernoulli of one logit to that of another.</summary>
    public static Tensor Kl(Tensor logits, Tensor otherLogits) =>
        CoordinateRule.Of<KlTerm>(Broadcasting.JointShape<Subtract>(logits, otherLogits), logits, otherLogits);

    /// <summary>-softplus((1 - 2 x) l) for x of 0 and 1; elsewhere -infinity, and NaN for NaN.</summary>
    private readonly struct LogDensityTerm : IPairFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes x, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var isBit = TLanes.AreEqual(x, TLanes.Zero) | TLanes.AreEqual(x, TLanes.One);
            return TLanes.Select(isBit, -Logistics.Softplus(Sign(x) * l), TLanes.Abs(x) * TLanes.Constant(double.NegativeInfinity));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes x, TLanes l) where TLanes : struct, ILanes<TLanes> =>
            g * Logistics.Sigmoid(Sign(x) * l) * l * TLanes.Constant(2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes x, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var sign = Sign(x);
            return -g * Logistics.Sigmoid(sign * l) * sign;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes Sign<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.One - (x + x);
    }

    /// <summary>
    /// softplus(b) - softplus(a) - s d with s = sigmoid(a) and d = b - a. It is the same with both signs changed, so a is taken to be at
    /// most 0. Then s is at most 1/2, and with x = s (e^d - 1) the form s (e^d - 1 - d) - (x - ln(1 + x)) loses no more than a bit to
    /// cancellation while d is at most 1; above that the softplus functions are far enough apart.
    /// </summary>
    private readonly struct KlTerm : IPairFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes a, TLanes b) where TLanes : struct, ILanes<TLanes>
        {
            var (low, other, d, s) = Folded(a, b);
            var small = TLanes.Min(d, TLanes.One);
            var near = s * Exponentials.Expm1MinusX(small) - Logarithms.XMinusLog1p(s * Exponentials.Expm1(small));
            var far = Logistics.Softplus(other) - Logistics.Softplus(low) - s * d;
            return TLanes.Max(TLanes.Select(TLanes.IsLess(TLanes.One, d), far, near), TLanes.Zero);
        }

        /// <summary>The derivative in a: -s (1 - s) d.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes a, TLanes b) where TLanes : struct, ILanes<TLanes>
        {
            var (_, _, d, s) = Folded(a, b);
            return Unfolded(-g * (s * (TLanes.One - s) * d), a);
        }

        /// <summary>The derivative in b, sigmoid(b) - s, which is s (1 - s) (e^d - 1) / (1 + x).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes a, TLanes b) where TLanes : struct, ILanes<TLanes>
        {
            var (_, other, d, s) = Folded(a, b);
            var growth = Exponentials.Expm1(TLanes.Min(d, TLanes.One));
            var near = s * (TLanes.One - s) * growth / (TLanes.One + s * growth);
            return Unfolded(g * TLanes.Select(TLanes.IsLess(TLanes.One, d), Logistics.Sigmoid(other) - s, near), a);
        }

        /// <summary>Both logits with the sign at which the first is not positive, their difference, kept finite, and the first one's sigmoid.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static (TLanes Low, TLanes Other, TLanes Difference, TLanes Sigmoid) Folded<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes>
        {
            var (low, other) = (Unfolded(a, a), Unfolded(b, a));
            var difference = TLanes.Min(other - low, TLanes.Constant(TLanes.IsSingle ? float.MaxValue : double.MaxValue));
            return (low, other, difference, Logistics.Sigmoid(low));
        }

        /// <summary>x, or its negative where a is positive.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes Unfolded<TLanes>(TLanes x, TLanes a) where TLanes : struct, ILanes<TLanes> =>
            TLanes.Select(TLanes.IsLess(TLanes.Zero, a), -x, x);
    }
}
