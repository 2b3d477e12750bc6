namespace VaeFunctional;

/// <summary>A network whose input may have holes: each NaN is replaced by a learned number of its column, and the network is told where they were.</summary>
/// <remarks>The network inside takes <c>[filled | mask]</c>, with 1 in the mask where a value was missing.</remarks>
public sealed record MissingInput : INetwork, IParameters<MissingInput>
{
    /// <summary>The network with the given fill.</summary>
    /// <param name="fill">What replaces a missing value, <c>[inputs]</c>; learned.</param>
    /// <param name="network">The network of <c>2 inputs</c>.</param>
    /// <exception cref="ArgumentException">The network does not take twice as many inputs as there are fills.</exception>
    public MissingInput(Tensor fill, INetwork network)
    {
        ArgumentNullException.ThrowIfNull(fill);
        ArgumentNullException.ThrowIfNull(network);
        if (fill.Rank != 1 || network.Inputs != 2 * fill.Count)
            throw new ArgumentException($"MissingInput: a fill of shape {fill.Shape} needs a network of twice as many inputs, values and mask; this one takes {network.Inputs}.");
        Fill = fill;
        Network = network;
    }

    /// <summary>What replaces a missing value, <c>[inputs]</c>.</summary>
    public Tensor Fill { get; }

    /// <summary>The network of values and mask.</summary>
    public INetwork Network { get; }

    /// <inheritdoc />
    public int Inputs => Fill.Count;

    /// <inheritdoc />
    public int Outputs => Network.Outputs;

    /// <inheritdoc />
    public bool TakesHoles => true;

    /// <summary>The network whose fill begins at 0, the mean of a standardized column.</summary>
    /// <param name="network">The network of values and mask, of an even number of inputs.</param>
    /// <exception cref="ArgumentException">The network's number of inputs is odd.</exception>
    public static MissingInput Before(INetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new(Tensor.Zeros(new Shape(network.Inputs / 2)), network);
    }

    /// <inheritdoc />
    public Tensor Apply(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank == 0 || input.Shape[-1] != Inputs)
            throw new ShapeMismatchException(nameof(MissingInput), $"input {input.Shape} does not match a fill of {Inputs}");
        var holes = input.IsNaN();
        return Network.Apply(Tensor.Concatenate([Tensor.Where(holes, Fill, input), holes], axis: -1));
    }

    /// <inheritdoc />
    public MissingInput Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.At("fill", Fill), f.At("network", Network));
    }

    INetwork IParameters<INetwork>.Map(LeafMap f) => Map(f);
}
