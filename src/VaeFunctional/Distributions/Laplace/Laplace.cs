using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>A Laplace distribution with independent coordinates, given by mean and log-scale: its tails are heavier than a Gaussian's.</summary>
/// <remarks><c>log p(x) = -sum_j [|x_j - m_j| / s_j + log 2 s_j]</c>; the density's derivative at x_j = m_j is taken as 0.</remarks>
public sealed class Laplace : Distribution, IEquatable<Laplace>
{
    /// <summary>The distribution with the given mean and log-scale.</summary>
    /// <param name="mean">The mean m <c>[batch, event]</c>, which is also the median and the mode.</param>
    /// <param name="logScale">log(s), of the mean's shape or broadcasting to it; the standard deviation is <c>sqrt(2) s</c>.</param>
    /// <exception cref="ArgumentException">The mean is a scalar, or the log-scale does not broadcast to its shape.</exception>
    public Laplace(Tensor mean, Tensor logScale)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(logScale);
        if (mean.Rank == 0)
            throw new ArgumentException("A Laplace distribution's mean has an event axis; got a scalar.", nameof(mean));
        if (!Shape.TryBroadcast(mean.Shape, logScale.Shape, out var joint) || joint != mean.Shape)
            throw new ArgumentException($"A log-scale of shape {logScale.Shape} does not broadcast to the mean's shape {mean.Shape}.", nameof(logScale));
        Mean = mean;
        LogScale = logScale;
    }

    /// <inheritdoc />
    public override Tensor Mean { get; }

    /// <summary>log(s), of the mean's shape or broadcasting to it.</summary>
    public Tensor LogScale { get; }

    /// <inheritdoc />
    public override Tensor Mode => Mean;

    /// <inheritdoc />
    public override Precision Precision => Precisions.Joint(Mean, LogScale);

    /// <inheritdoc />
    public override int Blocks => Shape[-1];

    /// <inheritdoc />
    public override bool IsReparameterized => true;

    /// <summary>The differential entropy <c>sum_j [1 + log 2 s_j]</c>, <c>[batch]</c>, in nats per example.</summary>
    public Tensor Entropy => (LogScale.BroadcastTo(Shape) + (1 + Math.Log(2))).Sum(-1);

    /// <summary>Uniform noise in (-1, 1): its sign is that of the deviation from the mean, and its magnitude the probability of a larger one.</summary>
    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples)
    {
        // A separate magnitude keeps both tails as fine as small numbers are.
        var shape = NoiseShape(samples, Shape[-1]);
        var signs = key.Fold("sign").Bernoulli(Tensor.Full(shape, 0.5, Precision));
        return key.Fold("magnitude").Uniform(shape, Precision) * ((2 * signs) - 1);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The noise does not fit the batch and the event.</exception>
    public override Tensor FromNoise(Tensor noise)
    {
        CheckNoise(noise, Shape[-1]);
        return CoordinateRule.Of<DrawTerm>(noise.Shape, Mean, LogScale, noise);
    }

    /// <summary>KL to another Laplace distribution in closed form, in nats per coordinate: <c>log(s' / s) + |m - m'| / s' + (s / s') exp(-|m - m'| / s) - 1</c>.</summary>
    /// <remarks>Never negative, and zero at equality, near which nothing cancels.</remarks>
    /// <param name="p">The other distribution.</param>
    protected internal override ClosedFormKl KlTo(Distribution p)
    {
        if (p is not Laplace other)
            return new ClosedFormKl.NotKnown();
        var difference = Mean - other.Mean;
        return new ClosedFormKl.Known(CoordinateRule.Of<KlTerm>(difference.Shape, difference, LogScale, other.LogScale));
    }

    /// <inheritdoc />
    public bool Equals(Laplace? other) => other is not null && Mean.Equals(other.Mean) && LogScale.Equals(other.LogScale);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Laplace);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Mean, LogScale);

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x) => EventSumRule.Of<LogDensityTerm>(x, Mean, LogScale);

    /// <inheritdoc />
    protected override Tensor LogDensityByBlockOf(Tensor x) => CoordinateRule.Of<LogDensityTerm>(Broadcasting.JointShape<Subtract>(x, Mean), x, Mean, LogScale);

    /// <summary>m - exp(l) sign(w) log |w|, with a magnitude of 0 taken as the smallest normal number, so that every draw is finite.</summary>
    private readonly struct DrawTerm : ICoordinateFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes m, TLanes l, TLanes w) where TLanes : struct, ILanes<TLanes> => m + Exponentials.Exp(l) * Deviation(w);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes m, TLanes l, TLanes w) where TLanes : struct, ILanes<TLanes> => g;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes m, TLanes l, TLanes w) where TLanes : struct, ILanes<TLanes> => g * (Exponentials.Exp(l) * Deviation(w));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToZ<TLanes>(TLanes g, TLanes m, TLanes l, TLanes w) where TLanes : struct, ILanes<TLanes> => -g * Exponentials.Exp(l) / Magnitude(w);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes Deviation<TLanes>(TLanes w) where TLanes : struct, ILanes<TLanes>
        {
            var log = Logarithms.LogOfNormal(Magnitude(w));
            return TLanes.Select(TLanes.IsLess(w, TLanes.Zero), log, -log);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes Magnitude<TLanes>(TLanes w) where TLanes : struct, ILanes<TLanes> =>
            TLanes.Max(TLanes.Abs(w), TLanes.Constant(TLanes.IsSingle ? 1.17549435082228751e-38 : 2.2250738585072014e-308));
    }

    /// <summary>-[|x - m| exp(-l) + l + log 2].</summary>
    private readonly struct LogDensityTerm : ICoordinateFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes> =>
            -(TLanes.Abs(x - m) * InverseScale.Of(-l).Value + l + TLanes.Constant(Exponentials.LogTwo));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes> =>
            -g * Sign.Invoke(x - m) * InverseScale.Of(-l).Value;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes> => -ToX(g, x, m, l);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToZ<TLanes>(TLanes g, TLanes x, TLanes m, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var (inverse, isFree) = InverseScale.Of(-l);
            return g * ((isFree & (TLanes.Abs(x - m) * inverse)) - TLanes.One);
        }
    }

    /// <summary>
    /// With r = exp(l - l'), the ratio of the scales, and t = |d| exp(-l), the distance of the means in units of the first:
    /// r (e^-t - 1 + t) + (r - 1 - log r), two terms that are never negative. For t above 1 the first is |d| exp(-l') + r (e^-t - 1).
    /// </summary>
    private readonly struct KlTerm : ICoordinateFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes d, TLanes l, TLanes other) where TLanes : struct, ILanes<TLanes> =>
            WithShift(Exponentials.Expm1MinusX(l - other), d, l, other);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes d, TLanes l, TLanes other) where TLanes : struct, ILanes<TLanes> =>
            -g * Sign.Invoke(d) * Exponentials.Expm1(-Distance(d, l)) * InverseScale.Of(-other).Value;

        /// <summary>r e^-t (1 + t) - 1, which near equality is (r - 1) + r [(e^-t - 1 + t) + t (e^-t - 1)].</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes d, TLanes l, TLanes other) where TLanes : struct, ILanes<TLanes>
        {
            // Beyond 800 e^-t is 0, and a larger t would only overflow.
            var (t, log) = (TLanes.Min(Distance(d, l), TLanes.Constant(800)), l - other);
            var r = Exponentials.Exp(log);
            var near = Exponentials.Expm1(log) + r * (Exponentials.Expm1MinusX(-t) + t * Exponentials.Expm1(-t));
            var far = Exponentials.Exp(log - t) * (TLanes.One + t) - TLanes.One;
            return g * TLanes.Select(TLanes.IsLessOrEqual(t, TLanes.One) & TLanes.IsLessOrEqual(log, TLanes.One), near, far);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToZ<TLanes>(TLanes g, TLanes d, TLanes l, TLanes other) where TLanes : struct, ILanes<TLanes> =>
            -g * WithShift(Exponentials.Expm1(l - other), d, l, other);

        /// <summary>The sum of both terms. Where r overflows it is infinite, but the first term alone may be infinity times 0 or infinity less infinity.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes WithShift<TLanes>(TLanes ofScales, TLanes d, TLanes l, TLanes other) where TLanes : struct, ILanes<TLanes> =>
            ofScales + TLanes.Select(TLanes.IsLess(ofScales, TLanes.Constant(double.PositiveInfinity)), Shift(d, l, other), TLanes.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes Shift<TLanes>(TLanes d, TLanes l, TLanes other) where TLanes : struct, ILanes<TLanes>
        {
            var (t, r) = (Distance(d, l), Exponentials.Exp(l - other));
            var far = TLanes.Abs(d) * InverseScale.Of(-other).Value + r * Exponentials.Expm1(-t);
            return TLanes.Select(TLanes.IsLessOrEqual(t, TLanes.One), r * Exponentials.Expm1MinusX(-t), far);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes Distance<TLanes>(TLanes d, TLanes l) where TLanes : struct, ILanes<TLanes> =>
            TLanes.Abs(d) * InverseScale.Of(-l).Value;
    }
}
