using Xunit;

namespace VaeFunctional.Tests;

public class PosteriorTests
{
    [Fact]
    public void Mean_and_log_variance_are_side_by_side()
    {
        var q = (DiagonalGaussian)TestModels.Posteriors["unbounded"].Of(Tensor.FromArray(new double[,] { { 1, 2, 3, 4 }, { 5, 6, 7, 8 } }));
        Assert.Equal(new double[] { 1, 2, 5, 6 }, q.Mean.ToDoubles());
        Assert.Equal(new double[] { 3, 4, 7, 8 }, q.LogVariance.ToDoubles());
        Assert.Equal(14, PosteriorHead.DiagonalGaussian.OutputsFor(7));
    }

    [Fact]
    public void The_log_variance_is_bounded_as_the_head_says_and_the_mean_is_not()
    {
        var (mean, proposed) = (Tensor.FromArray([1000.0, -30]), Tensor.FromArray([700.0, -3]));
        foreach (var bound in new[] { SmoothBound.Default, SmoothBound.None, new SmoothBound(1.5) })
        {
            var q = PosteriorHead.DiagonalGaussianWithin(bound).Of(Tensor.Concatenate([mean, proposed]));
            Assert.Equal((mean, bound.Apply(proposed)), (q.Mean, q.LogVariance));
        }

        Assert.Equal(SmoothBound.Default, PosteriorHead.DiagonalGaussian.Bound);
    }

    [Fact]
    public void Whatever_an_encoder_proposes_the_rate_is_finite_in_single_precision()
    {
        var output = Tensor.FromArray([0, 0, 1e30f, -1e30f, 0, 0, 1e4f, float.MaxValue], new Shape(2, 4));
        var q = PosteriorHead.DiagonalGaussian.Of(output);
        Assert.Equal(-1, q.KlToStandard().FirstNonFinite());
    }

    [Fact]
    public void An_odd_number_of_outputs_is_refused()
    {
        var message = Assert.Throws<ArgumentException>(() => PosteriorHead.DiagonalGaussian.Of(Tensor.Zeros(new Shape(2, 5)))).Message;
        Assert.Contains("[2, 5]", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PosteriorHead.DiagonalGaussian.Of(Tensor.Scalar(0)));
    }
}
