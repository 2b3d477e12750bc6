using Xunit;

namespace VaeFunctional.Tests;

public class GaussianTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    [Fact]
    public void A_log_variance_broadcasts_to_the_mean()
    {
        var mean = Samples.ShortDecimals(Key, new Shape(3, 2));
        foreach (var shape in new[] { new Shape(1), new Shape(2), new Shape(3, 1), new Shape(1, 2), Shape.Scalar })
        {
            var logVariance = Samples.ShortDecimals(Key.Fold(1), shape);
            var (narrow, wide) = (new DiagonalGaussian(mean, logVariance), new DiagonalGaussian(mean, logVariance.BroadcastTo(mean.Shape)));
            var x = Samples.ShortDecimals(Key.Fold(2), new Shape(4, 3, 2));
            Assert.Equal(wide.LogDensity(x), narrow.LogDensity(x));
            Assert.Equal(wide.Entropy, narrow.Entropy);
            Assert.Equal(wide.KlToStandard(), narrow.KlToStandard());
            Assert.Equal(wide.Sample(Key, 5), narrow.Sample(Key, 5));
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    [InlineData(1400)]
    public void The_log_density_is_accurate_at_the_largest_and_smallest_scales(double logVariance)
    {
        var gaussian = new DiagonalGaussian(Tensor.FromArray([0.0]), Tensor.FromArray([logVariance]));
        var x = 1.5 * Math.Exp(logVariance / 2);
        Close.To(-0.5 * (Math.Log(2 * Math.PI) + logVariance + 2.25), gaussian.LogDensity(Tensor.FromArray([x])).ToScalar(), 1e-13);
    }

    [Fact]
    public void A_scale_that_is_held_back_has_no_derivative_through_it()
    {
        var derivative = Gradient.ValueAndGradient(
            logVariance => Objective.Of(new DiagonalGaussian(Tensor.FromArray([0.0]), logVariance.Value).LogDensity(Tensor.FromArray([1e-300]))),
            new Parameter(Tensor.FromArray([-2000.0]))).Gradient;
        Assert.Equal(-0.5, derivative.Value.ToScalar());
    }

    [Fact]
    public void What_is_made_of_constants_is_a_constant()
    {
        var gaussian = DiagonalGaussian.Standard(2);
        Assert.Null(gaussian.LogDensity(Tensor.Zeros(new Shape(2))).Trace);
        Assert.Null(gaussian.FromNoise(Tensor.Zeros(new Shape(2))).Trace);
        Assert.Null(ClosedForms.Known(gaussian.KlTo(gaussian)).ByBlock.Trace);
        Assert.Null(new Bernoulli(Tensor.Zeros(new Shape(2))).LogDensity(Tensor.Zeros(new Shape(2))).Trace);
    }

    [Fact]
    public void A_mean_without_an_event_axis_is_refused() =>
        Assert.Throws<ArgumentException>(() => new DiagonalGaussian(Tensor.Scalar(0), Tensor.Scalar(0)));

    [Theory]
    [InlineData(3)]
    [InlineData(2, 2)]
    [InlineData(1, 3, 2)]
    public void A_log_variance_that_does_not_broadcast_is_refused(params int[] sizes)
    {
        var message = Assert.Throws<ArgumentException>(() => new DiagonalGaussian(Tensor.Zeros(new Shape(3, 2)), Tensor.Zeros(new Shape(sizes)))).Message;
        Assert.Contains(new Shape(sizes).ToString(), message, StringComparison.Ordinal);
        Assert.Contains("[3, 2]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_standard_Gaussian_has_mean_0_and_variance_1()
    {
        var standard = DiagonalGaussian.Standard(3, Precision.Double);
        Assert.Equal(new Shape(3), standard.Shape);
        Assert.Equal(Precision.Double, standard.Precision);
        Assert.Equal(new double[] { 0, 0, 0 }, standard.Mean.ToDoubles());
        Assert.Equal(new double[] { 1, 1, 1 }, standard.Scale.ToDoubles());
        Assert.Equal(Precision.Single, DiagonalGaussian.Standard(3).Precision);
    }

    [Fact]
    public void A_draw_is_mean_plus_scale_times_noise()
    {
        var q = (DiagonalGaussian)DistributionTable.Named("Gaussian").Distribution;
        var noise = q.Noise(Key, 4);
        var (mean, logVariance, numbers) = (q.Mean.ToDoubles(), q.LogVariance.ToDoubles(), noise.ToDoubles());
        var expected = numbers.Select((eps, i) => mean[i % 6] + (Math.Exp(logVariance[i % 6] / 2) * eps));
        Close.All(expected, q.Reparameterize(noise).ToDoubles(), 1e-15);
    }

    [Fact]
    public void Where_either_parameter_is_double_so_is_the_distribution()
    {
        var (single, wide) = (Tensor.Zeros(new Shape(2)), Tensor.Zeros(new Shape(2), Precision.Double));
        Assert.Equal(Precision.Double, new DiagonalGaussian(single, wide).Precision);
        Assert.Equal(Precision.Double, new DiagonalGaussian(wide, single).Precision);
        Assert.Equal(Precision.Double, new DiagonalGaussian(single, wide).Sample(Key).Precision);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Values_that_are_not_finite_are_outside_the_support(double value)
    {
        var x = Tensor.FromArray([0, 1, 2, 3, value, 5], new Shape(3, 2));
        var message = Assert.Throws<ArgumentException>(() => DiagonalGaussian.Standard(2).CheckSupport(x)).Message;
        Assert.Contains("[2, 0]", message, StringComparison.Ordinal);
        DiagonalGaussian.Standard(2).CheckSupport(Tensor.FromArray([double.MaxValue, -0.0]));
    }
}
