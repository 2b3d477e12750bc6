using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional.Tests;

/// <summary>Tables of log-weights, and what is said of them written out naively.</summary>
internal static class LogWeights
{
    private static readonly double[] Awkward =
        [double.NegativeInfinity, -1e300, -1e5, -750, -100, -3.5, -1, -0.0, 0, double.Epsilon, 1e-9, 0.1, 2, 88.8, 710, 1e5, 1e300];

    /// <summary>The shapes <c>[samples, batch]</c> of tables.</summary>
    public static Arbitrary<Shape> Shapes { get; } = Arb.From(
        from samples in Gen.Choose(1, 9)
        from batch in Gen.Choose(1, 3)
        select new Shape(samples, batch),
        shape => shape[0] > 1 ? [shape.With(0, shape[0] - 1)] : shape[1] > 1 ? [shape.With(1, shape[1] - 1)] : []);

    /// <summary>Zero weights, weights that overflow, and weights of spread that no sum of exponentials survives.</summary>
    public static Tensor AnyNumbers(RandomKey key, Shape shape) => Samples.Choose(key, shape, Awkward);

    /// <summary>Weights as a model gives them.</summary>
    public static Tensor Ordinary(RandomKey key, Shape shape) => (key.Normal(shape, Precision.Double) * 3) - 100;

    public static double[] Of(Tensor table, int example) =>
        [.. Enumerable.Range(0, table.Shape[0]).Select(sample => table[sample, example])];

    public static double LogMeanExp(IReadOnlyCollection<double> logWeights)
    {
        var largest = logWeights.Max();
        return double.IsInfinity(largest) ? largest : largest + Math.Log(logWeights.Average(logWeight => Math.Exp(logWeight - largest)));
    }

    /// <summary>w_k / sum w.</summary>
    public static double[] Shares(IReadOnlyCollection<double> logWeights)
    {
        var logSum = LogMeanExp(logWeights) + Math.Log(logWeights.Count);
        return [.. logWeights.Select(logWeight => Math.Exp(logWeight - logSum))];
    }
}
