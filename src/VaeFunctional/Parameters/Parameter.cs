namespace VaeFunctional;

/// <summary>The smallest parameter record: a single tensor.</summary>
/// <param name="Value">The tensor, any shape.</param>
public sealed record Parameter(Tensor Value) : IParameters<Parameter>
{
    /// <inheritdoc />
    public Parameter Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.At("value", Value));
    }
}
