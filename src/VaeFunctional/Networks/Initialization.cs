namespace VaeFunctional;

/// <summary>How the weights of a layer are initialized; biases are initialized to 0.</summary>
public abstract record Initialization
{
    private Initialization()
    {
    }

    /// <summary>Uniform on +-sqrt(6 / (inputs + outputs)) (Glorot and Bengio, 2010).</summary>
    public static Initialization GlorotUniform { get; } = new UniformCase((inputs, outputs) => Math.Sqrt(6.0 / (inputs + outputs)));

    /// <summary>Normal with standard deviation sqrt(2 / (inputs + outputs)) (Glorot and Bengio, 2010).</summary>
    public static Initialization GlorotNormal { get; } = new NormalCase((inputs, outputs) => Math.Sqrt(2.0 / (inputs + outputs)));

    /// <summary>Uniform on +-sqrt(6 / inputs) (He et al., 2015).</summary>
    public static Initialization HeUniform { get; } = new UniformCase((inputs, _) => Math.Sqrt(6.0 / inputs));

    /// <summary>Normal with standard deviation sqrt(2 / inputs) (He et al., 2015).</summary>
    public static Initialization HeNormal { get; } = new NormalCase((inputs, _) => Math.Sqrt(2.0 / inputs));

    /// <summary>A layer's initial weights, <c>[inputs, outputs]</c>.</summary>
    /// <param name="key">The key that determines them.</param>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="outputs">The number of outputs, at least 1.</param>
    /// <param name="precision">Their precision; single rounds the double draws.</param>
    public abstract Tensor Weights(RandomKey key, int inputs, int outputs, Precision precision = Precision.Single);

    private sealed record UniformCase(Func<int, int, double> Limit) : Initialization
    {
        public override Tensor Weights(RandomKey key, int inputs, int outputs, Precision precision = Precision.Single) =>
            (((key.Uniform(new Shape(inputs, outputs), Precision.Double) * 2) - 1) * Limit(inputs, outputs)).To(precision);
    }

    private sealed record NormalCase(Func<int, int, double> Deviation) : Initialization
    {
        public override Tensor Weights(RandomKey key, int inputs, int outputs, Precision precision = Precision.Single) =>
            (key.Normal(new Shape(inputs, outputs), Precision.Double) * Deviation(inputs, outputs)).To(precision);
    }
}
