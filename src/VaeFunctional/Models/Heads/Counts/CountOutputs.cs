namespace VaeFunctional;

/// <summary>A decoder's outputs for a likelihood of counts: parts of as many numbers as there are features, the first for the log-means, and last the log-exposure.</summary>
/// <param name="Parts">The number of parts.</param>
/// <param name="HasExposure">Whether there is one more output, the logarithm of the row's exposure.</param>
internal readonly record struct CountOutputs(int Parts, bool HasExposure)
{
    /// <summary>The bound on the deviation of a log-mean from its offset: factors up to e^30.</summary>
    public static SmoothBound LogMeanBound { get; } = new(30);

    /// <summary>The number of outputs.</summary>
    public int For(int coordinates) => (Parts * coordinates) + (HasExposure ? 1 : 0);

    /// <summary>A part of the outputs.</summary>
    /// <exception cref="ArgumentException">The outputs have no such parts.</exception>
    public Tensor Part(Tensor output, int index)
    {
        ArgumentNullException.ThrowIfNull(output);
        var size = output.Rank == 0 ? 0 : output.Shape[-1] - (HasExposure ? 1 : 0);
        if (size <= 0 || size % Parts != 0)
            throw new ArgumentException(
                $"A likelihood of counts is read from {Parts} numbers per feature{(HasExposure ? " and the log-exposure of the row" : "")}; got outputs of shape {output.Shape}.", nameof(output));
        return Parts == 1 && !HasExposure ? output : output.Slice(index * (size / Parts), size / Parts, axis: -1);
    }

    /// <summary>The log-means: bounded deviations from the offset, and the log-exposure, which multiplies every mean.</summary>
    public Tensor LogMean(Tensor output, Tensor offset, SmoothBound bound)
    {
        var logMean = LikelihoodHead.Shifted(bound.Apply(Part(output, 0)), offset);
        return HasExposure ? logMean + output.Slice(output.Shape[-1] - 1, 1, axis: -1) : logMean;
    }

    /// <summary>The logarithms of the data's means, each at least the given one.</summary>
    /// <exception cref="ArgumentException">A mean is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The least mean is not positive and finite.</exception>
    public static Tensor Offset(Tensor dataMean, double leastMean)
    {
        ArgumentNullException.ThrowIfNull(dataMean);
        if (!(leastMean > 0 && double.IsFinite(leastMean)))
            throw new ArgumentOutOfRangeException(nameof(leastMean), $"The least mean is positive and finite; got {leastMean}.");
        var means = dataMean.ToDoubles();
        var outside = Array.FindIndex(means, mean => !(mean >= 0 && double.IsFinite(mean)));
        if (outside >= 0)
            throw new ArgumentException($"A mean of counts is a finite number from 0; that of coordinate {outside} is {means[outside]}.", nameof(dataMean));
        return Tensor.FromArray(Array.ConvertAll(means, mean => Math.Log(Math.Max(mean, leastMean))), dataMean.Shape).To(dataMean.Precision);
    }
}
