using BenchmarkDotNet.Attributes;

namespace VaeFunctional.Benchmarks;

/// <summary>Random numbers into a buffer.</summary>
public class RandomParts
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private float[] numbers = [];
    private float[] probabilities = [];

    [Params(128 * 20, 128 * 784)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Fill() => (numbers, probabilities) = (new float[Count], Enumerable.Repeat(0.5f, Count).ToArray());

    [Benchmark]
    public void Uniform() => Key.FillUniform(numbers);

    [Benchmark]
    public void Normal() => Key.FillNormal(numbers);

    [Benchmark]
    public void Bernoulli() => Key.FillBernoulli(probabilities, numbers);
}
