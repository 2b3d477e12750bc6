namespace VaeFunctional;

/// <summary>The posterior heads of the library.</summary>
public static class PosteriorHead
{
    /// <summary>A diagonal Gaussian whose mean is the first half of the encoder's output, and whose log-variance, bounded, is the second.</summary>
    public static DiagonalGaussianHead DiagonalGaussian { get; } = new(SmoothBound.Default);

    /// <summary>A diagonal Gaussian with the given bound on its log-variance.</summary>
    /// <param name="bound">The bound.</param>
    public static DiagonalGaussianHead DiagonalGaussianWithin(SmoothBound bound) => new(bound);
}

/// <summary>Reads a diagonal Gaussian from a network's output: mean, then log-variance.</summary>
/// <param name="Bound">The bound applied to the log-variance.</param>
public sealed record DiagonalGaussianHead(SmoothBound Bound) : IDistributionHead, IParameters<DiagonalGaussianHead>
{
    /// <inheritdoc />
    public int OutputsFor(int coordinates) => 2 * coordinates;

    /// <summary>The Gaussian that an output describes.</summary>
    /// <param name="output"><c>[..., batch, 2 latent]</c>: mean, then what the network proposes for the log-variance.</param>
    /// <exception cref="ArgumentException">The number of outputs is odd.</exception>
    public DiagonalGaussian Of(Tensor output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output.Rank == 0 || output.Shape[-1] % 2 != 0)
            throw new ArgumentException($"A diagonal Gaussian is read from mean and log-variance side by side, an even number of outputs; got shape {output.Shape}.", nameof(output));
        var size = output.Shape[-1] / 2;
        return new DiagonalGaussian(output.Slice(0, size, axis: -1), Bound.Apply(output.Slice(size, size, axis: -1)));
    }

    Distribution IDistributionHead.Of(Tensor output) => Of(output);

    /// <inheritdoc />
    public DiagonalGaussianHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        f.Setting("log-variance-limit", Bound.Limit);
        return this;
    }

    IDistributionHead IParameters<IDistributionHead>.Map(LeafMap f) => Map(f);
}
