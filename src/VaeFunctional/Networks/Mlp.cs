using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>A multilayer perceptron: hidden dense layers with one activation, and an affine output layer.</summary>
public sealed record Mlp : INetwork, IParameters<Mlp>
{
    /// <summary>A perceptron with the given layers.</summary>
    /// <param name="hidden">The hidden layers, from the input on; possibly none.</param>
    /// <param name="output">The last layer.</param>
    /// <exception cref="ShapeMismatchException">A layer's number of inputs is not the number of outputs of the layer before; the message names it.</exception>
    public Mlp(IEnumerable<Dense> hidden, Dense output)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(output);
        Hidden = [.. hidden];
        Output = output;
        for (var i = 0; i < Hidden.Length; i++)
        {
            var next = i + 1 < Hidden.Length ? Hidden[i + 1] : output;
            if (next.Inputs != Hidden[i].Outputs)
            {
                throw new ShapeMismatchException(
                    nameof(Dense),
                    $"weight {next.Weight.Shape} does not take the {Hidden[i].Outputs} outputs of 'hidden/{i}'",
                    i + 1 < Hidden.Length ? $"hidden/{i + 1}" : "output");
            }
        }
    }

    /// <summary>The hidden layers, from the input on.</summary>
    public ImmutableArray<Dense> Hidden { get; }

    /// <summary>The last layer.</summary>
    public Dense Output { get; }

    /// <inheritdoc />
    public int Inputs => Hidden.IsEmpty ? Output.Inputs : Hidden[0].Inputs;

    /// <inheritdoc />
    public int Outputs => Output.Outputs;

    /// <summary>A perceptron with random weights (Glorot, uniform) and zero biases.</summary>
    /// <param name="key">The key that determines the weights.</param>
    /// <param name="widths">The sizes from input to output, at least two.</param>
    /// <param name="activation">The hidden layers' nonlinearity; the output is affine.</param>
    /// <param name="precision">The parameters' precision.</param>
    /// <exception cref="ArgumentException">Fewer than two widths, or a width that is not positive.</exception>
    public static Mlp Create(RandomKey key, IReadOnlyList<int> widths, Activation activation, Precision precision = Precision.Single) =>
        Create(key, widths, activation, Initialization.GlorotUniform, precision);

    /// <summary>A perceptron with random weights and zero biases.</summary>
    /// <param name="key">The key that determines the weights.</param>
    /// <param name="widths">The sizes from input to output, at least two.</param>
    /// <param name="activation">The hidden layers' nonlinearity; the output is affine.</param>
    /// <param name="initialization">How the weights are initialized.</param>
    /// <param name="precision">The parameters' precision.</param>
    /// <exception cref="ArgumentException">Fewer than two widths, or a width that is not positive.</exception>
    public static Mlp Create(
        RandomKey key, IReadOnlyList<int> widths, Activation activation, Initialization initialization, Precision precision = Precision.Single)
    {
        ArgumentNullException.ThrowIfNull(widths);
        if (widths.Count < 2 || widths.Any(width => width < 1))
            throw new ArgumentException($"A perceptron has at least an input and an output width, all positive; got [{string.Join(", ", widths)}].", nameof(widths));
        Dense Layer(int i, Activation nonlinearity) => Dense.Create(key.Fold(i), widths[i], widths[i + 1], nonlinearity, initialization, precision);
        var last = widths.Count - 2;
        return new(Enumerable.Range(0, last).Select(i => Layer(i, activation)), Layer(last, Activation.Identity));
    }

    /// <inheritdoc />
    /// <exception cref="ShapeMismatchException">The input does not fit; the message names the layer.</exception>
    public Tensor Apply(Tensor input)
    {
        var value = input;
        for (var i = 0; i < Hidden.Length; i++)
        {
            var (layer, argument, name) = (Hidden[i], value, i);
            value = ShapeMismatchException.Within($"hidden/{name}", () => layer.Apply(argument));
        }

        return ShapeMismatchException.Within("output", () => Output.Apply(value));
    }

    /// <inheritdoc />
    public Mlp Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.Each("hidden", Hidden), f.At<Dense>("output", Output));
    }

    INetwork IParameters<INetwork>.Map(LeafMap f) => Map(f);

    /// <inheritdoc />
    public bool Equals(Mlp? other) => other is not null && Hidden.SequenceEqual(other.Hidden) && Output.Equals(other.Output);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Hidden.Length, Output);

    /// <summary>The widths from input to output, as in <c>Mlp [784, 400, 40]</c>.</summary>
    public override string ToString() => $"{nameof(Mlp)} [{string.Join(", ", [.. Hidden.Select(layer => layer.Inputs), Output.Inputs, Output.Outputs])}]";
}
