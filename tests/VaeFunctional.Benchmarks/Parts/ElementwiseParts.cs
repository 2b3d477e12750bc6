using BenchmarkDotNet.Attributes;

namespace VaeFunctional.Benchmarks;

/// <summary>Passes over the logits of a step of mlp-400, [128, 784].</summary>
public class ElementwiseParts
{
    private const int Rows = 128;
    private const int Columns = 784;

    private readonly float[] x = Array.ConvertAll(Noise.Array("x", Rows * Columns), number => number > 0 ? 1f : 0f);
    private readonly float[] logits = Noise.Array("logits", Rows * Columns);
    private readonly float[] bias = Noise.Array("bias", Columns);
    private readonly float[] cotangent = Noise.Array("cotangent", Rows);
    private readonly float[] wide = new float[Rows * Columns];
    private readonly float[] narrow = new float[Rows];

    [Benchmark]
    public void Exponential() => Elementwise.Map<Exp, float>(logits, wide);

    [Benchmark]
    public void HyperbolicTangent() => Elementwise.Map<Tanh, float>(logits, wide);

    [Benchmark]
    public void BiasAndRelu() => AffineKernel.AddBias<float>(wide, bias, rectifies: true);

    [Benchmark]
    public void BernoulliLogDensity() => BernoulliKernel.LogDensity<float>(x, logits, Columns, narrow);

    [Benchmark]
    public void BernoulliPullback() => BernoulliKernel.Pullback<float>(x, logits, Columns, cotangent, wide);
}
