using BenchmarkDotNet.Attributes;

namespace VaeFunctional.Benchmarks;

/// <summary>The products of a step of mlp-400, by their part in it.</summary>
public class ProductParts
{
    private float[] a = [];
    private float[] b = [];
    private float[] c = [];

    [ParamsAllValues]
    public StepProduct Product { get; set; }

    private (int M, int N, int K, bool TransposeA, bool TransposeB) Form => Product switch
    {
        StepProduct.HiddenForward => (128, 400, 784, false, false),
        StepProduct.PosteriorForward => (128, 40, 400, false, false),
        StepProduct.LatentForward => (128, 400, 20, false, false),
        StepProduct.LogitsForward => (128, 784, 400, false, false),
        StepProduct.LogitsWeights => (400, 784, 128, true, false),
        StepProduct.LogitsInput => (128, 400, 784, false, true),
        _ => (784, 400, 128, true, false),
    };

    [GlobalSetup]
    public void Fill()
    {
        var form = Form;
        (a, b, c) = (Noise.Array("a", form.M * form.K), Noise.Array("b", form.K * form.N), new float[form.M * form.N]);
    }

    [Benchmark]
    public void Multiply()
    {
        var form = Form;
        Products.Multiply<float>(a, form.TransposeA, b, form.TransposeB, c, form.M, form.N, form.K);
    }
}

/// <summary>A product of a step of mlp-400: forward, for the gradient of weights, or for that of a layer's input.</summary>
public enum StepProduct
{
    HiddenForward,
    PosteriorForward,
    LatentForward,
    LogitsForward,
    LogitsWeights,
    LogitsInput,
    HiddenWeights,
}
