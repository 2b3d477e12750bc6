namespace VaeFunctional;

/// <summary>Independent negative binomial counts whose log-means are the decoder's output, bounded, plus an offset.</summary>
/// <remarks>
/// The decoder's outputs are, side by side: log-means, log-dispersions where these are per example, and with exposure the logarithm of the
/// row's exposure, such as its library size, which multiplies every mean of the row.
/// </remarks>
/// <param name="Offset">The offset: a scalar or <c>[features]</c>; not trained.</param>
/// <param name="Dispersion">Where the dispersions come from.</param>
/// <param name="Bound">The bound on the decoder's output for the log-mean, before the offset is added.</param>
/// <param name="HasExposure">Whether one more output, the last, is the logarithm of the row's exposure.</param>
public sealed record NegativeBinomialHead(Tensor Offset, Dispersion Dispersion, SmoothBound Bound, bool HasExposure)
    : IDistributionHead, IParameters<NegativeBinomialHead>
{
    private CountOutputs Outputs => new(1 + Dispersion.Parts, HasExposure);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The offset or the dispersion has another number of features.</exception>
    public int OutputsFor(int coordinates)
    {
        LikelihoodHead.CheckFits(coordinates, "a data mean", Offset);
        Dispersion.CheckFits(coordinates);
        return Outputs.For(coordinates);
    }

    /// <summary>The distribution that an output describes.</summary>
    /// <param name="output"><c>[..., batch, outputs]</c>.</param>
    /// <exception cref="ArgumentException">The outputs are not as many for every feature.</exception>
    public NegativeBinomial Of(Tensor output) => new(Outputs.LogMean(output, Offset, Bound), Dispersion.LogDispersionOf(Outputs, output));

    Distribution IDistributionHead.Of(Tensor output) => Of(output);

    /// <inheritdoc />
    public NegativeBinomialHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        f.Setting("log-mean-limit", Bound.Limit);
        return new(f.Constant("offset", Offset), f.At("dispersion", Dispersion), Bound, f.Setting("has-exposure", HasExposure));
    }

    IDistributionHead IParameters<IDistributionHead>.Map(LeafMap f) => Map(f);
}
