namespace VaeFunctional;

/// <summary>A mixture of diagonal Gaussians: the prior of several modes.</summary>
/// <remarks><c>log p(z) = log sum_c w_c N(z; m_c, v_c)</c>. It has no batch: a draw has shape <c>[event]</c>.</remarks>
public sealed class GaussianMixture : Distribution, IEquatable<GaussianMixture>
{
    /// <summary>The mixture of the given components.</summary>
    /// <param name="logits">Unnormalized log-weights <c>[components]</c>; the weights are their softmax.</param>
    /// <param name="means">The components' means <c>[components, event]</c>.</param>
    /// <param name="logVariances">Their log-variances, of the same shape.</param>
    /// <exception cref="ArgumentException">There is no component, or the shapes do not fit.</exception>
    public GaussianMixture(Tensor logits, Tensor means, Tensor logVariances)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(logVariances);
        if (logits.Rank != 1 || logits.Count == 0 || means.Rank != 2 || means.Shape[0] != logits.Count || logVariances.Shape != means.Shape)
            throw new ArgumentException($"A mixture has logits [components], means and log-variances [components, event]; got {logits.Shape}, {means.Shape} and {logVariances.Shape}.");
        Logits = logits;
        Components = new DiagonalGaussian(means, logVariances);
    }

    /// <summary>Unnormalized log-weights, <c>[components]</c>.</summary>
    public Tensor Logits { get; }

    /// <summary>The components as a batch, <c>[components, event]</c>.</summary>
    public DiagonalGaussian Components { get; }

    /// <summary>The logarithms (nats) of the normalized weights, <c>[components]</c>.</summary>
    public Tensor LogWeights => Logits - Logits.LogSumExp(0);

    /// <inheritdoc />
    public override Shape Shape => Components.Shape.Without(0);

    /// <inheritdoc />
    public override Precision Precision => Precisions.Joint(Logits, Components.Mean, Components.LogVariance);

    /// <inheritdoc />
    public override Tensor Mean => (LogWeights.Exp().Reshape(new Shape(Logits.Count, 1)) * Components.Mean).Sum(0);

    /// <summary>The component mean, <c>[event]</c>, at which the mixture's density is greatest (the true mode has no closed form).</summary>
    public override Tensor Mode
    {
        get
        {
            var densities = LogDensity(Components.Mean).ToDoubles();
            return Components.Mean.Take([Array.IndexOf(densities, densities.Max())]).Reshape(Shape);
        }
    }

    /// <inheritdoc />
    public override bool IsReparameterized => false;

    /// <summary>Standard normal noise for the coordinates and, in the last place, a uniform number that chooses the component.</summary>
    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples) => Tensor.Concatenate(
        [key.Fold("coordinates").Normal(NoiseShape(samples, Shape[0]), Precision), key.Fold("component").Uniform(NoiseShape(samples, 1), Precision)],
        axis: 1);

    /// <inheritdoc />
    public override Tensor FromNoise(Tensor noise)
    {
        var size = Shape[0];
        CheckNoise(noise, size + 1);
        var choices = Choices(noise.Slice(size, 1, axis: -1).ToDoubles());
        var shape = noise.Shape.With(-1, size);
        var mean = Components.Mean.StopGradient().Take(choices).Reshape(shape);
        var scale = Components.Scale.StopGradient().Take(choices).Reshape(shape);
        return mean + (scale * noise.Slice(0, size, axis: -1));
    }

    /// <inheritdoc />
    public bool Equals(GaussianMixture? other) => other is not null && Logits.Equals(other.Logits) && Components.Equals(other.Components);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as GaussianMixture);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Logits, Components);

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x)
    {
        var apart = x.Reshape(Shape.Concatenate(x.Shape.Dimensions[..^1], [1, Shape[0]]));
        return (Components.BroadcastLogDensity(apart) + LogWeights).LogSumExp(-1);
    }

    /// <summary>For each uniform number the component in whose share of (0, 1) it falls.</summary>
    private int[] Choices(double[] uniform)
    {
        var weights = LogWeights.StopGradient().Exp().ToDoubles();
        return Array.ConvertAll(uniform, u => Choice.Of(weights, u));
    }
}
