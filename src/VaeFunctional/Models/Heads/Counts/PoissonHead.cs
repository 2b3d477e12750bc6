namespace VaeFunctional;

/// <summary>Independent Poisson counts whose log-means are the decoder's output, bounded, plus an offset.</summary>
/// <remarks>With exposure the decoder's last output is the logarithm of the row's exposure, such as its library size, which multiplies every mean of the row.</remarks>
/// <param name="Offset">The offset: a scalar or <c>[features]</c>; not trained.</param>
/// <param name="Bound">The bound on the decoder's output, before the offset is added.</param>
/// <param name="HasExposure">Whether one more output, the last, is the logarithm of the row's exposure.</param>
public sealed record PoissonHead(Tensor Offset, SmoothBound Bound, bool HasExposure) : IDistributionHead, IParameters<PoissonHead>
{
    private CountOutputs Outputs => new(1, HasExposure);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The offset has another number of features.</exception>
    public int OutputsFor(int coordinates)
    {
        LikelihoodHead.CheckFits(coordinates, "a data mean", Offset);
        return Outputs.For(coordinates);
    }

    /// <summary>The distribution that an output describes.</summary>
    /// <param name="output">Deviations of the log-mean from the offset <c>[..., batch, features]</c>, and with exposure its logarithm.</param>
    /// <exception cref="ArgumentException">There are no outputs for features.</exception>
    public Poisson Of(Tensor output) => new(Outputs.LogMean(output, Offset, Bound));

    Distribution IDistributionHead.Of(Tensor output) => Of(output);

    /// <inheritdoc />
    public PoissonHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        f.Setting("log-mean-limit", Bound.Limit);
        return new(f.Constant("offset", Offset), Bound, f.Setting("has-exposure", HasExposure));
    }

    IDistributionHead IParameters<IDistributionHead>.Map(LeafMap f) => Map(f);
}
