using System.Globalization;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Columns of classes where their table of short decimals does not go: impossible and all but certain classes, equality, wrong values.</summary>
public class CategoricalTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(12);

    public static TheoryData<Precision> Precisions => [Precision.Single, Precision.Double];

    [Theory]
    [MemberData(nameof(Precisions))]
    public void An_impossible_class_contributes_exactly_0_unless_it_is_the_value(Precision precision)
    {
        var logits = Tensor.FromArray([0, double.NegativeInfinity, 0]).To(precision);
        var values = Tensor.FromArray([1.0, 0, 0, 0, 1, 0], new Shape(2, 3)).To(precision);
        Close.All([-Math.Log(2), double.NegativeInfinity], new Categorical(logits, 3).LogDensity(values).ToDoubles(), 1e-7);
        var gradient = Derivatives.Pullbacks(all => new Categorical(all[0], 3).LogDensity(values.Slice(0, 1)), Tensor.Ones(new Shape(1), precision), logits)[0];
        Assert.Equal([0.5, 0, -0.5], gradient.ToDoubles());
        Assert.Equal(Math.Log(2), new Categorical(logits, 3).Entropy.ToScalar(), 1e-7);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void An_all_but_certain_class_keeps_its_log_probability_and_its_derivative(Precision precision)
    {
        foreach (var odds in new[] { 20.0, 50, 80, -20, -50, -80 })
        {
            var (logits, x) = (Tensor.FromArray([odds, 0]).To(precision), Tensor.FromArray([odds > 0 ? 1.0 : 0, odds > 0 ? 0 : 1]));
            var logDensity = new Categorical(logits, 2).LogDensity(x.To(precision)).ToScalar();
            Assert.Equal(1, logDensity / -Math.Exp(-Math.Abs(odds)), 1e-6);
            var gradient = Derivatives.Pullbacks(all => new Categorical(all[0], 2).LogDensity(x), Tensor.Scalar(1, precision), logits)[0].ToDoubles();
            Assert.Equal(1, gradient[0] / (Math.Sign(odds) * Math.Exp(-Math.Abs(odds))), 1e-6);
            Assert.Equal(-gradient[0], gradient[1]);
        }
    }

    [Fact]
    public void Two_classes_are_a_Bernoulli_distribution_of_the_difference_of_their_logits()
    {
        var logits = Samples.ShortDecimals(Key, new Shape(50, 2)) * 10;
        var odds = logits.Slice(0, 1, axis: -1) - logits.Slice(1, 1, axis: -1);
        foreach (var (x, bit) in new[] { (Tensor.FromArray([1.0, 0]), 1.0), (Tensor.FromArray([0.0, 1]), 0) })
        {
            var expected = new Bernoulli(odds).LogDensity(Tensor.FromArray([bit])).ToDoubles();
            Assert.All(expected.Zip(new Categorical(logits, 2).LogDensity(x).ToDoubles()), pair => Assert.Equal(1, pair.Second / pair.First, 1e-13));
        }
    }

    [Fact]
    public void One_class_is_certain()
    {
        var certain = new Categorical(Samples.ShortDecimals(Key, new Shape(4, 3)), 1);
        Assert.Equal(Tensor.Ones(certain.Shape, Precision.Double), certain.Sample(Key));
        Assert.Equal(Tensor.Zeros(new Shape(4), Precision.Double), certain.LogDensity(certain.Mode));
    }

    [Fact]
    public void Values_without_one_1_in_every_block_have_probability_0_and_not_a_number_has_none()
    {
        var two = new Categorical(Samples.ShortDecimals(Key, new Shape(4)), 2);
        double[][] wrong = [[1, 1, 1, 0], [0, 0, 0, 1], [0.5, 0.5, 1, 0], [2, -1, 1, 0], [1, 0, double.PositiveInfinity, 0]];
        Assert.All(wrong, x => Assert.Equal(double.NegativeInfinity, two.LogDensity(Tensor.FromArray(x)).ToScalar()));
        Assert.All([0, 1, 2, 3], i => Assert.True(double.IsNaN(two.LogDensity(Tensor.FromArray([.. Enumerable.Range(0, 4).Select(j => j == i ? double.NaN : j % 2)])).ToScalar())));
    }

    [Theory]
    [InlineData("[1, 3] of shape [2, 4] is 1", "1 0 0 1 1 0 1 1")]
    [InlineData("[1, 2] of shape [2, 4] is 0", "1 0 0 1 1 0 0 0")]
    [InlineData("[0, 0] of shape [2, 4] is 0.5", "0.5 0.5 0 1 1 0 1 0")]
    [InlineData("[1, 0] of shape [2, 4] is NaN", "1 0 0 1 NaN 0 1 0")]
    public void A_wrong_value_is_told(string place, string values)
    {
        double[] x = [.. values.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
        var two = new Categorical(Tensor.Zeros(new Shape(2, 4)), 2);
        two.CheckSupport(two.Sample(Key, 3));
        var message = Assert.Throws<ArgumentException>(() => two.CheckSupport(Tensor.FromArray(x, new Shape(2, 4)))).Message;
        Assert.Equal($"Categorical takes one 1 in each block of 2 coordinates and 0 elsewhere (make a label k a block whose coordinate k is 1); the value at {place}.", message);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void An_impossible_class_is_never_drawn_and_every_draw_is_in_the_support(Precision precision)
    {
        double[] logits = [double.NegativeInfinity, 0, double.NegativeInfinity, 3, -1, double.NegativeInfinity];
        var distribution = new Categorical(Tensor.FromArray(logits).To(precision), 6);
        var greatest = precision == Precision.Single ? 1 - 1.0 / (1 << 24) : Math.BitDecrement(1.0);
        var edges = distribution.FromNoise(Tensor.FromArray([1e-16, greatest], new Shape(2, 1)).To(precision));
        var draws = Tensor.Concatenate([distribution.Sample(Key, 5000), edges]);
        distribution.CheckSupport(draws);
        Assert.All([0, 2, 5], k => Assert.Equal(0, draws.Slice(k, 1, axis: -1).Sum().ToScalar()));
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_divergence_is_0_at_equality_never_negative_and_accurate_beside_it(Precision precision)
    {
        double[][] all = [[0, 0, 0], [1e-3, 0, -1e-3], [0, 1e-7, 0], [3, -2, 0.5], [0, 30, -30], [0, -100, 60], [800, 0, -800], [0, double.NegativeInfinity, 0]];
        foreach (var own in all)
        {
            foreach (var other in all)
            {
                var kl = ClosedForms.Known(Of(own, precision).KlTo(Of(other, precision))).Value.ToScalar();
                Assert.InRange(kl, 0, double.PositiveInfinity);
                if (own == other)
                    Assert.Equal(0, kl);
                if (precision == Precision.Double && own.Concat(other).All(logit => Math.Abs(logit) < 200))
                    Close.To(Exact(own, other), kl, (1e-14 * kl) + (1e-15 * Math.Sqrt(kl)));
                if (double.IsInfinity(other[1]) && own[1] > -50 && own[0] < 100)
                    Assert.Equal(double.PositiveInfinity, kl);
            }
        }
    }

    [Fact]
    public void An_empty_batch_has_empty_results()
    {
        var empty = new Categorical(Tensor.Zeros(new Shape(0, 6)), 3);
        Assert.Equal(new Shape(5, 0, 6), empty.Sample(Key, 5).Shape);
        Assert.Equal(new Shape(0, 2), empty.LogDensityByBlock(empty.Mode).Shape);
        Assert.Equal(new Shape(0), empty.Entropy.Shape);
    }

    private static Categorical Of(double[] logits, Precision precision) => new(Tensor.FromArray(logits).To(precision), logits.Length);

    /// <summary>By its textbook formula with 106 bits.</summary>
    private static double Exact(double[] own, double[] other)
    {
        var (p, q) = (Weights(own), Weights(other));
        var ratio = Sum(q) / Sum(p);
        var difference = DoubleDouble.Log(ratio.High) + DoubleDouble.Log1p(ratio.Low / ratio.High);
        return Sum([.. own.Select((logit, k) => p[k] / Sum(p) * ((DoubleDouble)logit - other[k] + difference))]).High;
    }

    private static DoubleDouble[] Weights(double[] logits) => [.. logits.Select(logit => DoubleDouble.Exp(logit))];

    private static DoubleDouble Sum(DoubleDouble[] numbers) => numbers.Aggregate((sum, number) => sum + number);
}
