namespace VaeFunctional;

/// <summary>Independent columns of classes, one-hot, whose logits are the decoder's output plus an offset.</summary>
public sealed record CategoricalHead : IDistributionHead, IParameters<CategoricalHead>
{
    /// <summary>The likelihood with the given number of classes.</summary>
    /// <param name="classes">The number of classes of every column, at least 1.</param>
    /// <param name="offset">What is added to the decoder's output: a scalar or <c>[columns * classes]</c>; not trained.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    public CategoricalHead(int classes, Tensor offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentNullException.ThrowIfNull(offset);
        Classes = classes;
        Offset = offset;
    }

    /// <summary>The number of classes of every column.</summary>
    public int Classes { get; }

    /// <summary>What is added to the decoder's output: a scalar or <c>[columns * classes]</c>.</summary>
    public Tensor Offset { get; }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The coordinates are not columns of the head's number of classes, or the offset has another number.</exception>
    public int OutputsFor(int coordinates)
    {
        if (coordinates % Classes != 0)
            throw new ArgumentException($"A likelihood of columns of {Classes} classes does not take {coordinates} coordinates, not a multiple of {Classes}.", nameof(coordinates));
        LikelihoodHead.CheckFits(coordinates, "a data mean", Offset);
        return coordinates;
    }

    /// <summary>The distribution that an output describes.</summary>
    /// <param name="output">Deviations of the logits from the offset <c>[..., batch, columns * classes]</c>.</param>
    /// <exception cref="ArgumentException">The number of outputs is not a multiple of the number of classes.</exception>
    public Categorical Of(Tensor output) => new(LikelihoodHead.Shifted(output, Offset), Classes);

    Distribution IDistributionHead.Of(Tensor output) => Of(output);

    /// <inheritdoc />
    public CategoricalHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.Setting("classes", Classes), f.Constant("offset", Offset));
    }

    IDistributionHead IParameters<IDistributionHead>.Map(LeafMap f) => Map(f);
}
