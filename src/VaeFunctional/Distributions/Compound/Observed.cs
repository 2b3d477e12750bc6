namespace VaeFunctional;

/// <summary>A distribution of which some values were not observed: a NaN is a hole, and the block that it belongs to plays no part.</summary>
/// <remarks>
/// log p of what was observed, <c>sum of log p_b(x_b) over blocks b without a hole</c>: exactly 0 from a block with a hole, whose parameters get no gradient from it.
/// A row without holes has the density of the distribution inside, to the bit, whatever other rows hold. Draws, mean and mode are those of the
/// distribution inside: where a value is missing, they impute it.
/// </remarks>
public sealed class Observed : Distribution, IEquatable<Observed>
{
    /// <summary>The distribution of the values that were observed.</summary>
    /// <param name="inner">The distribution of all values.</param>
    public Observed(Distribution inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <summary>The distribution of all values.</summary>
    public Distribution Inner { get; }

    /// <inheritdoc />
    public override Shape Shape => Inner.Shape;

    /// <inheritdoc />
    public override Precision Precision => Inner.Precision;

    /// <inheritdoc />
    public override Tensor Mean => Inner.Mean;

    /// <inheritdoc />
    public override Tensor Mode => Inner.Mode;

    /// <inheritdoc />
    public override int Blocks => Inner.Blocks;

    /// <inheritdoc />
    public override bool HasDensityEverywhere => Inner.HasDensityEverywhere;

    /// <inheritdoc />
    public override bool IsReparameterized => Inner.IsReparameterized;

    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples) => Inner.Noise(key, samples);

    /// <inheritdoc />
    public override Tensor FromNoise(Tensor noise) => Inner.FromNoise(noise);

    /// <inheritdoc />
    public override Drawn Draw(Tensor noise) => Inner.Draw(noise);

    /// <summary>Throws unless every value that is not NaN could have been drawn.</summary>
    /// <inheritdoc />
    public override void CheckSupport(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Inner.CheckSupport(Filled(x, x.IsNaN()));
    }

    /// <summary>Values with their holes filled by the mode of the distribution inside.</summary>
    /// <param name="x">Values <c>[batch, event]</c>.</param>
    /// <returns><c>[batch, event]</c>.</returns>
    /// <exception cref="ArgumentException">The shape is another than that of a draw.</exception>
    public Tensor Impute(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Shape == Shape
            ? Tensor.Where(x.IsNaN(), Mode, x)
            : throw new ArgumentException($"{this} does not impute values of shape {x.Shape}.", nameof(x));
    }

    /// <inheritdoc />
    public bool Equals(Observed? other) => other is not null && Inner.Equals(other.Inner);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Observed);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(nameof(Observed), Inner);

    /// <summary>The distribution inside, said to be observed in part.</summary>
    public override string ToString() => $"Observed {Inner}";

    /// <inheritdoc />
    protected internal override ClosedFormKl KlTo(Distribution p) => Divergence.ClosedForm(Inner, p is Observed other ? other.Inner : p);

    /// <inheritdoc />
    protected internal override int NoiseSize => Inner.NoiseSize;

    /// <inheritdoc />
    protected internal override Tensor MarkedBlocks(Tensor marks) => Inner.MarkedBlocks(marks);

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x) => LogDensityByBlockOf(x).Sum(-1);

    /// <inheritdoc />
    protected override Tensor LogDensityByBlockOf(Tensor x)
    {
        var holes = x.IsNaN();
        var blocks = Inner.LogDensityByBlock(Filled(x, holes));
        return Tensor.Where(Inner.MarkedBlocks(holes), Tensor.Scalar(0, blocks.Precision), blocks);
    }

    /// <summary>
    /// Values with a possible one in every hole, so that neither a density nor its derivative is infinite there. Where the distribution has more draws in
    /// front than the values, the first draw's mode will do for all.
    /// </summary>
    private Tensor Filled(Tensor x, Tensor holes)
    {
        var mode = Inner.Mode.StopGradient();
        while (mode.Rank > x.Rank)
            mode = mode.Slice(0, 1).Reshape(mode.Shape.Without(0));
        return Tensor.Where(holes, mode, x);
    }
}
