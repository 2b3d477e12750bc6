using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Ordered levels: cutpoints that stay in order, tails, and values that are no level.</summary>
public class OrdinalTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(15);

    public static TheoryData<Precision> Precisions => [Precision.Single, Precision.Double];

    [Fact]
    public void The_probabilities_of_all_levels_add_up_to_1_whatever_the_scale_of_the_cutpoints()
    {
        foreach (var gap in new[] { 1e-4, 0.01, 1, 20, 100 })
        {
            foreach (var location in new[] { 0, 3.5, -40, 700 })
                Assert.Equal(1, LogProbabilities(location, Spread(gap, 12), Precision.Double).Exp().Sum().ToScalar(), 4e-15);
        }
    }

    [Fact]
    public void Two_levels_are_a_Bernoulli_distribution_of_location_less_cutpoint()
    {
        var (location, cutpoints) = (Samples.ShortDecimals(Key, new Shape(20, 3)), Samples.ShortDecimals(Key.Fold(1), new Shape(3, 1)));
        var x = Samples.Choose(Key.Fold(2), new Shape(20, 3), [0, 1]);
        var (ordinal, bernoulli) = (new Ordinal(location, cutpoints), new Bernoulli(location - cutpoints.Reshape(new Shape(3))));
        Assert.Equal(bernoulli.LogDensityByBlock(x), ordinal.LogDensityByBlock(x));
        Assert.Equal(bernoulli.Mode, ordinal.Mode);
        Assert.Equal(bernoulli.Mean, ordinal.Mean);
    }

    [Fact]
    public void Cutpoints_at_equal_distances_are_a_discretized_logistic_distribution()
    {
        const int levels = 6;
        var (location, scale) = (Tensor.FromArray([0.3, 0.9, -0.2], new Shape(3, 1)), 0.15);
        var cutpoints = Tensor.FromArray([.. Enumerable.Range(0, levels - 1).Select(k => (k + 0.5) / (levels - 1) / scale)], new Shape(1, levels - 1));
        var (ordinal, logistic) = (new Ordinal(location / scale, cutpoints), new DiscretizedLogistic(location, Tensor.FromArray([Math.Log(scale)]), levels));
        for (var k = 0; k < levels; k++)
            Close.All(logistic.LogDensity(Tensor.FromArray([k / (levels - 1.0)])).ToDoubles(), ordinal.LogDensity(Tensor.FromArray([(double)k])).ToDoubles(), 1e-13);
        Close.All(logistic.Mean.ToDoubles(), (ordinal.Mean / (levels - 1)).ToDoubles(), 1e-14);
        Assert.Equal(logistic.Mode, ordinal.Mode / (levels - 1));
    }

    [Fact]
    public void A_level_beyond_20_units_has_a_finite_density_and_gradient_in_single_precision()
    {
        foreach (var location in new[] { -200.0, -25, 25, 200 })
        {
            double[] cutpoints = [-1, 0.5, 2];
            var (single, exact) = (LogProbabilities(location, cutpoints, Precision.Single), LogProbabilities(location, cutpoints, Precision.Double));
            Close.All(exact.ToDoubles(), single.ToDoubles(), 1e-6);
            var gradients = Derivatives.Pullbacks(
                all => new Ordinal(all[0], all[1]).LogDensity(Levels(4, Precision.Single)), Tensor.Scalar(1),
                Tensor.FromArray([location]).To(Precision.Single), Tensor.FromArray(cutpoints, new Shape(1, 3)).To(Precision.Single));
            Assert.All(gradients, gradient => Assert.Equal(-1, gradient.FirstNonFinite()));
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Cutpoints_of_a_head_are_in_order_and_every_level_is_possible_whatever_the_steps(Precision precision)
    {
        var steps = Tensor.FromArray([3, -1000, -104, 30, -0.5, 0], new Shape(2, 3)).To(precision);
        var head = new OrdinalHead(steps, 1e-3);
        var cutpoints = head.Cutpoints.ToDoubles();
        Assert.All([1, 2, 4, 5], i => Assert.InRange(cutpoints[i] - cutpoints[i - 1], 0.9e-3, double.PositiveInfinity));
        var ordinal = head.Of(Tensor.FromArray([0.5, -2]).To(precision));
        Assert.All(Enumerable.Range(0, 4), k => Assert.Equal(-1, ordinal.LogDensity(Tensor.FromArray([k, 3.0 - k]).To(precision)).FirstNonFinite()));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void A_new_head_gives_all_levels_the_same_probability_at_0(int levels)
    {
        var head = LikelihoodHead.Ordinal(2, levels, precision: Precision.Double);
        Assert.Equal(2, head.OutputsFor(2));
        var ordinal = head.Of(Tensor.Zeros(new Shape(1, 2), Precision.Double));
        for (var k = 0; k < levels; k++)
            Close.All([-Math.Log(levels), -Math.Log(levels)], ordinal.LogDensityByBlock(Tensor.Full(new Shape(1, 2), k, Precision.Double)).ToDoubles(), 1e-13);
        Assert.Throws<ArgumentException>(() => head.OutputsFor(3));
        Assert.Throws<ArgumentOutOfRangeException>("leastGap", () => LikelihoodHead.Ordinal(1, 10, 1));
        Assert.Throws<ArgumentOutOfRangeException>(nameof(levels), () => LikelihoodHead.Ordinal(1, 1));
    }

    [Fact]
    public void A_value_that_is_no_level_is_told_and_has_probability_0()
    {
        var ordinal = new Ordinal(Tensor.Zeros(new Shape(3)), Tensor.FromArray(new[,] { { -1.0, 1 } }));
        foreach (var wrong in new[] { 0.5, -1, 3, double.PositiveInfinity, double.NaN })
        {
            var x = Tensor.FromArray([0, 2, wrong]);
            var message = Assert.Throws<ArgumentException>(() => ordinal.CheckSupport(x)).Message;
            Assert.StartsWith("Ordinal takes whole numbers from 0 to 2 (number the levels in their order); the value at [2] of shape [3] is", message, StringComparison.Ordinal);
            Assert.Equal(double.IsNaN(wrong) ? double.NaN : double.NegativeInfinity, ordinal.LogDensity(x).ToScalar());
        }
    }

    [Fact]
    public void An_empty_batch_has_empty_results()
    {
        var empty = new Ordinal(Tensor.Zeros(new Shape(0, 2)), Tensor.FromArray(new[,] { { -1.0, 1 } }));
        Assert.Equal(new Shape(5, 0, 2), empty.Sample(Key, 5).Shape);
        Assert.Equal(new Shape(0, 2), empty.LogDensityByBlock(empty.Mode).Shape);
        Assert.Equal(new Shape(0, 2), empty.Mean.Shape);
    }

    private static double[] Spread(double gap, int levels) => [.. Enumerable.Range(0, levels - 1).Select(k => (k - 3) * gap)];

    private static Tensor Levels(int count, Precision precision) =>
        Tensor.FromArray([.. Enumerable.Range(0, count).Select(k => (double)k)], new Shape(count, 1)).To(precision);

    private static Tensor LogProbabilities(double location, double[] cutpoints, Precision precision) =>
        new Ordinal(Tensor.FromArray([location]).To(precision), Tensor.FromArray(cutpoints, new Shape(1, cutpoints.Length)).To(precision))
            .LogDensity(Levels(cutpoints.Length + 1, precision));
}
