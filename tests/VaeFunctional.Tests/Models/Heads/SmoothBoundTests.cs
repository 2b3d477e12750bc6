using Xunit;

namespace VaeFunctional.Tests;

public class SmoothBoundTests
{
    private static readonly double[] Points = [.. Samples.Awkward.Where(x => double.IsFinite(x) && x >= 0), 0.1, 3, 9.9, 10, 25, double.PositiveInfinity];

    public static TheoryData<double> Limits => [0.3, 1, 10, 700];

    [Theory]
    [MemberData(nameof(Limits))]
    public void It_is_0_with_slope_1_at_0(double limit)
    {
        var bound = new SmoothBound(limit);
        Assert.Equal(0, bound.Apply(Tensor.FromArray([0.0])).ToScalar());
        Assert.Equal(1, Derivatives.At(bound.Apply, 0));
        Assert.Equal(1, Derivatives.At(bound.Apply, 0, Precision.Single));
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void It_is_odd_and_bounded_and_its_formula(double limit)
    {
        var bound = new SmoothBound(limit);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var x = Tensor.FromArray(Points).To(precision);
            var y = bound.Apply(x);
            Assert.Equal(-y, bound.Apply(-x));
            Assert.All(y.ToDoubles(), value => Assert.InRange(value, 0, precision == Precision.Single ? (float)limit : limit));
            Close.All(x.ToDoubles().Select(value => limit * Math.Tanh(value / limit)), y.ToDoubles(), precision == Precision.Single ? 1e-6 : 1e-15);
        }
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void It_is_increasing_and_differentiable(double limit)
    {
        var bound = new SmoothBound(limit);
        var x = Tensor.Linspace(-2 * limit, 2 * limit, 41, Precision.Double);
        var y = bound.Apply(x).ToDoubles();
        Assert.Equal(y.Order(), y);
        Assert.True(GradientCheck.Rule(bound.Apply, x / limit, RandomKey.FromSeed(1)).Passes(1e-6));
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void Inverting_it_goes_back(double limit)
    {
        var bound = new SmoothBound(limit);
        foreach (var y in new[] { 0, 0.5, -0.5, 0.9, -0.99 }.Select(part => part * limit))
            Assert.Equal(y, bound.Apply(Tensor.FromArray([bound.Invert(y)])).ToScalar(), 1e-13 * limit);
        Assert.Throws<ArgumentOutOfRangeException>(() => bound.Invert(limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => bound.Invert(-2 * limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => bound.Invert(double.NaN));
    }

    [Fact]
    public void None_is_the_identity()
    {
        var x = Tensor.FromArray(Samples.Awkward);
        Assert.Same(x, SmoothBound.None.Apply(x));
        Assert.Equal(123.0, SmoothBound.None.Invert(123));
        Assert.Equal(10, SmoothBound.Default.Limit);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void A_limit_is_positive_and_in_the_range_of_both_precisions(double limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SmoothBound(limit));
}
