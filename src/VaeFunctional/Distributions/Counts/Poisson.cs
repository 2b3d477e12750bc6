namespace VaeFunctional;

/// <summary>Independent counts, by the logarithms of their rates: the variance of a count is its mean.</summary>
/// <remarks>
/// <c>log p(x) = sum_j [x_j l_j - exp(l_j) - log x_j!]</c>, all constants kept. Its support is the whole numbers from 0: any other value has
/// probability 0, a log-density of -infinity, and <see cref="CheckSupport"/> refuses it.
/// </remarks>
public sealed class Poisson : Distribution, IEquatable<Poisson>
{
    /// <summary>The distribution with the given log-rates.</summary>
    /// <param name="logRate">The logarithm of the mean <c>[batch, event]</c>.</param>
    /// <exception cref="ArgumentException">The log-rates are a scalar.</exception>
    public Poisson(Tensor logRate)
    {
        ArgumentNullException.ThrowIfNull(logRate);
        if (logRate.Rank == 0)
            throw new ArgumentException("Poisson log-rates have an event axis; got a scalar.", nameof(logRate));
        LogRate = logRate;
    }

    /// <summary>The logarithm of the mean, <c>[batch, event]</c>.</summary>
    public Tensor LogRate { get; }

    /// <summary>The mean <c>exp(l)</c>, <c>[batch, event]</c>, which is also the variance.</summary>
    public override Tensor Mean => LogRate.Exp();

    /// <summary>The greatest whole number that is not above the mean, <c>[batch, event]</c>.</summary>
    public override Tensor Mode => Mean.Floor();

    /// <inheritdoc />
    public override Shape Shape => LogRate.Shape;

    /// <inheritdoc />
    public override Precision Precision => LogRate.Precision;

    /// <inheritdoc />
    public override int Blocks => Shape[-1];

    /// <inheritdoc />
    public override bool IsReparameterized => false;

    /// <summary>Uniform noise u: a coordinate is the least count k with <c>P(x &lt;= k) >= u</c>.</summary>
    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, Shape[-1]), Precision);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The noise does not fit the batch and the event.</exception>
    public override Tensor FromNoise(Tensor noise)
    {
        CheckNoise(noise, Shape[-1]);
        // In double, so that both precisions draw the same count.
        return Broadcasting.Apply<PoissonQuantile>(LogRate.StopGradient().To(Precision.Double), noise.StopGradient()).To(Precision);
    }

    /// <summary>KL to another Poisson distribution in closed form, in nats per coordinate: <c>exp(l') - exp(l) - exp(l) (l' - l)</c>.</summary>
    /// <remarks>Never negative, and zero at equality, near which nothing cancels.</remarks>
    /// <param name="p">The other distribution.</param>
    protected internal override ClosedFormKl KlTo(Distribution p) =>
        p is Poisson other ? new ClosedFormKl.Known(PoissonRules.Kl(LogRate, other.LogRate)) : new ClosedFormKl.NotKnown();

    /// <inheritdoc />
    public override void CheckSupport(Tensor x) => Counts.Check(x, nameof(Poisson));

    /// <inheritdoc />
    public bool Equals(Poisson? other) => other is not null && LogRate.Equals(other.LogRate);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Poisson);

    /// <inheritdoc />
    public override int GetHashCode() => LogRate.GetHashCode();

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x) => PoissonRules.LogDensity(x, LogRate);

    /// <inheritdoc />
    protected override Tensor LogDensityByBlockOf(Tensor x) => PoissonRules.LogDensityByCoordinate(x, LogRate);
}
