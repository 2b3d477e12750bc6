using BenchmarkDotNet.Attributes;

namespace VaeFunctional.Benchmarks;

/// <summary>Passes over the logits of a step of mlp-400, [128, 784].</summary>
public class ElementwiseParts
{
    private const int Rows = 128;
    private const int Columns = 784;

    private readonly float[] logits = Noise.Array("logits", Rows * Columns);
    private readonly float[] bias = Noise.Array("bias", Columns);
    private readonly float[] wide = new float[Rows * Columns];
    private readonly Tensor bits = Tensor.FromArray(Array.ConvertAll(Noise.Array("x", Rows * Columns), number => number > 0 ? 1f : 0f), new Shape(Rows, Columns));
    private readonly Parameter odds = new(Tensor.FromArray(Noise.Array("logits", Rows * Columns), new Shape(Rows, Columns)));

    [Benchmark]
    public void Exponential() => Elementwise.Map<Exp, float>(logits, wide);

    [Benchmark]
    public void HyperbolicTangent() => Elementwise.Map<Tanh, float>(logits, wide);

    [Benchmark]
    public void BiasAndRelu() => AffineKernel.AddBias<float>(wide, bias, rectifies: true);

    [Benchmark]
    public Tensor BernoulliLogDensity() => new Bernoulli(odds.Value).LogDensity(bits);

    [Benchmark]
    public Parameter BernoulliGradient() =>
        Gradient.ValueAndGradient(at => Objective.Of(new Bernoulli(at.Value).LogDensity(bits)), odds).Gradient;
}
