using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What distributions refuse, and what they say: both shapes, and what would fit.</summary>
public class DistributionErrorTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(9);

    private static readonly DiagonalGaussian Batch = new(Tensor.Zeros(new Shape(5, 2)), Tensor.Zeros(new Shape(5, 2)));

    [Fact]
    public void A_missing_parameter_is_named()
    {
        var zeros = Tensor.Zeros(new Shape(1, 2));
        Assert.Throws<ArgumentNullException>("logits", () => new Bernoulli(null!));
        Assert.Throws<ArgumentNullException>("logRate", () => new Poisson(null!));
        Assert.Throws<ArgumentNullException>("logMean", () => new NegativeBinomial(null!, zeros));
        Assert.Throws<ArgumentNullException>("logDispersion", () => new NegativeBinomial(zeros, null!));
        Assert.Throws<ArgumentNullException>("zeroLogits", () => new ZeroInflatedNegativeBinomial(zeros, zeros, null!));
        Assert.Throws<ArgumentNullException>("logits", () => new Categorical(null!, 2));
        Assert.Throws<ArgumentNullException>("location", () => new DiscretizedLogistic(null!, zeros, 4));
        Assert.Throws<ArgumentNullException>("logScale", () => new DiscretizedLogistic(zeros, null!, 4));
        Assert.Throws<ArgumentNullException>("location", () => new Ordinal(null!, zeros));
        Assert.Throws<ArgumentNullException>("cutpoints", () => new Ordinal(zeros, null!));
        Assert.Throws<ArgumentNullException>("mean", () => new DiagonalGaussian(null!, zeros));
        Assert.Throws<ArgumentNullException>("logVariance", () => new DiagonalGaussian(zeros, null!));
        Assert.Throws<ArgumentNullException>("mean", () => new Laplace(null!, zeros));
        Assert.Throws<ArgumentNullException>("logScale", () => new Laplace(zeros, null!));
        Assert.Throws<ArgumentNullException>("logits", () => new GaussianMixture(null!, zeros, zeros));
        Assert.Throws<ArgumentNullException>("means", () => new GaussianMixture(Tensor.Zeros(new Shape(1)), null!, zeros));
        Assert.Throws<ArgumentNullException>("logVariances", () => new GaussianMixture(Tensor.Zeros(new Shape(1)), zeros, null!));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void Missing_values_and_noise_are_named(string name)
    {
        var distribution = DistributionTable.Named(name).Distribution;
        Assert.Throws<ArgumentNullException>("x", () => distribution.LogDensity(null!));
        Assert.Throws<ArgumentNullException>("x", () => distribution.CheckSupport(null!));
        Assert.Throws<ArgumentNullException>("noise", () => distribution.FromNoise(null!));
        Assert.Throws<ArgumentNullException>("q", () => Divergence.ClosedForm(null!, distribution));
        Assert.Throws<ArgumentNullException>("p", () => Divergence.ClosedForm(distribution, null!));
        Assert.Throws<ArgumentNullException>("noise", () => Divergence.MonteCarlo(distribution, distribution, null!));
        Assert.Throws<ArgumentNullException>("q", () => Divergence.Estimate(null!, distribution, distribution.Mean));
        Assert.Throws<ArgumentNullException>("noise", () => Divergence.Estimate(distribution, distribution, null!));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void There_is_at_least_one_draw(string name) =>
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => DistributionTable.Named(name).Distribution.Noise(Key, 0));

    [Fact]
    public void Parameters_that_do_not_fit_are_told()
    {
        AssertSays("Bernoulli logits have an event axis; got a scalar.", () => new Bernoulli(Tensor.Scalar(0)));
        AssertSays("Poisson log-rates have an event axis; got a scalar.", () => new Poisson(Tensor.Scalar(0)));
        AssertSays("A negative binomial's log-mean has an event axis; got a scalar.", () => new NegativeBinomial(Tensor.Scalar(0), Tensor.Scalar(0)));
        AssertSays(
            "A log-dispersion of shape [2, 2] does not broadcast to the log-mean's shape [3, 2].",
            () => new NegativeBinomial(Tensor.Zeros(new Shape(3, 2)), Tensor.Zeros(new Shape(2, 2))));
        AssertSays(
            "Zero-logits of shape [2, 2] do not broadcast to the log-mean's shape [3, 2].",
            () => new ZeroInflatedNegativeBinomial(Tensor.Zeros(new Shape(3, 2)), Tensor.Zeros(new Shape(1)), Tensor.Zeros(new Shape(2, 2))));
        AssertSays("Categorical logits have an event axis; got a scalar.", () => new Categorical(Tensor.Scalar(0), 1));
        AssertSays(
            "Categorical logits of shape [2, 5] are not columns of 3 classes: the last axis is not a multiple of 3.",
            () => new Categorical(Tensor.Zeros(new Shape(2, 5)), 3));
        AssertSays("A discretized logistic distribution's location has an event axis; got a scalar.", () => new DiscretizedLogistic(Tensor.Scalar(0), Tensor.Scalar(0), 4));
        AssertSays(
            "A log-scale of shape [2, 2] does not broadcast to the location's shape [3, 2].",
            () => new DiscretizedLogistic(Tensor.Zeros(new Shape(3, 2)), Tensor.Zeros(new Shape(2, 2)), 4));
        AssertSays("levels ('1') must be greater than or equal to '2'", () => new DiscretizedLogistic(Tensor.Zeros(new Shape(1)), Tensor.Zeros(new Shape(1)), 1));
        AssertSays("An ordinal distribution's location has an event axis; got a scalar.", () => new Ordinal(Tensor.Scalar(0), Tensor.Zeros(new Shape(1, 2))));
        AssertSays(
            "Cutpoints of 3 columns have the shape [3, levels - 1] or [1, levels - 1]; got [2, 4].",
            () => new Ordinal(Tensor.Zeros(new Shape(5, 3)), Tensor.Zeros(new Shape(2, 4))));
        AssertSays("A Gaussian's mean has an event axis; got a scalar.", () => new DiagonalGaussian(Tensor.Scalar(0), Tensor.Scalar(0)));
        AssertSays("A Laplace distribution's mean has an event axis; got a scalar.", () => new Laplace(Tensor.Scalar(0), Tensor.Scalar(0)));
        AssertSays(
            "A log-scale of shape [2, 2] does not broadcast to the mean's shape [3, 2].",
            () => new Laplace(Tensor.Zeros(new Shape(3, 2)), Tensor.Zeros(new Shape(2, 2))));
        AssertSays(
            "A log-variance of shape [2, 2] does not broadcast to the mean's shape [3, 2].",
            () => new DiagonalGaussian(Tensor.Zeros(new Shape(3, 2)), Tensor.Zeros(new Shape(2, 2))));
        AssertSays(
            "A mixture has logits [components], means and log-variances [components, event]; got [2], [3, 4] and [3, 4].",
            () => new GaussianMixture(Tensor.Zeros(new Shape(2)), Tensor.Zeros(new Shape(3, 4)), Tensor.Zeros(new Shape(3, 4))));
        AssertSays(
            "A mixture has logits [components], means and log-variances [components, event]; got [2], [2] and [2].",
            () => new GaussianMixture(Tensor.Zeros(new Shape(2)), Tensor.Zeros(new Shape(2)), Tensor.Zeros(new Shape(2))));
    }

    [Fact]
    public void Values_and_noise_that_do_not_fit_are_told()
    {
        AssertSays(
            "DiagonalGaussian over 2 coordinates has no density at values of shape [5, 3]: the last axis is the event.",
            () => Batch.LogDensity(Tensor.Zeros(new Shape(5, 3))));
        AssertSays(
            "DiagonalGaussian [5, 2] has no density at values of shape [4, 2]: their batches differ. Spread the values with BroadcastTo",
            () => Batch.LogDensity(Tensor.Zeros(new Shape(4, 2))));
        AssertSays(
            "Noise of shape [4, 2] does not fit DiagonalGaussian [5, 2], which takes noise of shape [5, 2], or more draws in front.",
            () => Batch.FromNoise(Tensor.Zeros(new Shape(4, 2))));
    }

    [Fact]
    public void Values_outside_the_support_are_told()
    {
        var finite = Assert.Throws<ArgumentException>(() => DiagonalGaussian.Standard(3).CheckSupport(Tensor.FromArray([0, double.NaN, 0])));
        Assert.Equal("DiagonalGaussian takes finite numbers; the value at [1] of shape [3] is NaN.", finite.Message);
        var binary = Assert.Throws<ArgumentException>(
            () => new Bernoulli(Tensor.Zeros(new Shape(1))).CheckSupport(Tensor.FromArray([0, 0.25], new Shape(2, 1))));
        Assert.Equal("Bernoulli takes 0 and 1 (binarize gray data with key.Bernoulli); the value at [1, 0] of shape [2, 1] is 0.25.", binary.Message);
        foreach (var missing in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            var error = Assert.Throws<ArgumentException>(() => new Bernoulli(Tensor.Zeros(new Shape(1))).CheckSupport(Tensor.FromArray([missing, 0.25], new Shape(2, 1))));
            Assert.Equal(
                FormattableString.Invariant($"Bernoulli takes 0 and 1 (leave out examples with missing values, or fill them in); the value at [0, 0] of shape [2, 1] is {missing}."),
                error.Message);
        }
    }

    [Fact]
    public void Pairs_that_do_not_fit_are_told()
    {
        AssertSays(
            "KL between distributions over 2 and 3 coordinates is not defined.",
            () => Divergence.ClosedForm(Batch, DiagonalGaussian.Standard(3)));
        AssertSays(
            "KL from DiagonalGaussian [2] to DiagonalGaussian [5, 2] is not defined: the second must have no batch, or the same as the first.",
            () => Divergence.ClosedForm(DiagonalGaussian.Standard(2), Batch));
        foreach (var shape in new[] { new Shape(5, 2), new Shape(0, 5, 2), new Shape(3, 4, 2), new Shape(1, 1, 5, 2) })
            AssertSays(
                $"Noise of shape {shape} is not [samples, batch, noise] with at least one sample for DiagonalGaussian [5, 2].",
                () => Divergence.MonteCarlo(Batch, Batch, Tensor.Zeros(shape)));
    }

    private static void AssertSays(string message, Func<object?> code) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(code).Message, StringComparison.Ordinal);
}
