using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Likelihoods of counts: what their outputs mean, exposure, offsets and bounds.</summary>
public class CountHeadTests
{
    private const int Features = 3;

    private static readonly RandomKey Key = RandomKey.FromSeed(14);

    public static TheoryData<string> Names => [.. Heads(hasExposure: true).Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Exposure_multiplies_the_mean_and_changes_nothing_else(string name)
    {
        var (plain, exposed) = (Heads(hasExposure: false)[name], Heads(hasExposure: true)[name]);
        Assert.Equal(plain.OutputsFor(Features) + 1, exposed.OutputsFor(Features));
        var output = Samples.ShortDecimals(Key, new Shape(5, plain.OutputsFor(Features)));
        var logExposure = Samples.ShortDecimals(Key.Fold("exposure"), new Shape(5, 1));
        Distribution At(Tensor column) => exposed.Of(Tensor.Concatenate([output, column], axis: 1));
        Assert.Equal(plain.Of(output), At(Tensor.Zeros(new Shape(5, 1), Precision.Double)));
        foreach (var factor in new[] { 0.1, 2, 1e4 })
        {
            var (before, after) = (At(logExposure), At(logExposure + Math.Log(factor)));
            Close.All((before.Mean * factor).ToDoubles(), after.Mean.ToDoubles(), 1e-13);
            Assert.Equal(Others(before), Others(after));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_output_of_0_is_the_means_of_the_data_each_at_least_the_least(string name)
    {
        var head = AboutTheMean(Tensor.FromArray([2.5, 0, 40]), leastMean: 0.01)[name];
        var distribution = head.Of(Tensor.Zeros(new Shape(1, head.OutputsFor(Features)), Precision.Double));
        // A zero-logit of 0 halves the means.
        double[] means = name.StartsWith("zero", StringComparison.Ordinal) ? [1.25, 0.005, 20] : [2.5, 0.01, 40];
        Close.All(means, distribution.Mean.ToDoubles(), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_output_makes_a_density_that_is_not_finite(string name)
    {
        var head = Heads(hasExposure: false)[name];
        foreach (var size in new[] { -1e30f, -100, 100, 1e30f })
        {
            var distribution = head.Of(Tensor.Full(new Shape(2, head.OutputsFor(Features)), size, Precision.Single));
            Assert.Equal(-1, distribution.LogDensity(Tensor.FromArray([0f, 3, 1000, 1, 0, 2], new Shape(2, Features))).FirstNonFinite());
        }
    }

    [Fact]
    public void Means_that_are_not_of_counts_are_refused_with_their_coordinate()
    {
        foreach (var mean in new[] { -0.5, double.NaN, double.PositiveInfinity })
        {
            var message = Assert.Throws<ArgumentException>(() => LikelihoodHead.Poisson(Tensor.FromArray([1, mean]))).Message;
            Assert.Contains("coordinate 1", message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentOutOfRangeException>("leastMean", () => LikelihoodHead.Poisson(Tensor.FromArray([1.0]), leastMean: 0));
        foreach (var dispersion in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Dispersion.Fixed(dispersion));
            Assert.Throws<ArgumentOutOfRangeException>(() => Dispersion.Shared(dispersion));
            Assert.Throws<ArgumentOutOfRangeException>(() => Dispersion.PerFeature(2, dispersion));
        }
    }

    [Fact]
    public void Outputs_that_do_not_fit_are_told_with_what_would()
    {
        var head = LikelihoodHead.ZeroInflatedNegativeBinomial(Dispersion.PerExample, hasExposure: true);
        Assert.Equal(10, head.OutputsFor(3));
        var message = Assert.Throws<ArgumentException>(() => head.Of(Tensor.Zeros(new Shape(2, 9)))).Message;
        Assert.Contains("3 numbers per feature and the log-exposure of the row; got outputs of shape [2, 9]", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LikelihoodHead.Poisson(hasExposure: true).Of(Tensor.Zeros(new Shape(2, 1))));
        Assert.Throws<ArgumentException>(() => LikelihoodHead.Poisson().Of(Tensor.Scalar(0)));
        Assert.Throws<ArgumentException>(() => LikelihoodHead.NegativeBinomial(Dispersion.PerFeature(2)).OutputsFor(3));
        Assert.Throws<ArgumentException>(() => LikelihoodHead.Poisson(Tensor.FromArray([1.0, 2])).OutputsFor(3));
    }

    [Fact]
    public void Outputs_are_read_side_by_side()
    {
        var head = LikelihoodHead.ZeroInflatedNegativeBinomial(Dispersion.PerExample);
        var distribution = head.Of(Tensor.FromArray([0.1, 0.2, 1, 2, -3, -4], new Shape(1, 6)));
        Close.All([0.1, 0.2], distribution.NegativeBinomial.LogMean.ToDoubles(), 1e-5);
        Close.All([10 * Math.Tanh(0.1), 10 * Math.Tanh(0.2)], distribution.NegativeBinomial.LogDispersion.ToDoubles(), 1e-14);
        Assert.Equal([-3, -4], distribution.ZeroLogits.ToDoubles());
    }

    private static Dictionary<string, IDistributionHead> Heads(bool hasExposure) => new()
    {
        ["Poisson"] = LikelihoodHead.Poisson(hasExposure),
        ["negative binomial"] = LikelihoodHead.NegativeBinomial(Dispersion.Fixed(2), hasExposure),
        ["negative binomial by example"] = LikelihoodHead.NegativeBinomial(Dispersion.PerExample, hasExposure),
        ["zero-inflated negative binomial"] = LikelihoodHead.ZeroInflatedNegativeBinomial(Dispersion.PerFeature(Features), hasExposure),
        ["zero-inflated negative binomial by example"] = LikelihoodHead.ZeroInflatedNegativeBinomial(Dispersion.PerExample, hasExposure),
    };

    private static Dictionary<string, IDistributionHead> AboutTheMean(Tensor mean, double leastMean) => new()
    {
        ["Poisson"] = LikelihoodHead.Poisson(mean, leastMean: leastMean),
        ["negative binomial"] = LikelihoodHead.NegativeBinomial(mean, Dispersion.Fixed(2), leastMean: leastMean),
        ["negative binomial by example"] = LikelihoodHead.NegativeBinomial(mean, Dispersion.PerExample, leastMean: leastMean),
        ["zero-inflated negative binomial"] = LikelihoodHead.ZeroInflatedNegativeBinomial(mean, Dispersion.PerFeature(Features), leastMean: leastMean),
        ["zero-inflated negative binomial by example"] = LikelihoodHead.ZeroInflatedNegativeBinomial(mean, Dispersion.PerExample, leastMean: leastMean),
    };

    /// <summary>The parameters besides the mean.</summary>
    private static Tensor[] Others(Distribution distribution) => distribution switch
    {
        NegativeBinomial counts => [counts.LogDispersion],
        ZeroInflatedNegativeBinomial counts => [counts.NegativeBinomial.LogDispersion, counts.ZeroLogits],
        _ => [],
    };
}
