namespace VaeFunctional;

/// <summary>A Gaussian likelihood whose mean is the decoder's output plus an offset, with a fixed or a learned scale.</summary>
/// <remarks>All constants are kept: <c>log p(x|z) = -1/2 sum_j [log 2 pi + log v_j + (x_j - m_j)^2 / v_j]</c>.</remarks>
public sealed record GaussianHead : IDistributionHead, IParameters<GaussianHead>
{
    /// <summary>The likelihood with the given scale.</summary>
    /// <param name="logVariance">log(sigma^2): <c>[1]</c> for all coordinates, or <c>[features]</c>.</param>
    /// <param name="learnsScale">Whether training changes the log-variance.</param>
    /// <param name="offset">What is added to the decoder's output: a scalar or <c>[features]</c>; not trained.</param>
    public GaussianHead(Tensor logVariance, bool learnsScale, Tensor offset)
    {
        ArgumentNullException.ThrowIfNull(logVariance);
        ArgumentNullException.ThrowIfNull(offset);
        LogVariance = logVariance;
        LearnsScale = learnsScale;
        Offset = offset;
    }

    /// <summary>log(sigma^2): <c>[1]</c> for all coordinates, or <c>[features]</c>.</summary>
    public Tensor LogVariance { get; }

    /// <summary>Whether training changes the log-variance.</summary>
    public bool LearnsScale { get; }

    /// <summary>What is added to the decoder's output: a scalar or <c>[features]</c>.</summary>
    public Tensor Offset { get; }

    /// <summary>This likelihood with the decoder's output as a deviation from the data's mean.</summary>
    /// <param name="dataMean">The mean of every coordinate, <c>[features]</c>.</param>
    public GaussianHead WithDataMean(Tensor dataMean) => new(LogVariance, LearnsScale, dataMean);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The log-variance or the offset has another number of features.</exception>
    public int OutputsFor(int coordinates)
    {
        LikelihoodHead.CheckFits(coordinates, "a log-variance", LogVariance);
        LikelihoodHead.CheckFits(coordinates, "a data mean", Offset);
        return coordinates;
    }

    /// <summary>The distribution that an output describes.</summary>
    /// <param name="output">Deviations of the mean from the offset <c>[..., batch, features]</c>.</param>
    public DiagonalGaussian Of(Tensor output) => new(LikelihoodHead.Shifted(output, Offset), LogVariance);

    Distribution IDistributionHead.Of(Tensor output) => Of(output);

    /// <inheritdoc />
    public GaussianHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new GaussianHead(
            f.At("log-variance", LogVariance, LearnsScale), f.Setting("learns-scale", LearnsScale), f.Constant("offset", Offset));
    }

    IDistributionHead IParameters<IDistributionHead>.Map(LeafMap f) => Map(f);
}
