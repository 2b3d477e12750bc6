using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Some examples of the data.</summary>
/// <param name="X">The examples <c>[batch, features]</c>.</param>
/// <param name="Rows">Their row numbers in the data, so that labels can be looked up.</param>
/// <param name="Epoch">Which pass through the data they belong to, from 0.</param>
public sealed record Batch(Tensor X, ImmutableArray<int> Rows, int Epoch)
{
    /// <inheritdoc />
    public bool Equals(Batch? other) => other is not null && Epoch == other.Epoch && X.Equals(other.X) && Rows.SequenceEqual(other.Rows);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Epoch, Rows.Length);
}
