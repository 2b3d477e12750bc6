using Xunit;

namespace VaeFunctional.Tests;

public class LikelihoodTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(10);

    private static Mlp Untrained => TestModels.ConstantDecoder(0, 0, 0, 0);

    [Fact]
    public void An_untrained_decoder_predicts_the_mean_of_binary_data_within_the_clip()
    {
        var head = LikelihoodHead.Bernoulli(Tensor.FromArray([0.25f, 0.5f, 0, 1]));
        var mean = TestModels.Vae.WithDecoder(Untrained).WithLikelihood(head).Generate(Key, 3).Mean;
        Close.All(Enumerable.Repeat(new[] { 0.25, 0.5, 0.001, 0.999 }, 3).SelectMany(row => row), mean.ToDoubles(), 1e-6);
    }

    [Fact]
    public void An_untrained_decoder_predicts_the_frequencies_of_classes()
    {
        var head = LikelihoodHead.Categorical(4, Tensor.FromArray([0.25f, 0.5f, 0.125f, 0.125f]));
        var mean = TestModels.Vae.WithDecoder(Untrained).WithLikelihood(head).Generate(Key, 1).Mean;
        Close.All([0.25, 0.5, 0.125, 0.125], mean.ToDoubles(), 1e-6);
        var message = Assert.Throws<ArgumentException>(() => LikelihoodHead.Categorical(2, Tensor.FromArray([0.5, 1.5]))).Message;
        Assert.Contains("A frequency of a class is in [0, 1]; that of coordinate 1 is 1.5. Divide counts by the number of rows.", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("coordinates", () => LikelihoodHead.Categorical(3).OutputsFor(4));
    }

    [Fact]
    public void An_untrained_decoder_predicts_the_mean_of_real_data()
    {
        var dataMean = Tensor.FromArray([3f, -0.5f, 0, 1e6f]);
        foreach (var head in new IDistributionHead[] { LikelihoodHead.Gaussian().WithDataMean(dataMean), LikelihoodHead.Laplace().WithDataMean(dataMean) })
            Assert.Equal(dataMean.BroadcastTo(new Shape(3, 4)), TestModels.Vae.WithDecoder(Untrained).WithLikelihood(head).Generate(Key, 3).Mean);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_mean_of_binary_data_outside_0_to_1_is_refused_with_its_coordinate(double mean)
    {
        var message = Assert.Throws<ArgumentException>(() => LikelihoodHead.Bernoulli(Tensor.FromArray([0.5, mean]))).Message;
        Assert.Contains("coordinate 1", message, StringComparison.Ordinal);
        Assert.Equal(mean > 1, message.Contains("divide gray values from 0 to 255 by 255", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_scale_is_positive_and_finite(double scale)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LikelihoodHead.Gaussian(scale));
        Assert.Throws<ArgumentOutOfRangeException>(() => LikelihoodHead.GaussianWithSharedScale(scale));
        Assert.Throws<ArgumentOutOfRangeException>(() => LikelihoodHead.GaussianWithFeatureScales(3, scale));
        Assert.Throws<ArgumentOutOfRangeException>(() => LikelihoodHead.Laplace(scale));
        Assert.Throws<ArgumentOutOfRangeException>(() => LikelihoodHead.LaplaceWithSharedScale(scale));
        Assert.Throws<ArgumentOutOfRangeException>(() => LikelihoodHead.LaplaceWithFeatureScales(3, scale));
    }

    [Fact]
    public void A_Gaussians_scale_is_the_standard_deviation_of_every_coordinate()
    {
        GaussianHead[] heads = [LikelihoodHead.Gaussian(0.25), LikelihoodHead.GaussianWithSharedScale(0.25), LikelihoodHead.GaussianWithFeatureScales(3, 0.25)];
        Assert.Equal([new Shape(1), new Shape(1), new Shape(3)], heads.Select(head => head.LogVariance.Shape));
        Assert.All(heads.SelectMany(head => head.Of(Tensor.Zeros(new Shape(2, 3))).Scale.ToDoubles()), scale => Assert.Equal(0.25, scale, 1e-7));
    }

    [Fact]
    public void A_Laplace_likelihoods_scale_is_its_own_for_every_coordinate()
    {
        LaplaceHead[] heads = [LikelihoodHead.Laplace(0.25), LikelihoodHead.LaplaceWithSharedScale(0.25), LikelihoodHead.LaplaceWithFeatureScales(3, 0.25)];
        Assert.Equal([new Shape(1), new Shape(1), new Shape(3)], heads.Select(head => head.LogScale.Shape));
        Assert.All(heads.SelectMany(head => head.Of(Tensor.Zeros(new Shape(2, 3))).LogScale.ToDoubles()), logScale => Assert.Equal(Math.Log(0.25), logScale, 1e-6));
    }

    [Fact]
    public void A_scale_in_double_precision_is_not_rounded_to_single()
    {
        GaussianHead[] gaussians =
        [
            LikelihoodHead.Gaussian(3, Precision.Double),
            LikelihoodHead.GaussianWithSharedScale(3, Precision.Double),
            LikelihoodHead.GaussianWithFeatureScales(2, 3, Precision.Double),
        ];
        LaplaceHead[] laplaces =
        [
            LikelihoodHead.Laplace(3, Precision.Double),
            LikelihoodHead.LaplaceWithSharedScale(3, Precision.Double),
            LikelihoodHead.LaplaceWithFeatureScales(2, 3, Precision.Double),
        ];
        Assert.All(gaussians.SelectMany(head => head.LogVariance.ToDoubles()), logVariance => Assert.Equal(2 * Math.Log(3), logVariance));
        Assert.All(laplaces.SelectMany(head => head.LogScale.ToDoubles()), logScale => Assert.Equal(Math.Log(3), logScale));
    }

    [Theory]
    [InlineData("Gaussian of a shared scale", "log-variance", 1)]
    [InlineData("Gaussian of feature scales", "log-variance", 4)]
    [InlineData("Laplace of a shared scale", "log-scale", 1)]
    [InlineData("Laplace of feature scales", "log-scale", 4)]
    [InlineData("discretized logistic of a shared scale", "log-scale", 1)]
    [InlineData("discretized logistic of feature scales", "log-scale", 4)]
    [InlineData("discretized logistic of example scales", "log-scale", 1)]
    [InlineData("negative binomial of a shared dispersion", "dispersion/log-dispersion", 1)]
    [InlineData("negative binomial of feature dispersions with exposure", "dispersion/log-dispersion", 4)]
    [InlineData("zero-inflated negative binomial with exposure", "dispersion/log-dispersion", 4)]
    public void A_learned_scale_has_a_gradient(string name, string parameter, int count)
    {
        var leaf = Assert.Single(LikelihoodGradient(name), leaf => leaf.Path == $"likelihood/{parameter}");
        Assert.False(leaf.IsConstant);
        Assert.Equal(new Shape(count), leaf.Value.Shape);
        Assert.All(leaf.Value.ToDoubles(), derivative => Assert.NotEqual(0, derivative));
    }

    [Fact]
    public void A_data_mean_does_not_change_whether_the_scale_is_learned()
    {
        var mean = Tensor.FromArray([1f, 2, 3]);
        Assert.True(LikelihoodHead.GaussianWithSharedScale().WithDataMean(mean).LearnsScale);
        Assert.False(LikelihoodHead.Gaussian().WithDataMean(mean).LearnsScale);
        Assert.True(LikelihoodHead.LaplaceWithSharedScale().WithDataMean(mean).LearnsScale);
        Assert.False(LikelihoodHead.Laplace().WithDataMean(mean).LearnsScale);
    }

    [Fact]
    public void Fixed_scales_and_offsets_are_constants()
    {
        foreach (var name in TestModels.Likelihoods.Keys)
        {
            var constants = LikelihoodGradient(name).Where(leaf => leaf.IsConstant).Select(leaf => leaf.Path);
            string[] expected = name switch
            {
                "Gaussian" or "Gaussian about the mean" => ["likelihood/log-variance", "likelihood/offset"],
                "Laplace about the mean" or "discretized logistic about the mean" => ["likelihood/log-scale", "likelihood/offset"],
                "ordinal" => [],
                "negative binomial of a fixed dispersion" => ["likelihood/offset", "likelihood/dispersion/log-dispersion"],
                _ => ["likelihood/offset"],
            };
            Assert.Equal(expected, constants);
        }
    }

    /// <summary>At the true mean the best variance is the mean square: d/dl of -log p is 0 there.</summary>
    [Fact]
    public void The_best_shared_scale_is_the_root_mean_square()
    {
        var x = Samples.ShortDecimals(Key, new Shape(6, 4));
        var best = Math.Sqrt(x.Square().Mean().ToScalar());
        var gradient = Gradient.ValueAndGradient(
            head => Objective.Of(head.Of(Tensor.Zeros(x.Shape)).NegativeLogLikelihood(x)),
            (IDistributionHead)LikelihoodHead.GaussianWithSharedScale(best, Precision.Double)).Gradient.Leaves()[0];
        Assert.Equal(0, gradient.Value.ToScalar(), 1e-14);
    }

    private static IEnumerable<Leaf> LikelihoodGradient(string name)
    {
        var model = TestModels.Of("default", "standard", name);
        var gradient = Gradient.ValueAndGradient(at => Elbo.Estimate(at, TestModels.Data(3, name), Key).ToObjective(), model).Gradient;
        return gradient.Leaves().Where(leaf => leaf.Path.StartsWith("likelihood/", StringComparison.Ordinal));
    }
}
