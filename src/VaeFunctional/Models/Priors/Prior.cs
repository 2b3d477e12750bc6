namespace VaeFunctional;

/// <summary>A prior p(z) as a part of a model: a parameter record, learned or not.</summary>
public interface IPrior : IParameters<IPrior>
{
    /// <summary>The number of latent dimensions.</summary>
    int Latent { get; }

    /// <summary>The distribution, over <c>[latent]</c>, or over <c>[batch, latent]</c> if it uses what the model is told of each row.</summary>
    /// <param name="at">What it may use of the model.</param>
    Distribution Of(PriorContext at);
}

/// <summary>The priors of the library.</summary>
public static class Prior
{
    /// <summary>N(0, I).</summary>
    /// <param name="latent">The number of latent dimensions.</param>
    public static GaussianPrior Standard(int latent) => Fixed(DiagonalGaussian.Standard(latent));

    /// <summary>A Gaussian that is not trained.</summary>
    /// <param name="gaussian">The distribution over <c>[latent]</c>.</param>
    public static GaussianPrior Fixed(DiagonalGaussian gaussian) => new(gaussian, IsLearned: false);

    /// <summary>A Laplace distribution that is not trained.</summary>
    /// <param name="laplace">The distribution over <c>[latent]</c>.</param>
    public static LaplacePrior Fixed(Laplace laplace) => new(laplace, IsLearned: false);

    /// <summary>A mixture that is not trained.</summary>
    /// <param name="mixture">The distribution over <c>[latent]</c>.</param>
    public static MixturePrior Fixed(GaussianMixture mixture) => new(mixture, IsLearned: false);

    /// <summary>A Gaussian whose mean and log-variance are trained with the model.</summary>
    /// <param name="initial">The Gaussian to begin with.</param>
    public static GaussianPrior Learned(DiagonalGaussian initial) => new(initial, IsLearned: true);

    /// <summary>A Laplace distribution whose mean and log-scale are trained with the model.</summary>
    /// <param name="initial">The distribution to begin with.</param>
    public static LaplacePrior Learned(Laplace initial) => new(initial, IsLearned: true);

    /// <summary>A Gaussian that a network makes of the condition.</summary>
    /// <param name="network">From a condition to mean and log-variance, side by side <c>[..., 2 latent]</c>.</param>
    /// <exception cref="ArgumentException">The network's number of outputs is odd.</exception>
    public static ConditionalPrior OfCondition(INetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new(network.Outputs / 2, network, PosteriorHead.DiagonalGaussian);
    }

    /// <summary>A mixture whose weights, means and log-variances are trained with the model.</summary>
    /// <param name="initial">The mixture to begin with.</param>
    public static MixturePrior Learned(GaussianMixture initial) => new(initial, IsLearned: true);

    internal static TDistribution WithoutBatch<TDistribution>(TDistribution distribution)
        where TDistribution : Distribution
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return distribution.Shape.Rank == 1
            ? distribution
            : throw new ArgumentException($"A prior is one distribution over [latent]; the shape of {distribution} has a batch.");
    }
}

/// <summary>A Gaussian prior, learned or not.</summary>
/// <param name="Gaussian">The distribution, over <c>[latent]</c>.</param>
/// <param name="IsLearned">Whether training changes it.</param>
/// <exception cref="ArgumentException">The distribution has a batch.</exception>
public sealed record GaussianPrior(DiagonalGaussian Gaussian, bool IsLearned) : IPrior, IParameters<GaussianPrior>
{
    /// <summary>The distribution, over <c>[latent]</c>.</summary>
    public DiagonalGaussian Gaussian { get; } = Prior.WithoutBatch(Gaussian);

    /// <inheritdoc />
    public int Latent => Gaussian.Shape[-1];

    /// <inheritdoc />
    public Distribution Of(PriorContext at) => Gaussian;

    /// <inheritdoc />
    public GaussianPrior Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(
            new DiagonalGaussian(f.At("mean", Gaussian.Mean, IsLearned), f.At("log-variance", Gaussian.LogVariance, IsLearned)),
            f.Setting("is-learned", IsLearned));
    }

    IPrior IParameters<IPrior>.Map(LeafMap f) => Map(f);
}

/// <summary>A Laplace prior, learned or not.</summary>
/// <param name="Laplace">The distribution, over <c>[latent]</c>.</param>
/// <param name="IsLearned">Whether training changes it.</param>
/// <exception cref="ArgumentException">The distribution has a batch.</exception>
public sealed record LaplacePrior(Laplace Laplace, bool IsLearned) : IPrior, IParameters<LaplacePrior>
{
    /// <summary>The distribution, over <c>[latent]</c>.</summary>
    public Laplace Laplace { get; } = Prior.WithoutBatch(Laplace);

    /// <inheritdoc />
    public int Latent => Laplace.Shape[-1];

    /// <inheritdoc />
    public Distribution Of(PriorContext at) => Laplace;

    /// <inheritdoc />
    public LaplacePrior Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(
            new Laplace(f.At("mean", Laplace.Mean, IsLearned), f.At("log-scale", Laplace.LogScale, IsLearned)),
            f.Setting("is-learned", IsLearned));
    }

    IPrior IParameters<IPrior>.Map(LeafMap f) => Map(f);
}

/// <summary>A mixture of Gaussians as a prior, learned or not.</summary>
/// <param name="Mixture">The distribution, over <c>[latent]</c>.</param>
/// <param name="IsLearned">Whether training changes it.</param>
public sealed record MixturePrior(GaussianMixture Mixture, bool IsLearned) : IPrior, IParameters<MixturePrior>
{
    /// <inheritdoc />
    public int Latent => Mixture.Shape[-1];

    /// <inheritdoc />
    public Distribution Of(PriorContext at) => Mixture;

    /// <inheritdoc />
    public MixturePrior Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(
            new GaussianMixture(
                f.At("logits", Mixture.Logits, IsLearned),
                f.At("means", Mixture.Components.Mean, IsLearned),
                f.At("log-variances", Mixture.Components.LogVariance, IsLearned)),
            f.Setting("is-learned", IsLearned));
    }

    IPrior IParameters<IPrior>.Map(LeafMap f) => Map(f);
}
