namespace VaeFunctional;

/// <summary>Independent columns of ordered levels whose locations are the decoder's output, with learned cutpoints between the levels.</summary>
/// <remarks>
/// The cutpoints of a column are its first and the sums of the gaps that follow, each <c>least gap + softplus(step)</c>: they are in order
/// whatever training makes of the steps, and a level that never occurs keeps a probability above 0.
/// </remarks>
public sealed record OrdinalHead : IDistributionHead, IParameters<OrdinalHead>
{
    /// <summary>The likelihood with the given cutpoints.</summary>
    /// <param name="steps"><c>[features, levels - 1]</c>: of every column the first cutpoint, then the gaps to the others before softplus.</param>
    /// <param name="leastGap">The least gap between cutpoints, positive.</param>
    /// <exception cref="ArgumentException">The steps are not of rank 2, or a column has no step.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The least gap is not positive and finite.</exception>
    public OrdinalHead(Tensor steps, double leastGap)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Rank != 2 || steps.Shape[1] < 1)
            throw new ArgumentException($"Steps to cutpoints have the shape [features, levels - 1]; got {steps.Shape}.", nameof(steps));
        if (!(leastGap > 0 && double.IsFinite(leastGap)))
            throw new ArgumentOutOfRangeException(nameof(leastGap), $"A least gap is positive and finite; got {leastGap}.");
        Steps = steps;
        LeastGap = leastGap;
    }

    /// <summary><c>[features, levels - 1]</c>: of every column the first cutpoint, then the gaps to the others before softplus.</summary>
    public Tensor Steps { get; }

    /// <summary>The least gap between cutpoints.</summary>
    public double LeastGap { get; }

    /// <summary>The number of levels.</summary>
    public int Levels => Steps.Shape[1] + 1;

    /// <summary>The cutpoints, increasing, <c>[features, levels - 1]</c>.</summary>
    public Tensor Cutpoints
    {
        get
        {
            var first = Steps.Slice(0, 1, axis: 1);
            var gaps = Steps.Slice(1, Levels - 2, axis: 1).Softplus() + LeastGap;
            return Tensor.Concatenate([first, gaps], axis: 1).CumulativeSum(1);
        }
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The cutpoints are of another number of features.</exception>
    public int OutputsFor(int coordinates) => Steps.Shape[0] == coordinates
        ? coordinates
        : throw new ArgumentException($"A likelihood of {coordinates} features does not take cutpoints of {Steps.Shape[0]}.", nameof(coordinates));

    /// <summary>The distribution that an output describes.</summary>
    /// <param name="output">Locations <c>[..., batch, features]</c>.</param>
    public Ordinal Of(Tensor output) => new(output, Cutpoints);

    Distribution IDistributionHead.Of(Tensor output) => Of(output);

    /// <inheritdoc />
    public OrdinalHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.At("steps", Steps), f.Setting("least-gap", LeastGap));
    }

    IDistributionHead IParameters<IDistributionHead>.Map(LeafMap f) => Map(f);
}
