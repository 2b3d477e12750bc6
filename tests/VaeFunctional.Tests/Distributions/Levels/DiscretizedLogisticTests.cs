using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Levels under a discretized logistic distribution: scales far apart, tails, edges, and values that are no level.</summary>
public class DiscretizedLogisticTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(14);

    public static TheoryData<Precision> Precisions => [Precision.Single, Precision.Double];

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(256)]
    public void The_probabilities_of_all_levels_add_up_to_1_whatever_the_scale(int levels)
    {
        foreach (var scale in new[] { 0.01, 0.1, 0.5, 1, 5, 100, 1e4 })
        {
            foreach (var location in new[] { 3, -0.5, 0.5, 100.3, 254.9, 300 })
                Assert.Equal(1, LogProbabilities(location, scale, levels, Precision.Double).Exp().Sum().ToScalar(), 4e-15);
        }
    }

    [Fact]
    public void A_small_scale_leaves_one_level_and_a_great_one_the_edges()
    {
        var one = LogProbabilities(7.25, 1e-3, 16, Precision.Double).Exp().ToDoubles();
        Close.All([.. Enumerable.Range(0, 16).Select(k => k == 7 ? 1.0 : 0)], one, 1e-100);
        var edges = LogProbabilities(7.25, 1e9, 16, Precision.Double).Exp().ToDoubles();
        Close.All([0.5, .. Enumerable.Repeat(0.0, 14), 0.5], edges, 1e-8);
    }

    [Fact]
    public void A_level_beyond_20_scales_has_a_finite_density_and_gradient_in_single_precision()
    {
        foreach (var scale in new[] { 0.01, 0.5, 2, 10 })
        {
            var (single, exact) = (LogProbabilities(20, scale, 256, Precision.Single).ToDoubles(), LogProbabilities(20, scale, 256, Precision.Double).ToDoubles());
            Assert.All(single, density => Assert.True(double.IsFinite(density)));
            Close.All(exact, single, 2e-5);
            foreach (var gradient in Gradients(20, scale, 256, Precision.Single))
                Assert.Equal(-1, gradient.FirstNonFinite());
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Gradients_are_finite_at_every_scale_of_the_precision(Precision precision)
    {
        foreach (var logScale in new[] { -1000.0, -80, -20, 0, 20, 80, 1000 })
        {
            var parameters = new[] { 0.5, logScale }.Select(number => Tensor.FromArray([number]).To(precision)).ToArray();
            var x = Tensor.FromArray([0, 1, 0.5], new Shape(3, 1)).To(precision);
            var gradients = Derivatives.Pullbacks(all => new DiscretizedLogistic(all[0], all[1], 3).LogDensity(x), Tensor.FromArray([1e-10, 1e-10, 1]).To(precision), parameters);
            Assert.All(gradients, gradient => Assert.False(double.IsNaN(gradient.ToScalar())));
        }
    }

    [Fact]
    public void Two_levels_are_a_Bernoulli_distribution()
    {
        var (location, logScale) = (Samples.ShortDecimals(Key, new Shape(20, 3)), Samples.ShortDecimals(Key.Fold(1), new Shape(20, 3)));
        var x = Samples.Choose(Key.Fold(2), new Shape(20, 3), [0, 1]);
        var bernoulli = new Bernoulli((location - 0.5) * (-logScale).Exp());
        Close.All(bernoulli.LogDensity(x).ToDoubles(), new DiscretizedLogistic(location, logScale, 2).LogDensity(x).ToDoubles(), 1e-14);
        Close.All(bernoulli.Mean.ToDoubles(), new DiscretizedLogistic(location, logScale, 2).Mean.ToDoubles(), 1e-14);
    }

    [Fact]
    public void The_mode_is_the_nearest_level_or_an_edge_that_has_more()
    {
        var location = Tensor.FromArray([0.26, 0.26, 0.74, -3, 0.5]);
        var logScale = Tensor.FromArray([0.01, 10, 10, 0.1, 0.01]).Log();
        Assert.Equal([0.25, 0, 1, 0, 0.5], new DiscretizedLogistic(location, logScale, 5).Mode.ToDoubles());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(256)]
    [InlineData(65536)]
    public void Quantized_values_and_draws_are_levels_in_single_precision(int levels)
    {
        var x = DiscretizedLogistic.Quantize(Key.Uniform(new Shape(2000)), levels);
        var distribution = new DiscretizedLogistic(Tensor.Full(new Shape(2000), 0.5), Tensor.Full(new Shape(1), -1), levels);
        distribution.CheckSupport(x);
        distribution.CheckSupport(distribution.Sample(Key));
        Assert.Equal(-1, distribution.LogDensityByBlock(x).FirstNonFinite());
        Assert.Equal(x, DiscretizedLogistic.Quantize(x, levels));
        Assert.InRange((x - Key.Uniform(new Shape(2000))).Abs().Max().ToScalar(), 0, 0.5001 / (levels - 1));
    }

    [Fact]
    public void A_value_between_levels_or_outside_is_told_and_has_probability_0()
    {
        var gray = new DiscretizedLogistic(Tensor.Zeros(new Shape(3)), Tensor.Zeros(new Shape(1)), 256);
        foreach (var wrong in new[] { 0.5, -1.0 / 255, 256.0 / 255, 128 / 256.0, double.PositiveInfinity, double.NaN })
        {
            var x = Tensor.FromArray([0, 1, wrong]);
            var message = Assert.Throws<ArgumentException>(() => gray.CheckSupport(x)).Message;
            Assert.StartsWith("DiscretizedLogistic takes 256 levels k / 255 from 0 to 1 (move gray values between 0 and 1 to them with DiscretizedLogistic.Quantize(x, 256)); the value at [2] of shape [3] is", message, StringComparison.Ordinal);
            Assert.Equal(double.IsNaN(wrong) ? double.NaN : double.NegativeInfinity, gray.LogDensity(x).ToScalar());
        }
    }

    [Fact]
    public void The_derivative_in_the_log_scale_is_the_central_difference_at_open_and_closed_levels()
    {
        foreach (var scale in new[] { 0.05, 1, 50 })
        {
            var result = GradientCheck.Objective(
                model => Objective.Of(LogProbabilities(model.Tensors()[0], model.Tensors()[1], 16).Sum()), ParameterList.Of([Tensor.FromArray([0.4]), Tensor.FromArray([Math.Log(scale / 15)])]), Key);
            Assert.True(result.Passes(1e-6), result.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void A_head_begins_with_its_scale_and_never_falls_below_the_least(Precision precision)
    {
        var head = LikelihoodHead.DiscretizedLogisticWithSharedScale(0.1, 256, 1e-3, precision);
        Assert.Equal(0.1, head.Of(Tensor.Zeros(new Shape(1, 3), precision)).LogScale.Exp().ToScalar(), 1e-6);
        var decoded = LikelihoodHead.DiscretizedLogisticWithExampleScales(0.1, 256, 1e-3, precision);
        Assert.Equal(6, decoded.OutputsFor(3));
        var scales = decoded.Of(Tensor.FromArray([0.0, 0, 0, -1e6, 0, 1]).To(precision)).LogScale.Exp().ToDoubles();
        Close.All([1e-3 / 255, 0.1, ((0.1 - (1e-3 / 255)) * Math.E) + (1e-3 / 255)], scales, 1e-6);
        Assert.Equal(1, scales[0] / (1e-3 / 255), 1e-5);
        Assert.Throws<ArgumentOutOfRangeException>("initialScale", () => LikelihoodHead.DiscretizedLogisticWithSharedScale(1e-6));
        Assert.Throws<ArgumentOutOfRangeException>("levels", () => LikelihoodHead.DiscretizedLogistic(1, 1));
        Assert.Equal(0.25, LikelihoodHead.DiscretizedLogistic(0.25, 256, precision).Of(Tensor.Zeros(new Shape(1, 3), precision)).LogScale.Exp().ToScalar(), 1e-6);
    }

    private static Tensor LogProbabilities(double location, double scale, int levels, Precision precision) => LogProbabilities(
        Tensor.FromArray([location / (levels - 1)]).To(precision), Tensor.FromArray([Math.Log(scale / (levels - 1))]).To(precision), levels);

    private static Tensor LogProbabilities(Tensor location, Tensor logScale, int levels) =>
        new DiscretizedLogistic(location, logScale, levels).LogDensity(
            Tensor.FromArray([.. Enumerable.Range(0, levels).Select(k => (double)k / (levels - 1))], new Shape(levels, 1)).To(location.Precision));

    private static Tensor[] Gradients(double location, double scale, int levels, Precision precision) => Derivatives.Pullbacks(
        all => LogProbabilities(all[0], all[1], levels),
        Tensor.Scalar(1, precision),
        [.. new[] { location / (levels - 1), Math.Log(scale / (levels - 1)) }.Select(number => Tensor.FromArray([number]).To(precision))]);
}
