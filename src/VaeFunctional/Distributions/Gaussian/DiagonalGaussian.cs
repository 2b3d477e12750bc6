namespace VaeFunctional;

/// <summary>A Gaussian with independent coordinates, given by mean and log-variance.</summary>
/// <remarks>
/// <c>log N(x; m, v) = -1/2 sum_j [log 2 pi + log v_j + (x_j - m_j)^2 / v_j]</c>, every constant kept. It is the posterior of Kingma and
/// Welling, "Auto-Encoding Variational Bayes" (2014), and with a fixed or learned variance the Gaussian likelihood.
/// </remarks>
public sealed class DiagonalGaussian : Distribution, IEquatable<DiagonalGaussian>
{
    /// <summary>ln(2 pi).</summary>
    internal const double LogTwoPi = 1.8378770664093454836;

    /// <summary>The Gaussian with the given mean and log-variance.</summary>
    /// <param name="mean">The mean <c>[batch, event]</c>.</param>
    /// <param name="logVariance">log(sigma^2), of the mean's shape or broadcasting to it.</param>
    /// <exception cref="ArgumentException">The mean is a scalar, or the log-variance does not broadcast to its shape.</exception>
    public DiagonalGaussian(Tensor mean, Tensor logVariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(logVariance);
        if (mean.Rank == 0)
            throw new ArgumentException("A Gaussian's mean has an event axis; got a scalar.", nameof(mean));
        if (!Shape.TryBroadcast(mean.Shape, logVariance.Shape, out var joint) || joint != mean.Shape)
            throw new ArgumentException($"A log-variance of shape {logVariance.Shape} does not broadcast to the mean's shape {mean.Shape}.", nameof(logVariance));
        Mean = mean;
        LogVariance = logVariance;
    }

    /// <inheritdoc />
    public override Tensor Mean { get; }

    /// <summary>log(sigma^2), of the mean's shape or broadcasting to it.</summary>
    public Tensor LogVariance { get; }

    /// <summary>The standard deviation sigma = exp(log-variance / 2), of the log-variance's shape.</summary>
    public Tensor Scale => (LogVariance * 0.5).Exp();

    /// <inheritdoc />
    public override Tensor Mode => Mean;

    /// <inheritdoc />
    public override Shape Shape => Mean.Shape;

    /// <inheritdoc />
    public override Precision Precision => Precisions.Joint(Mean, LogVariance);

    /// <inheritdoc />
    public override int Blocks => Shape[-1];

    /// <inheritdoc />
    public override bool IsReparameterized => true;

    /// <summary>The differential entropy <c>1/2 sum_j [1 + log 2 pi + log v_j]</c>, <c>[batch]</c>, in nats per example.</summary>
    public Tensor Entropy => ((LogVariance.BroadcastTo(Shape) + (1 + LogTwoPi)) * 0.5).Sum(-1);

    /// <summary>N(0, I) over the given number of coordinates.</summary>
    /// <param name="size">The number of coordinates.</param>
    /// <param name="precision">The precision.</param>
    public static DiagonalGaussian Standard(int size, Precision precision = Precision.Single)
    {
        var zeros = Tensor.Zeros(new Shape(size), precision);
        return new(zeros, zeros);
    }

    /// <summary>mean + scale * noise: a draw, differentiable in mean and scale (the reparameterization).</summary>
    /// <param name="noise">Standard normal noise <c>[..., batch, event]</c>.</param>
    /// <exception cref="ArgumentException">The noise does not fit the batch and the event.</exception>
    public Tensor Reparameterize(Tensor noise)
    {
        CheckNoise(noise, Shape[-1]);
        return GaussianRules.Reparameterize(Mean, LogVariance, noise);
    }

    /// <inheritdoc />
    public override Tensor FromNoise(Tensor noise) => Reparameterize(noise);

    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples) => key.Normal(NoiseShape(samples, Shape[-1]), Precision);

    /// <summary>KL(this || N(0, I)) per coordinate, <c>[batch, event]</c>, in nats: <c>1/2 [m^2 + (exp(l) - 1 - l)]</c>, l the log-variance.</summary>
    /// <remarks>Never negative, and zero only at mean 0 and log-variance 0.</remarks>
    public Tensor KlToStandardByDimension() => (Mean.Square() + LogVariance.Expm1MinusX()) * 0.5;

    /// <summary>KL(this || N(0, I)), <c>[batch]</c>, in nats per example.</summary>
    public Tensor KlToStandard() => KlToStandardByDimension().Sum(-1);

    /// <summary>KL to another diagonal Gaussian in closed form, in nats: <c>1/2 sum_j [(exp(d) - 1 - d) + (m - m')^2 / v']</c>, d the difference of log-variances.</summary>
    /// <remarks>Never negative, and zero at equality.</remarks>
    /// <param name="p">The other distribution.</param>
    protected internal override ClosedFormKl KlTo(Distribution p)
    {
        if (p is not DiagonalGaussian other)
            return new ClosedFormKl.NotKnown();
        return new ClosedFormKl.Known(GaussianRules.Kl(Mean, LogVariance, other.Mean, other.LogVariance));
    }

    /// <inheritdoc />
    public bool Equals(DiagonalGaussian? other) => other is not null && Mean.Equals(other.Mean) && LogVariance.Equals(other.LogVariance);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as DiagonalGaussian);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Mean, LogVariance);

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x) => BroadcastLogDensity(x);

    /// <inheritdoc />
    protected override Tensor LogDensityByBlockOf(Tensor x) => GaussianRules.LogDensityByCoordinate(x, Mean, LogVariance);

    /// <summary>The log-density of values that broadcast with the parameters, as those of a mixture do with its components.</summary>
    internal Tensor BroadcastLogDensity(Tensor x) => GaussianRules.LogDensity(x, Mean, LogVariance);
}
