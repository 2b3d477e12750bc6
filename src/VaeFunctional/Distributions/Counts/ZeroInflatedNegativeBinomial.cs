using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>Independent counts that are 0 with a probability of their own, and negative binomial otherwise.</summary>
/// <remarks>
/// With pi = sigmoid(l) the probability of 0 is <c>pi + (1 - pi) NB(0)</c>, and of another count x <c>(1 - pi) NB(x)</c>. The mean is
/// <c>(1 - pi) mu</c> and the variance <c>(1 - pi) mu (1 + mu / theta + pi mu)</c>. Its support is the whole numbers from 0: any other value has
/// probability 0, a log-density of -infinity, and <see cref="CheckSupport"/> refuses it.
/// </remarks>
public sealed class ZeroInflatedNegativeBinomial : Distribution, IEquatable<ZeroInflatedNegativeBinomial>
{
    /// <summary>The distribution with the given log-means, log-dispersions and zero-logits.</summary>
    /// <param name="logMean">log(mu) of the negative binomial counts <c>[batch, event]</c>.</param>
    /// <param name="logDispersion">log(theta), of the log-mean's shape or broadcasting to it.</param>
    /// <param name="zeroLogits">log(pi / (1 - pi)), of the log-mean's shape or broadcasting to it.</param>
    /// <exception cref="ArgumentException">The log-mean is a scalar, or the others do not broadcast to its shape.</exception>
    public ZeroInflatedNegativeBinomial(Tensor logMean, Tensor logDispersion, Tensor zeroLogits)
    {
        NegativeBinomial = new(logMean, logDispersion);
        ArgumentNullException.ThrowIfNull(zeroLogits);
        if (!Shape.TryBroadcast(logMean.Shape, zeroLogits.Shape, out var joint) || joint != logMean.Shape)
            throw new ArgumentException($"Zero-logits of shape {zeroLogits.Shape} do not broadcast to the log-mean's shape {logMean.Shape}.", nameof(zeroLogits));
        ZeroLogits = zeroLogits;
    }

    /// <summary>The distribution of the counts that are not 0 by their own probability.</summary>
    public NegativeBinomial NegativeBinomial { get; }

    /// <summary>log(pi / (1 - pi)), pi the probability of a 0 that is no count of the negative binomial, broadcasting to the shape of a draw.</summary>
    public Tensor ZeroLogits { get; }

    /// <summary>The mean <c>(1 - pi) mu</c>, <c>[batch, event]</c>.</summary>
    public override Tensor Mean => (-ZeroLogits).Sigmoid() * NegativeBinomial.Mean;

    /// <summary>The more probable of 0 and the negative binomial's mode, <c>[batch, event]</c>.</summary>
    public override Tensor Mode
    {
        get
        {
            var mode = NegativeBinomial.Mode;
            return LogDensityByBlock(mode).GreaterThan(LogDensityByBlock(mode * 0)) * mode;
        }
    }

    /// <inheritdoc />
    public override Shape Shape => NegativeBinomial.Shape;

    /// <inheritdoc />
    public override Precision Precision => Precisions.Joint(NegativeBinomial.LogMean, NegativeBinomial.LogDispersion, ZeroLogits);

    /// <inheritdoc />
    public override int Blocks => Shape[-1];

    /// <inheritdoc />
    public override bool IsReparameterized => false;

    /// <summary>Uniform noise, three numbers per coordinate: where the first is below pi the count is 0; the others are the noise of the negative binomial.</summary>
    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, 3 * Shape[-1]), Precision);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The noise does not fit the batch and the event.</exception>
    public override Tensor FromNoise(Tensor noise)
    {
        var size = Shape[-1];
        CheckNoise(noise, 3 * size);
        var uniforms = noise.StopGradient();
        // In double, so that both precisions draw the same count.
        var probability = ZeroLogits.StopGradient().To(Precision.Double).Sigmoid();
        var isZero = probability.GreaterThan(uniforms.Slice(0, size, axis: -1));
        return ((1 - isZero) * NegativeBinomial.FromNoise(uniforms.Slice(size, 2 * size, axis: -1))).To(Precision);
    }

    /// <inheritdoc />
    public override void CheckSupport(Tensor x) => Counts.Check(x, nameof(ZeroInflatedNegativeBinomial));

    /// <inheritdoc />
    public bool Equals(ZeroInflatedNegativeBinomial? other) =>
        other is not null && NegativeBinomial.Equals(other.NegativeBinomial) && ZeroLogits.Equals(other.ZeroLogits);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ZeroInflatedNegativeBinomial);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(NegativeBinomial, ZeroLogits);

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x) => EventSumRule.Of<InflationTerm>(x, NegativeBinomial.LogDensityByBlock(x), ZeroLogits);

    /// <inheritdoc />
    protected override Tensor LogDensityByBlockOf(Tensor x)
    {
        var inner = NegativeBinomial.LogDensityByBlock(x);
        return CoordinateRule.Of<InflationTerm>(inner.Shape, x, inner, ZeroLogits);
    }

    /// <summary>
    /// Of the count x, its log-probability b under the negative binomial and the zero-logit l: b - softplus(l), and at 0
    /// softplus(b - l) - softplus(-l), which is b - softplus(l) + softplus(l - b) where b is above l, so that nothing large cancels.
    /// </summary>
    private readonly struct InflationTerm : ICoordinateFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes x, TLanes b, TLanes l) where TLanes : struct, ILanes<TLanes>
        {
            var counted = b - Logistics.Softplus(l);
            var isAbove = TLanes.IsLess(l, b);
            var excess = Logistics.Softplus(TLanes.Select(isAbove, l - b, b - l));
            var atZero = TLanes.Select(isAbove, counted, -Logistics.Softplus(-l)) + excess;
            return TLanes.Select(TLanes.AreEqual(x, TLanes.Zero), atZero, counted);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes x, TLanes b, TLanes l) where TLanes : struct, ILanes<TLanes> => TLanes.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes x, TLanes b, TLanes l) where TLanes : struct, ILanes<TLanes> =>
            TLanes.Select(TLanes.AreEqual(x, TLanes.Zero), g * Logistics.Sigmoid(b - l), g);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToZ<TLanes>(TLanes g, TLanes x, TLanes b, TLanes l) where TLanes : struct, ILanes<TLanes> =>
            g * ((TLanes.AreEqual(x, TLanes.Zero) & Logistics.Sigmoid(l - b)) - Logistics.Sigmoid(l));
    }
}
