namespace VaeFunctional;

/// <summary>A prior p(z) as a part of a model: a parameter record, learned or not.</summary>
public interface IPrior : IParameters<IPrior>
{
    /// <summary>The distribution, over <c>[latent]</c>.</summary>
    Distribution Distribution { get; }
}

/// <summary>The priors of the library.</summary>
public static class Prior
{
    /// <summary>N(0, I).</summary>
    /// <param name="latent">The number of latent dimensions.</param>
    public static FixedPrior Standard(int latent) => new FixedPrior(DiagonalGaussian.Standard(latent));

    /// <summary>A prior that is not trained, any distribution.</summary>
    /// <param name="distribution">The distribution over <c>[latent]</c>; in single precision, or the model's values become double.</param>
    public static FixedPrior Fixed(Distribution distribution) => new FixedPrior(distribution);

    /// <summary>A mixture of Gaussians whose weights, means and log-variances are trained with the model.</summary>
    /// <param name="initial">The mixture to begin with.</param>
    public static MixturePrior Learned(GaussianMixture initial) => new MixturePrior(initial);
}

/// <summary>A prior without parameters.</summary>
/// <param name="Distribution">The distribution, over <c>[latent]</c>.</param>
public sealed record FixedPrior(Distribution Distribution) : IPrior, IParameters<FixedPrior>
{
    /// <inheritdoc />
    public FixedPrior Map(LeafMap f) => this;

    IPrior IParameters<IPrior>.Map(LeafMap f) => Map(f);
}

/// <summary>A mixture of Gaussians as a trained prior.</summary>
/// <param name="Mixture">The mixture.</param>
public sealed record MixturePrior(GaussianMixture Mixture) : IPrior, IParameters<MixturePrior>
{
    /// <inheritdoc />
    public Distribution Distribution => Mixture;

    /// <inheritdoc />
    public MixturePrior Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new MixturePrior(new GaussianMixture(
            f.At("logits", Mixture.Logits),
            f.At("means", Mixture.Components.Mean),
            f.At("log-variances", Mixture.Components.LogVariance)));
    }

    IPrior IParameters<IPrior>.Map(LeafMap f) => Map(f);
}
