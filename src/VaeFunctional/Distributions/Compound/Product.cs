using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Independent distributions side by side: the columns of a table, each of its own kind.</summary>
/// <remarks><c>log p(x) = sum_i log p_i(x_i)</c>, where x_i are the columns of part i. Its blocks are those of its parts, in their order.</remarks>
public sealed class Product : Distribution, IEquatable<Product>
{
    private readonly ImmutableArray<int> starts;

    /// <summary>The distribution of the given parts.</summary>
    /// <param name="parts">At least one; all with the same batch.</param>
    /// <exception cref="ArgumentException">There is no part, or two have different batches.</exception>
    public Product(IReadOnlyList<Distribution> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw new ArgumentException("A product has at least one part.", nameof(parts));
        var starts = ImmutableArray.CreateBuilder<int>(parts.Count);
        var (batch, width) = (parts[0].Shape.Without(-1), 0);
        foreach (var part in parts)
        {
            if (part.Shape.Without(-1) != batch)
                throw new ArgumentException($"The parts of a product have one batch; {parts[0]} and {part} differ.", nameof(parts));
            starts.Add(width);
            width += part.Shape[-1];
        }

        this.starts = starts.MoveToImmutable();
        Parts = [.. parts];
        Shape = batch.Append(width);
    }

    /// <summary>The parts, in the order of their columns.</summary>
    public ImmutableArray<Distribution> Parts { get; }

    /// <inheritdoc />
    public override Shape Shape { get; }

    /// <inheritdoc />
    public override Precision Precision => Parts.Max(part => part.Precision);

    /// <summary>The means of the parts, side by side, of the shape of a draw.</summary>
    /// <exception cref="NotSupportedException">A part has none in closed form; the message says which and how to estimate it.</exception>
    public override Tensor Mean => Tensor.Concatenate([.. Parts.Select(part => part.Mean)], axis: -1);

    /// <summary>The modes of the parts, side by side, of the shape of a draw.</summary>
    public override Tensor Mode => Tensor.Concatenate([.. Parts.Select(part => part.Mode)], axis: -1);

    /// <inheritdoc />
    public override int Blocks => Parts.Sum(part => part.Blocks);

    /// <inheritdoc />
    public override bool HasDensityEverywhere => Parts.All(part => part.HasDensityEverywhere);

    /// <inheritdoc />
    public override bool IsReparameterized => Parts.All(part => part.IsReparameterized);

    /// <summary>The noise of the parts, side by side; each part's is determined by the key and its position.</summary>
    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples) =>
        Tensor.Concatenate([.. Parts.Select((part, i) => part.Noise(key.Fold(i), samples))], axis: -1);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The noise does not fit the batch and the parts.</exception>
    public override Tensor FromNoise(Tensor noise) =>
        Tensor.Concatenate([.. NoiseOfParts(noise).Select((own, i) => Parts[i].FromNoise(own))], axis: -1);

    /// <inheritdoc />
    public override Drawn Draw(Tensor noise)
    {
        Drawn[] drawn = [.. NoiseOfParts(noise).Select((own, i) => Parts[i].Draw(own))];
        return new(
            Tensor.Concatenate([.. drawn.Select(part => part.Value)], axis: -1),
            drawn.Select(part => part.LogDensity).Aggregate((sum, next) => sum + next));
    }

    /// <inheritdoc />
    public override void CheckSupport(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        for (var i = 0; i < Parts.Length; i++)
        {
            try
            {
                Parts[i].CheckSupport(Columns(x, i));
            }
            catch (ArgumentException exception)
            {
                throw new ArgumentException($"Columns {starts[i]} to {starts[i] + Parts[i].Shape[-1] - 1}: {exception.Message}", exception);
            }
        }
    }

    /// <inheritdoc />
    public bool Equals(Product? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Product);

    /// <inheritdoc />
    public override int GetHashCode() => Parts.Aggregate(Parts.Length, HashCode.Combine);

    /// <summary>The parts and the shape of a draw.</summary>
    public override string ToString() => $"Product of {string.Join(", ", Parts.Select(part => part.GetType().Name))} {Shape}";

    /// <summary>KL to a product of distributions of the same columns, if each part knows its own, in nats per block.</summary>
    /// <param name="p">The other distribution.</param>
    protected internal override ClosedFormKl KlTo(Distribution p)
    {
        if (p is not Product other || !starts.SequenceEqual(other.starts))
            return new ClosedFormKl.NotKnown();
        ClosedFormKl[] parts = [.. Parts.Zip(other.Parts, Divergence.ClosedForm)];
        return parts.All(part => part is ClosedFormKl.Known)
            ? new ClosedFormKl.Known(Tensor.Concatenate([.. parts.Select(part => ((ClosedFormKl.Known)part).ByBlock)], axis: -1))
            : new ClosedFormKl.NotKnown();
    }

    /// <inheritdoc />
    protected internal override int NoiseSize => Parts.Sum(part => part.NoiseSize);

    /// <inheritdoc />
    protected internal override Tensor MarkedBlocks(Tensor marks) =>
        Tensor.Concatenate([.. Parts.Select((part, i) => part.MarkedBlocks(Columns(marks, i)))], axis: -1);

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x) => LogDensityByBlockOf(x).Sum(-1);

    /// <inheritdoc />
    protected override Tensor LogDensityByBlockOf(Tensor x) =>
        Tensor.Concatenate([.. Parts.Select((part, i) => part.LogDensityByBlock(Columns(x, i)))], axis: -1);

    private Tensor Columns(Tensor x, int part) => x.Slice(starts[part], Parts[part].Shape[-1], axis: -1);

    private Tensor[] NoiseOfParts(Tensor noise)
    {
        int[] sizes = [.. Parts.Select(part => part.NoiseSize)];
        CheckNoise(noise, sizes.Sum());
        return [.. sizes.Select((size, i) => noise.Slice(sizes[..i].Sum(), size, axis: -1).To(Parts[i].Precision))];
    }
}
