namespace VaeFunctional;

/// <summary>A likelihood of what was observed: NaN in the data is a hole, which plays no part.</summary>
/// <param name="Inner">The likelihood of all values.</param>
public sealed record ObservedHead(IDistributionHead Inner) : IDistributionHead, IParameters<ObservedHead>
{
    /// <inheritdoc />
    public bool TakesHoles => true;

    /// <inheritdoc />
    public int OutputsFor(int coordinates) => Inner.OutputsFor(coordinates);

    /// <summary>The distribution that an output describes.</summary>
    /// <param name="output">What the likelihood inside takes <c>[..., batch, outputs]</c>.</param>
    public Observed Of(Tensor output) => new(Inner.Of(output));

    Distribution IDistributionHead.Of(Tensor output) => Of(output);

    /// <inheritdoc />
    public ObservedHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.At("inner", Inner));
    }

    IDistributionHead IParameters<IDistributionHead>.Map(LeafMap f) => Map(f);
}
