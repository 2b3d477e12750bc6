using System.Collections.Immutable;

namespace VaeFunctional.Tests;

/// <summary>Any number of tensors as a parameter record.</summary>
public sealed record ParameterList(ImmutableArray<Parameter> Items) : IParameters<ParameterList>
{
    public static ParameterList Of(params Tensor[] tensors) => new([.. tensors.Select(tensor => new Parameter(tensor))]);

    public Tensor[] Tensors() => [.. Items.Select(item => item.Value)];

    public ParameterList Map(LeafMap f) => new(f.Each("items", Items));

    public bool Equals(ParameterList? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Length;
}
