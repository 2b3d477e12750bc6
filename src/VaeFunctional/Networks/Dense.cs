namespace VaeFunctional;

/// <summary>A fully connected layer: activation(x W + b).</summary>
public sealed record Dense : INetwork, IParameters<Dense>
{
    /// <summary>A layer with the given weights.</summary>
    /// <param name="weight">W, <c>[inputs, outputs]</c>.</param>
    /// <param name="bias">b, <c>[outputs]</c>.</param>
    /// <param name="activation">The nonlinearity.</param>
    /// <exception cref="ArgumentException">The weight is not a matrix, or the bias does not fit it.</exception>
    public Dense(Tensor weight, Tensor bias, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        ArgumentNullException.ThrowIfNull(activation);
        if (weight.Rank != 2 || bias.Rank != 1 || bias.Count != weight.Shape[1])
            throw new ArgumentException($"A dense layer has a weight [inputs, outputs] and a bias [outputs]; got {weight.Shape} and {bias.Shape}.");
        Weight = weight;
        Bias = bias;
        Activation = activation;
    }

    /// <summary>W, <c>[inputs, outputs]</c>.</summary>
    public Tensor Weight { get; }

    /// <summary>b, <c>[outputs]</c>.</summary>
    public Tensor Bias { get; }

    /// <summary>The nonlinearity.</summary>
    public Activation Activation { get; }

    /// <inheritdoc />
    public int Inputs => Weight.Shape[0];

    /// <inheritdoc />
    public int Outputs => Weight.Shape[1];

    /// <summary>A layer with random weights and zero biases.</summary>
    /// <param name="key">The key that determines the weights.</param>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="outputs">The number of outputs, at least 1.</param>
    /// <param name="activation">The nonlinearity.</param>
    /// <param name="initialization">How the weights are initialized.</param>
    /// <param name="precision">The parameters' precision.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static Dense Create(
        RandomKey key, int inputs, int outputs, Activation activation, Initialization initialization, Precision precision = Precision.Single)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentNullException.ThrowIfNull(initialization);
        return new(initialization.Weights(key, inputs, outputs, precision), Tensor.Zeros(new Shape(outputs), precision), activation);
    }

    /// <summary>This layer with another weight.</summary>
    /// <param name="weight">W, <c>[inputs, outputs]</c>.</param>
    public Dense WithWeight(Tensor weight) => new(weight, Bias, Activation);

    /// <summary>This layer with another bias.</summary>
    /// <param name="bias">b, <c>[outputs]</c>.</param>
    public Dense WithBias(Tensor bias) => new(Weight, bias, Activation);

    /// <inheritdoc />
    /// <exception cref="ShapeMismatchException">The input's last axis is not the weight's number of inputs.</exception>
    public Tensor Apply(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank < 2)
            throw new ShapeMismatchException(nameof(Dense), $"input {input.Shape} has no batch axis before its features; the weight is {Weight.Shape}");
        if (input.Shape[-1] != Inputs)
            throw new ShapeMismatchException(nameof(Dense), $"input {input.Shape} does not match weight {Weight.Shape}{DataCheck.Flattening(input.Shape, Inputs)}");
        return Activation == Activation.Relu
            ? AffineRule.Apply(input, Weight, Bias, rectifies: true)
            : Activation.Apply(AffineRule.Apply(input, Weight, Bias, rectifies: false));
    }

    /// <inheritdoc />
    public Dense Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.At("weight", Weight), f.At("bias", Bias), f.Setting("activation", Activation, activation => activation.ToString()));
    }

    INetwork IParameters<INetwork>.Map(LeafMap f) => Map(f);
}
