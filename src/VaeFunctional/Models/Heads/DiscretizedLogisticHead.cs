namespace VaeFunctional;

/// <summary>A discretized logistic likelihood whose location is the decoder's output plus an offset, with a fixed, learned or decoded scale.</summary>
/// <remarks>
/// A scale that is learned or decoded is <c>s = least scale + exp(log-scale)</c>. With the least scale of 1e-3 of a level's width, the level at
/// the location has a probability of 1 - 2 e^-500, so that a smaller scale would gain nothing, and no derivative in the location is above 1000
/// per level.
/// </remarks>
public sealed record DiscretizedLogisticHead : IDistributionHead, IParameters<DiscretizedLogisticHead>
{
    /// <summary>The likelihood with the given levels and scale.</summary>
    /// <param name="levels">The number of levels, at least 2.</param>
    /// <param name="logScale">log(s - least scale) in the unit of the data: <c>[1]</c> for all coordinates, or <c>[features]</c>.</param>
    /// <param name="learnsScale">Whether training changes the log-scale.</param>
    /// <param name="decodesScale">Whether the decoder gives a deviation from the log-scale for every example, after the locations.</param>
    /// <param name="leastScale">The least scale in units of a level's width, not negative; 0 for a scale that is neither learned nor decoded.</param>
    /// <param name="offset">What is added to the decoder's output: a scalar or <c>[features]</c>; not trained.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two levels, or the least scale is negative or not finite.</exception>
    public DiscretizedLogisticHead(int levels, Tensor logScale, bool learnsScale, bool decodesScale, double leastScale, Tensor offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        ArgumentNullException.ThrowIfNull(logScale);
        ArgumentNullException.ThrowIfNull(offset);
        if (!(leastScale >= 0 && double.IsFinite(leastScale)))
            throw new ArgumentOutOfRangeException(nameof(leastScale), $"A least scale is not negative and finite; got {leastScale}.");
        Levels = levels;
        LogScale = logScale;
        LearnsScale = learnsScale;
        DecodesScale = decodesScale;
        LeastScale = leastScale;
        Offset = offset;
    }

    /// <summary>The number of levels.</summary>
    public int Levels { get; }

    /// <summary>log(s - least scale) in the unit of the data: <c>[1]</c> for all coordinates, or <c>[features]</c>.</summary>
    public Tensor LogScale { get; }

    /// <summary>Whether training changes the log-scale.</summary>
    public bool LearnsScale { get; }

    /// <summary>Whether the decoder gives a deviation from the log-scale for every example, after the locations.</summary>
    public bool DecodesScale { get; }

    /// <summary>The least scale, in units of a level's width.</summary>
    public double LeastScale { get; }

    /// <summary>What is added to the decoder's output: a scalar or <c>[features]</c>.</summary>
    public Tensor Offset { get; }

    /// <summary>This likelihood with the decoder's output as a deviation from the data's mean.</summary>
    /// <param name="dataMean">The mean of every coordinate, <c>[features]</c>.</param>
    public DiscretizedLogisticHead WithDataMean(Tensor dataMean) => new(Levels, LogScale, LearnsScale, DecodesScale, LeastScale, dataMean);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The log-scale or the offset has another number of features.</exception>
    public int OutputsFor(int coordinates)
    {
        LikelihoodHead.CheckFits(coordinates, "a log-scale", LogScale);
        LikelihoodHead.CheckFits(coordinates, "a data mean", Offset);
        return DecodesScale ? 2 * coordinates : coordinates;
    }

    /// <summary>The distribution that an output describes.</summary>
    /// <param name="output">
    /// Deviations of the location from the offset <c>[..., batch, features]</c>; where the scale is decoded, followed by deviations from the log-scale.
    /// </param>
    /// <exception cref="ArgumentException">The scale is decoded, and the number of outputs is odd.</exception>
    public DiscretizedLogistic Of(Tensor output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!DecodesScale)
            return new(LikelihoodHead.Shifted(output, Offset), Bounded(LogScale), Levels);
        if (output.Rank == 0 || output.Shape[-1] % 2 != 0)
            throw new ArgumentException($"Location and log-scale are side by side, an even number of outputs; got shape {output.Shape}.", nameof(output));
        var size = output.Shape[-1] / 2;
        var (location, logScale) = (output.Slice(0, size, axis: -1), output.Slice(size, size, axis: -1) + LogScale);
        return new(LikelihoodHead.Shifted(location, Offset), Bounded(logScale), Levels);
    }

    Distribution IDistributionHead.Of(Tensor output) => Of(output);

    /// <inheritdoc />
    public DiscretizedLogisticHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(
            f.Setting("levels", Levels), f.At("log-scale", LogScale, LearnsScale), f.Setting("learns-scale", LearnsScale), f.Setting("decodes-scale", DecodesScale),
            f.Setting("least-scale", LeastScale), f.Constant("offset", Offset));
    }

    IDistributionHead IParameters<IDistributionHead>.Map(LeafMap f) => Map(f);

    /// <summary>log(least scale + exp(l)), in the unit of the data.</summary>
    private Tensor Bounded(Tensor logScale)
    {
        if (LeastScale == 0)
            return logScale;
        var least = Math.Log(LeastScale / (Levels - 1));
        return (logScale - least).Softplus() + least;
    }
}
