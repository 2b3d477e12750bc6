using CustomLikelihood;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class StudentTTests
{
    private static readonly StudentT Distribution =
        new(Tensor.FromArray([0.5, -1.0], new Shape(1, 2)), Tensor.FromArray([0.0, Math.Log(0.25)]));

    private static readonly MathNet.Numerics.Distributions.StudentT[] Oracles = [new(0.5, 1, 2), new(-1, 0.25, 2)];

    [Theory]
    [InlineData(0.75, 2)]
    [InlineData(0.5, -1)]
    [InlineData(-1e3, 1e6)]
    public void The_density_of_the_likelihood_of_ones_own_agrees_with_MathNet(double first, double second)
    {
        var expected = Oracles[0].DensityLn(first) + Oracles[1].DensityLn(second);
        Assert.Equal(expected, Distribution.LogDensity(Tensor.FromArray([first, second], new Shape(1, 2)))[0], 1e-10);
    }

    [Fact]
    public void Its_draws_are_the_quantiles_of_their_noise()
    {
        foreach (var u in new[] { 1e-6, 0.1, 0.5, 0.75, 1 - 1e-6 })
        {
            var draw = Distribution.FromNoise(Tensor.FromArray([u, u], new Shape(1, 2)));
            Assert.Equal(u, Oracles[0].CumulativeDistribution(draw[0, 0]), 1e-10);
            Assert.Equal(u, Oracles[1].CumulativeDistribution(draw[0, 1]), 1e-10);
        }
    }

    [Fact]
    public void Its_draws_in_single_precision_are_finite() =>
        Assert.Equal(-1, Distribution.Sample(RandomKey.FromSeed(1), 100_000).To(Precision.Single).FirstNonFinite());
}
