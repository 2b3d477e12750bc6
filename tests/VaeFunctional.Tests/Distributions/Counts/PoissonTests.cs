using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The Poisson distribution at its support and at the ends of its range.</summary>
public class PoissonTests
{
    public static TheoryData<Precision> Precisions => [Precision.Single, Precision.Double];

    [Theory]
    [MemberData(nameof(Precisions))]
    public void What_is_not_a_count_is_impossible_and_NaN_is_NaN(Precision precision)
    {
        var poisson = new Poisson(Tensor.Zeros(new Shape(1), precision));
        double[] outside = [-1, 0.5, 1 - 1e-6, 2.25, -0.5, double.PositiveInfinity, double.NegativeInfinity];
        Assert.All(outside, x => Assert.Equal(double.NegativeInfinity, LogDensity(poisson, x)));
        Assert.Equal(double.NaN, LogDensity(poisson, double.NaN));
        Assert.All(new double[] { 0, -0.0, 1, 7, 1e6 }, x => Assert.True(double.IsFinite(LogDensity(poisson, x))));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_not_a_count_is_refused_with_the_way_on(double value)
    {
        var poisson = new Poisson(Tensor.Zeros(new Shape(2)));
        var message = Assert.Throws<ArgumentException>(() => poisson.CheckSupport(Tensor.FromArray([3, value, 0, 0], new Shape(2, 2)))).Message;
        Assert.Contains("Poisson takes counts, whole numbers from 0", message, StringComparison.Ordinal);
        Assert.Contains("exposure", message, StringComparison.Ordinal);
        Assert.Contains("[0, 1]", message, StringComparison.Ordinal);
        poisson.CheckSupport(Tensor.FromArray([0, 3, 1e15, 1], new Shape(2, 2)));
    }

    /// <summary>A table of log gamma in single precision is off at 1: a bias for every 0 and 1.</summary>
    [Theory]
    [MemberData(nameof(Precisions))]
    public void Zero_counts_are_not_biased(Precision precision)
    {
        foreach (var logRate in new[] { -30, -5, -0.5, 0, 1, 3 })
            Assert.Equal(-Tensor.FromArray([logRate]).To(precision).Exp().ToScalar(), LogDensity(new Poisson(Tensor.FromArray([logRate]).To(precision)), 0));
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void A_rate_of_0_allows_0_alone_and_one_that_overflows_nothing(Precision precision)
    {
        var none = new Poisson(Tensor.FromArray([double.NegativeInfinity]).To(precision));
        Assert.Equal(0, LogDensity(none, 0));
        Assert.Equal(double.NegativeInfinity, LogDensity(none, 1));
        var all = new Poisson(Tensor.FromArray([1000.0]).To(precision));
        Assert.Equal(double.NegativeInfinity, LogDensity(all, 0));
        Assert.Equal(double.NegativeInfinity, LogDensity(all, 5));
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_divergence_is_0_at_equality_never_negative_and_finite_far_from_it(Precision precision)
    {
        double[] logRates = [-200, -3, 0, 1e-6, 0.5, 4, 30];
        foreach (var (a, b) in logRates.SelectMany(a => logRates.Select(b => (a, b))))
        {
            var kl = ClosedForms.Known(new Poisson(Tensor.FromArray([a]).To(precision)).KlTo(new Poisson(Tensor.FromArray([b]).To(precision)))).Value.ToScalar();
            Assert.InRange(kl, 0, double.MaxValue);
            Assert.True(a != b || kl == 0);
            var exact = Math.Exp(b) - Math.Exp(a) - (Math.Exp(a) * (b - a));
            Close.To(exact, kl, precision == Precision.Single ? 1e-4 : 1e-12);
        }
    }

    private static double LogDensity(Distribution distribution, double x) => distribution.LogDensity(Tensor.FromArray([x]).To(distribution.Precision)).ToScalar();
}
