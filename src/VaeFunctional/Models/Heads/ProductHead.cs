using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>A likelihood of columns of several kinds, side by side.</summary>
/// <remarks>The decoder's outputs are those of the parts in their order.</remarks>
public sealed record ProductHead : IDistributionHead, IParameters<ProductHead>
{
    /// <summary>The likelihood of the given parts.</summary>
    /// <param name="parts">At least one, in the order of the columns.</param>
    /// <exception cref="ArgumentException">There is no part.</exception>
    public ProductHead(ImmutableArray<ColumnsHead> parts) =>
        Parts = parts.IsDefaultOrEmpty ? throw new ArgumentException("A product of likelihoods has at least one part.", nameof(parts)) : parts;

    /// <summary>The parts, in the order of the columns.</summary>
    public ImmutableArray<ColumnsHead> Parts { get; }

    /// <inheritdoc />
    public bool TakesHoles => Parts.Any(part => part.Head.TakesHoles);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The parts have another number of columns in all.</exception>
    public int OutputsFor(int coordinates)
    {
        var columns = Parts.Sum(part => part.Columns);
        return columns == coordinates
            ? Parts.Sum(part => part.Outputs)
            : throw new ArgumentException($"A product of likelihoods over {string.Join(" + ", Parts.Select(part => part.Columns))} = {columns} columns does not take {coordinates} features.");
    }

    /// <summary>The distribution that an output describes.</summary>
    /// <param name="output">The outputs of the parts, side by side <c>[..., batch, outputs]</c>.</param>
    /// <exception cref="ArgumentException">There is another number of outputs.</exception>
    public Product Of(Tensor output)
    {
        ArgumentNullException.ThrowIfNull(output);
        int[] sizes = [.. Parts.Select(part => part.Outputs)];
        if (output.Rank == 0 || output.Shape[-1] != sizes.Sum())
            throw new ArgumentException($"A product of likelihoods takes {string.Join(" + ", sizes)} = {sizes.Sum()} outputs; got shape {output.Shape}.", nameof(output));
        var (parts, start) = (new Distribution[sizes.Length], 0);
        for (var i = 0; i < sizes.Length; start += sizes[i++])
            parts[i] = Parts[i].Head.Of(output.Slice(start, sizes[i], axis: -1));
        return new(parts);
    }

    Distribution IDistributionHead.Of(Tensor output) => Of(output);

    /// <inheritdoc />
    public ProductHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.Each("parts", Parts));
    }

    IDistributionHead IParameters<IDistributionHead>.Map(LeafMap f) => Map(f);

    /// <inheritdoc />
    public bool Equals(ProductHead? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc />
    public override int GetHashCode() => Parts.Aggregate(Parts.Length, HashCode.Combine);
}

/// <summary>A likelihood of some columns that stand side by side.</summary>
/// <param name="Columns">How many columns of the data.</param>
/// <param name="Head">Their likelihood.</param>
public sealed record ColumnsHead(int Columns, IDistributionHead Head) : IParameters<ColumnsHead>
{
    /// <summary>How many of the decoder's outputs the likelihood takes.</summary>
    public int Outputs => Head.OutputsFor(Columns);

    /// <inheritdoc />
    public ColumnsHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.Setting("columns", Columns), f.At("head", Head));
    }
}
