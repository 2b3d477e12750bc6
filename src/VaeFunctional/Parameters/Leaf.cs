namespace VaeFunctional;

/// <summary>A tensor of a parameter record with the path that leads to it.</summary>
public sealed record Leaf
{
    private readonly LeafMap record;
    private readonly string name;

    internal Leaf(LeafMap record, string name, Tensor value, bool isConstant) =>
        (this.record, this.name, Value, IsConstant) = (record, name, value, isConstant);

    /// <summary>The names on the way to it, joined by slashes, as in <c>encoder/hidden/0/weight</c>.</summary>
    public string Path => record.PathOf(name);

    /// <summary>The tensor, any shape.</summary>
    public Tensor Value { get; }

    /// <summary>Whether it is part of the record but not trained.</summary>
    public bool IsConstant { get; }

    /// <inheritdoc />
    public bool Equals(Leaf? other) =>
        other is not null && HasPathOf(other) && IsConstant == other.IsConstant && Value.Equals(other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(name, Value, IsConstant);

    /// <summary>Whether the paths are the same; compared name by name, without making either.</summary>
    internal bool HasPathOf(Leaf other) => name == other.name && LeafMap.AreAtOnePath(record, other.record);
}
