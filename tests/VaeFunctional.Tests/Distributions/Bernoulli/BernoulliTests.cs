using Xunit;

namespace VaeFunctional.Tests;

public class BernoulliTests
{
    private static readonly double[] Logits =
    [
        0, -0.0, 1e-300, -1e-9, 0.1, -0.5, 1, -2, 5, -10, 17, -20, 36, -37, 40, -88, 104, 700, -710, 745, -750, 1e4, -1e4, 1e30, -1e30,
    ];

    public static TheoryData<Precision> Precisions => [Precision.Single, Precision.Double];

    private static double Epsilon(Precision precision) => precision == Precision.Single ? Math.ScaleB(1, -23) : Math.ScaleB(1, -52);

    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_log_probability_is_finite_for_every_finite_logit(Precision precision)
    {
        var distribution = OfColumn(precision);
        foreach (var value in new double[] { 0, 1 })
        {
            Assert.All(LogProbabilities(distribution, value), probability => Assert.InRange(probability, double.MinValue, 0));
            Assert.Equal(-1, distribution.LogDensity(Filled(distribution, value)).FirstNonFinite());
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_two_probabilities_add_to_1(Precision precision)
    {
        var distribution = OfColumn(precision);
        var sums = LogProbabilities(distribution, 0).Zip(LogProbabilities(distribution, 1), (zero, one) => Math.Exp(zero) + Math.Exp(one));
        Assert.All(sums, sum => Assert.InRange(sum, 1 - (2 * Epsilon(precision)), 1 + (2 * Epsilon(precision))));
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_log_probability_of_a_near_certainty_keeps_its_relative_accuracy(Precision precision)
    {
        // log p(1) = -log(1 + exp(-l)), which for large l is -exp(-l).
        double[] logits = [3, 8, 13, 16, 30];
        var distribution = new Bernoulli(Tensor.FromArray(logits, new Shape(5, 1)).To(precision));
        Assert.All(logits.Zip(LogProbabilities(distribution, 1)), pair =>
        {
            var expected = -Math.Log(1 + Math.Exp(-pair.First));
            if (pair.First >= 30)
                expected = -Math.Exp(-pair.First);
            Assert.InRange(pair.Second / expected, 1 - (8 * Epsilon(Precision.Single)), 1 + (8 * Epsilon(Precision.Single)));
        });
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_entropy_is_between_0_and_log_2_and_even_in_the_logit(Precision precision)
    {
        var distribution = OfColumn(precision);
        var entropy = distribution.Entropy.ToDoubles();
        Assert.All(entropy, value => Assert.InRange(value, 0, Math.Log(2) * (1 + Epsilon(precision))));
        Assert.Equal(entropy, new Bernoulli(-distribution.Logits).Entropy.ToDoubles());
    }

    [Fact]
    public void The_divergence_is_0_at_equality_and_never_negative()
    {
        var distribution = new Bernoulli(Tensor.FromArray(Logits));
        Assert.All(ClosedForms.Known(distribution.KlTo(distribution)).ByBlock.ToDoubles(), kl => Assert.Equal(0, kl));
        for (var shift = 1; shift < Logits.Length; shift++)
        {
            var other = new Bernoulli(Tensor.FromArray([.. Logits[shift..], .. Logits[..shift]]));
            Assert.All(ClosedForms.Known(distribution.KlTo(other)).ByBlock.ToDoubles(), kl => Assert.InRange(kl, 0, double.MaxValue));
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(double.Epsilon)]
    public void A_value_other_than_0_and_1_is_refused_with_its_index(double value)
    {
        foreach (var position in new[] { 0, 7, 31, 32, 39 })
        {
            var x = new double[40];
            x[1] = -0.0;
            x[20] = 1;
            x[position] = value;
            var distribution = new Bernoulli(Tensor.Zeros(new Shape(4, 10)));
            var message = Assert.Throws<ArgumentException>(() => distribution.CheckSupport(Tensor.FromArray(x, new Shape(4, 10)))).Message;
            Assert.Contains($"[{position / 10}, {position % 10}]", message, StringComparison.Ordinal);
            Assert.Contains(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), message, StringComparison.Ordinal);
            Assert.Contains(double.IsFinite(value) ? "binarize gray data" : "missing values", message, StringComparison.Ordinal);
            if ((float)value != 0)
                Assert.Throws<ArgumentException>(() => distribution.CheckSupport(Tensor.FromArray(x, new Shape(4, 10)).To(Precision.Single)));
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(1e-40)]
    [InlineData(double.NaN)]
    public void A_value_other_than_0_and_1_has_no_probability(double value)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var distribution = OfColumn(precision);
            Assert.All(
                LogProbabilities(distribution, value),
                probability => Assert.Equal(double.IsNaN(value) ? double.NaN : double.NegativeInfinity, probability));
        }
    }

    [Fact]
    public void The_mode_is_1_where_1_is_more_probable()
    {
        var distribution = new Bernoulli(Tensor.FromArray([-1, 0, 1e-300, 1e30]));
        Assert.Equal(new double[] { 0, 0, 1, 1 }, distribution.Mode.ToDoubles());
    }

    [Fact]
    public void Its_draws_carry_no_gradient() => Assert.False(OfColumn(Precision.Double).IsReparameterized);

    [Fact]
    public void Several_distributions_of_one_batch_each_give_its_values_a_probability()
    {
        var logits = Samples.ShortDecimals(RandomKey.FromSeed(3), new Shape(5, 3, 4));
        var x = Samples.Choose(RandomKey.FromSeed(4), new Shape(3, 4), [0, 1]);
        var together = new Bernoulli(logits).LogDensity(x);
        Assert.Equal(new Shape(5, 3), together.Shape);
        for (var i = 0; i < 5; i++)
            Assert.Equal(new Bernoulli(logits.Slice(i, 1).Reshape(new Shape(3, 4))).LogDensity(x), together.Slice(i, 1).Reshape(new Shape(3)));
    }

    [Fact]
    public void The_derivative_in_single_is_that_in_double()
    {
        var x = Samples.Choose(RandomKey.FromSeed(4), new Shape(3, 4), [0, 1]);
        var logits = Samples.ShortDecimals(RandomKey.FromSeed(3), new Shape(3, 4)).To(Precision.Single);
        double[] Derivative(Precision precision) => Gradient.ValueAndGradient(
            model => Objective.Of(new Bernoulli(model.Value).LogDensity(x.To(precision))), new Parameter(logits.To(precision))).Gradient.Value.ToDoubles();
        Close.All(Derivative(Precision.Double), Derivative(Precision.Single), 1e-6);
    }

    [Fact]
    public void Scalar_logits_are_refused() => Assert.Throws<ArgumentException>(() => new Bernoulli(Tensor.Scalar(0)));

    [Fact]
    public void Every_draw_is_0_or_1_and_certain_ones_are_certain()
    {
        var distribution = new Bernoulli(Tensor.FromArray([0f, -1e4f, 1e4f, 17f, -17f, 1e30f]));
        var draws = distribution.Sample(RandomKey.FromSeed(6), 1000);
        distribution.CheckSupport(draws);
        Assert.All(DistributionRow.Coordinate(draws, 1).ToDoubles(), draw => Assert.Equal(0, draw));
        Assert.All(DistributionRow.Coordinate(draws, 2).ToDoubles(), draw => Assert.Equal(1, draw));
        Assert.All(DistributionRow.Coordinate(draws, 5).ToDoubles(), draw => Assert.Equal(1, draw));
    }

    private static Bernoulli OfColumn(Precision precision) => new(Tensor.FromArray(Logits, new Shape(Logits.Length, 1)).To(precision));

    private static Tensor Filled(Bernoulli distribution, double value) => Tensor.Full(distribution.Shape, value, distribution.Precision);

    private static double[] LogProbabilities(Bernoulli distribution, double value) => distribution.LogDensity(Filled(distribution, value)).ToDoubles();
}
