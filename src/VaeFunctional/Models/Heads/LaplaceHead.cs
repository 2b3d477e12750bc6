namespace VaeFunctional;

/// <summary>A Laplace likelihood whose mean is the decoder's output plus an offset, with a fixed or a learned scale.</summary>
/// <remarks>All constants are kept: <c>log p(x|z) = -sum_j [|x_j - m_j| / s_j + log 2 s_j]</c>.</remarks>
public sealed record LaplaceHead : IDistributionHead, IParameters<LaplaceHead>
{
    /// <summary>The likelihood with the given scale.</summary>
    /// <param name="logScale">log(s): <c>[1]</c> for all coordinates, or <c>[features]</c>.</param>
    /// <param name="learnsScale">Whether training changes the log-scale.</param>
    /// <param name="offset">What is added to the decoder's output: a scalar or <c>[features]</c>; not trained.</param>
    public LaplaceHead(Tensor logScale, bool learnsScale, Tensor offset)
    {
        ArgumentNullException.ThrowIfNull(logScale);
        ArgumentNullException.ThrowIfNull(offset);
        LogScale = logScale;
        LearnsScale = learnsScale;
        Offset = offset;
    }

    /// <summary>log(s): <c>[1]</c> for all coordinates, or <c>[features]</c>.</summary>
    public Tensor LogScale { get; }

    /// <summary>Whether training changes the log-scale.</summary>
    public bool LearnsScale { get; }

    /// <summary>What is added to the decoder's output: a scalar or <c>[features]</c>.</summary>
    public Tensor Offset { get; }

    /// <summary>This likelihood with the decoder's output as a deviation from the data's mean.</summary>
    /// <param name="dataMean">The mean of every coordinate, <c>[features]</c>.</param>
    public LaplaceHead WithDataMean(Tensor dataMean) => new(LogScale, LearnsScale, dataMean);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The log-scale or the offset has another number of features.</exception>
    public int OutputsFor(int coordinates)
    {
        LikelihoodHead.CheckFits(coordinates, "a log-scale", LogScale);
        LikelihoodHead.CheckFits(coordinates, "a data mean", Offset);
        return coordinates;
    }

    /// <summary>The distribution of a decoder's output.</summary>
    /// <param name="output">Deviations of the mean from the offset <c>[..., batch, features]</c>.</param>
    public Laplace Of(Tensor output) => new(LikelihoodHead.Shifted(output, Offset), LogScale);

    Distribution IDistributionHead.Of(Tensor output) => Of(output);

    /// <inheritdoc />
    public LaplaceHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.At("log-scale", LogScale, LearnsScale), f.Setting("learns-scale", LearnsScale), f.Constant("offset", Offset));
    }

    IDistributionHead IParameters<IDistributionHead>.Map(LeafMap f) => Map(f);
}
