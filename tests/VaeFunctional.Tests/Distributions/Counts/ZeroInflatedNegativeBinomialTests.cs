using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Zero inflation: its moments, and the probability of 0 where its parts are far apart.</summary>
public class ZeroInflatedNegativeBinomialTests
{
    private static readonly Tensor Counts = Tensor.Linspace(0, 2000, 2001, Precision.Double).Reshape(new Shape(2001, 1));

    [Theory]
    [InlineData(0.7, 0.4, -1.5)]
    [InlineData(2, 1, 0)]
    [InlineData(-1, -0.5, 3)]
    public void Its_probabilities_add_up_to_1_and_have_the_mean_and_the_variance_of_its_formulas(double logMean, double logDispersion, double zeroLogit)
    {
        var distribution = Of(logMean, logDispersion, zeroLogit, Precision.Double);
        var probabilities = distribution.LogDensity(Counts).Exp().Reshape(Counts.Shape);
        var (mu, theta, pi) = (Math.Exp(logMean), Math.Exp(logDispersion), 1 / (1 + Math.Exp(-zeroLogit)));
        var mean = (probabilities * Counts).Sum().ToScalar();
        Assert.Equal(1, probabilities.Sum().ToScalar(), 1e-14);
        Close.To((1 - pi) * mu, mean, 1e-13);
        Close.To(mean, distribution.Mean.ToScalar(), 1e-13);
        Close.To((1 - pi) * mu * (1 + (mu / theta) + (pi * mu)), (probabilities * (Counts - mean).Square()).Sum().ToScalar(), 1e-12);
    }

    [Theory]
    [InlineData(Precision.Single, 3e-7)]
    [InlineData(Precision.Double, 1e-15)]
    public void The_probability_of_0_does_not_underflow(Precision precision, double tolerance)
    {
        // log(pi + (1 - pi) e^b) where pi, or e^b, or 1 - pi is below the least number.
        foreach (var logit in new[] { -1000, -200, -100, -30, 0, 30, 100, 1000 })
        {
            foreach (var logMean in new[] { -8, -1, 2, 5, 6.5 })
            {
                var b = new Poisson(Tensor.FromArray([logMean]).To(precision)).LogDensity(Tensor.FromArray([0.0]).To(precision)).ToScalar();
                var atZero = LogDensity(Of(logMean, double.PositiveInfinity, logit, precision), 0);
                var (high, low) = (Math.Max(b, logit), Math.Min(b, logit));
                var exact = high + Math.Log(1 + Math.Exp(low - high)) - (Math.Max(logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit))));
                Close.To(exact, atZero, tolerance * (1 + Math.Max(logit, 0)));
                Assert.InRange(atZero, -1000, 0);
            }
        }
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void Without_inflation_it_is_the_negative_binomial_itself(Precision precision)
    {
        foreach (var x in new double[] { 0, 1, 4, 30 })
        {
            var inflated = Of(1.5, 0.5, double.NegativeInfinity, precision);
            Assert.Equal(LogDensity(inflated.NegativeBinomial, x), LogDensity(inflated, x));
        }
    }

    [Fact]
    public void The_mode_is_the_more_probable_of_0_and_the_other_mode()
    {
        Assert.Equal(7, Of(2, 3, -3, Precision.Double).Mode.ToScalar());
        Assert.Equal(0, Of(2, 3, 1, Precision.Double).Mode.ToScalar());
    }

    private static ZeroInflatedNegativeBinomial Of(double logMean, double logDispersion, double zeroLogit, Precision precision) =>
        new(Tensor.FromArray([logMean]).To(precision), Tensor.FromArray([logDispersion]).To(precision), Tensor.FromArray([zeroLogit]).To(precision));

    private static double LogDensity(Distribution distribution, double x) => distribution.LogDensity(Tensor.FromArray([x]).To(distribution.Precision)).ToScalar();
}
