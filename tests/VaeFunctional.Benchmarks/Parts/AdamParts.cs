using BenchmarkDotNet.Attributes;

namespace VaeFunctional.Benchmarks;

/// <summary>The pass of Adam over a weight of mlp-400, [784, 400].</summary>
public class AdamParts
{
    private const int Length = 784 * 400;

    private static readonly AdamFactors Factors = new(0.9, 0.999, 1e-3, 1, 1e-8, 0);

    private readonly float[] parameter = Noise.Array("parameter", Length);
    private readonly float[] gradient = Noise.Array("gradient", Length);
    private readonly float[] first = Noise.Array("first", Length);
    private readonly float[] second = Array.ConvertAll(Noise.Array("second", Length), Math.Abs);
    private readonly float[] moved = new float[Length];
    private readonly float[] movedFirst = new float[Length];
    private readonly float[] movedSecond = new float[Length];

    [Benchmark]
    public bool Pass() => AdamKernel.Run<float>(Factors, subtracts: true, parameter, gradient, first, second, moved, movedFirst, movedSecond);
}
