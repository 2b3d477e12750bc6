namespace VaeFunctional;

/// <summary>Independent counts with more variance than their mean: Poisson counts whose rates are gamma distributed.</summary>
/// <remarks>
/// With mean mu and dispersion theta the variance is <c>mu + mu^2 / theta</c>, so a large theta is Poisson, and
/// <c>log p(x) = sum_j [log gamma(x_j + theta_j) - log gamma(theta_j) - log x_j! + theta_j log(theta_j / (theta_j + mu_j)) + x_j log(mu_j / (theta_j + mu_j))]</c>,
/// accurate for every theta. Its support is the whole numbers from 0: any other value has probability 0, a log-density of -infinity, and
/// <see cref="CheckSupport"/> refuses it.
/// </remarks>
public sealed class NegativeBinomial : Distribution, IEquatable<NegativeBinomial>
{
    /// <summary>The distribution with the given log-means and log-dispersions.</summary>
    /// <param name="logMean">log(mu) <c>[batch, event]</c>.</param>
    /// <param name="logDispersion">log(theta), of the log-mean's shape or broadcasting to it.</param>
    /// <exception cref="ArgumentException">The log-mean is a scalar, or the log-dispersion does not broadcast to its shape.</exception>
    public NegativeBinomial(Tensor logMean, Tensor logDispersion)
    {
        ArgumentNullException.ThrowIfNull(logMean);
        ArgumentNullException.ThrowIfNull(logDispersion);
        if (logMean.Rank == 0)
            throw new ArgumentException("A negative binomial's log-mean has an event axis; got a scalar.", nameof(logMean));
        if (!Shape.TryBroadcast(logMean.Shape, logDispersion.Shape, out var joint) || joint != logMean.Shape)
            throw new ArgumentException($"A log-dispersion of shape {logDispersion.Shape} does not broadcast to the log-mean's shape {logMean.Shape}.", nameof(logDispersion));
        LogMean = logMean;
        LogDispersion = logDispersion;
    }

    /// <summary>log(mu), <c>[batch, event]</c>.</summary>
    public Tensor LogMean { get; }

    /// <summary>log(theta), of the log-mean's shape or broadcasting to it; the variance is <c>mu + mu^2 / theta</c>.</summary>
    public Tensor LogDispersion { get; }

    /// <summary>The mean mu, <c>[batch, event]</c>.</summary>
    public override Tensor Mean => LogMean.Exp();

    /// <summary>The greatest whole number that is not above <c>mu (theta - 1) / theta</c>, or 0 where theta is at most 1, <c>[batch, event]</c>.</summary>
    public override Tensor Mode => (LogMean.Exp() * -(-LogDispersion).Expm1()).Relu().Floor();

    /// <inheritdoc />
    public override Shape Shape => LogMean.Shape;

    /// <inheritdoc />
    public override Precision Precision => Precisions.Joint(LogMean, LogDispersion);

    /// <inheritdoc />
    public override int Blocks => Shape[-1];

    /// <inheritdoc />
    public override bool IsReparameterized => false;

    /// <summary>Uniform noise, two numbers per coordinate: the first half is for the rates, the second for the counts of these rates.</summary>
    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, 2 * Shape[-1]), Precision);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The noise does not fit the batch and the event.</exception>
    public override Tensor FromNoise(Tensor noise)
    {
        CheckNoise(noise, 2 * Shape[-1]);
        // In double, so that both precisions draw the same count.
        var uniforms = noise.StopGradient().To(Precision.Double);
        var factor = Broadcasting.Apply<GammaQuantile>(LogDispersion.StopGradient().To(Precision.Double), uniforms.Slice(0, Shape[-1], axis: -1));
        return Broadcasting.Apply<PoissonQuantile>(LogMean.StopGradient() + factor, uniforms.Slice(Shape[-1], Shape[-1], axis: -1)).To(Precision);
    }

    /// <inheritdoc />
    public override void CheckSupport(Tensor x) => Counts.Check(x, nameof(NegativeBinomial));

    /// <inheritdoc />
    public bool Equals(NegativeBinomial? other) => other is not null && LogMean.Equals(other.LogMean) && LogDispersion.Equals(other.LogDispersion);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as NegativeBinomial);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(LogMean, LogDispersion);

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x) => NegativeBinomialRules.LogDensity(x, LogMean, LogDispersion);

    /// <inheritdoc />
    protected override Tensor LogDensityByBlockOf(Tensor x) => NegativeBinomialRules.LogDensityByCoordinate(x, LogMean, LogDispersion);
}
