using MathNet.Numerics;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A draw of a count is the quantile of its noise: P(X &lt; k) &lt; u &lt;= P(X &lt;= k).</summary>
public class CountDrawTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(12);

    private static readonly double[] Levels = [1e-300, 1e-20, 1e-9, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.77, 0.95, 0.999, 1 - 1e-7, 1 - 1e-12, 1 - 1e-16];

    [Theory]
    [InlineData(1e-8)]
    [InlineData(0.01)]
    [InlineData(0.7)]
    [InlineData(3)]
    [InlineData(29.5)]
    [InlineData(1234.5)]
    [InlineData(99_999)]
    public void A_Poisson_count_is_the_quantile_of_its_noise(double rate)
    {
        var logRate = Math.Log(rate);
        double[] noise = [.. Levels, .. Key.Uniform(new Shape(200), Precision.Double).ToDoubles()];
        var draws = new Poisson(Tensor.FromArray([logRate])).FromNoise(Tensor.FromArray(noise, new Shape(noise.Length, 1))).ToDoubles();
        Assert.All(noise.Zip(draws), pair =>
        {
            var (u, k) = pair;
            Assert.True(k >= 0 && double.IsInteger(k));
            // The sums of probabilities err by their rounding, relative to the nearer tail.
            var slack = 1e-9 * Math.Min(u, 1 - u) + 1e-15;
            Assert.InRange(u, double.NegativeInfinity, UpTo(k, logRate) + slack);
            Assert.InRange(u, UpTo(k - 1, logRate) - slack, double.PositiveInfinity);
        });
    }

    [Theory]
    [InlineData(1e5)]
    [InlineData(1e6)]
    [InlineData(1e9)]
    [InlineData(1e14)]
    public void Large_counts_are_those_of_the_normal_quantile_with_the_skewness_of_their_rate(double rate)
    {
        // Cornish and Fisher's expansion by cumulants, which all equal the rate; its next term is below z^5 / rate.
        double[] noise = [1e-9, 1e-4, 0.01, 0.2, 0.5, 0.8, 0.99, 1 - 1e-4, 1 - 1e-9];
        var draws = new Poisson(Tensor.FromArray([Math.Log(rate)])).FromNoise(Tensor.FromArray(noise, new Shape(noise.Length, 1))).ToDoubles();
        Assert.All(noise.Zip(draws), pair =>
        {
            var z = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, pair.First);
            var cumulants = Math.Exp(Math.Log(rate)) + (Math.Sqrt(rate) * z) + (((z * z) - 1) / 6) + ((z - (z * z * z)) / (72 * Math.Sqrt(rate)));
            Assert.True(double.IsInteger(pair.Second));
            // A count is the quantile rounded up; the expansion is continuous and runs through the middle of the steps.
            Assert.InRange(pair.Second - cumulants, -0.51 - (1e-15 * rate), 0.51 + (1e-15 * rate));
        });
    }

    /// <summary>Given its rate, the second noise's quantile; the rate over its mean is the first noise's quantile of a gamma distribution.</summary>
    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(7.5)]
    [InlineData(300)]
    [InlineData(5e4)]
    [InlineData(3e5)]
    public void A_negative_binomial_count_is_drawn_from_the_quantile_of_a_gamma_distribution(double dispersion)
    {
        // A large mean shows the rate in its count: their ratio is within 10 standard deviations of 1.
        var logMean = Math.Log(1e13);
        double[] levels = [1e-6, 0.01, 0.1, 0.3, 0.5, 0.77, 0.95, 0.999, 1 - 1e-6];
        var draws = new NegativeBinomial(Tensor.FromArray([logMean]), Tensor.FromArray([Math.Log(dispersion)]))
            .FromNoise(Tensor.FromArray([.. levels.SelectMany(u => new[] { u, 0.5 })], new Shape(levels.Length, 2))).ToDoubles();
        Assert.All(levels.Zip(draws), pair =>
        {
            var rate = pair.Second / 1e13 * dispersion;
            var slack = Math.Max(1e-9, 10 * Math.Sqrt(dispersion / 1e13) * Math.Max(1, Math.Sqrt(rate)));
            if (pair.Second > 1e6)
                Assert.Equal(pair.First, Below(dispersion, rate), slack);
            else
                Assert.True(Below(dispersion, (pair.Second + 10) / 1e13 * dispersion) >= pair.First);
        });
    }

    [Fact]
    public void A_dispersion_without_end_draws_as_a_Poisson_distribution_does()
    {
        var logMean = Samples.ShortDecimals(Key, new Shape(50, 3));
        var u = Key.Uniform(new Shape(50, 3), Precision.Double);
        var noise = Tensor.Concatenate([Key.Fold("rates").Uniform(new Shape(50, 3), Precision.Double), u], axis: 1);
        foreach (var logDispersion in new[] { 60, 800, double.PositiveInfinity })
            Assert.Equal(new Poisson(logMean).FromNoise(u), new NegativeBinomial(logMean, Tensor.FromArray([logDispersion])).FromNoise(noise));
    }

    [Fact]
    public void Both_precisions_draw_the_same_counts()
    {
        var parameters = Enumerable.Range(0, 3).Select(i => Samples.ShortDecimals(Key.Fold(i), new Shape(4, 5), Precision.Single)).ToArray();
        foreach (var of in new Func<Tensor[], Distribution>[] { all => new Poisson(all[0]), all => new NegativeBinomial(all[0], all[1]), all => new ZeroInflatedNegativeBinomial(all[0], all[1], all[2]) })
        {
            var noise = of(parameters).Noise(Key, 300);
            Assert.Equal(Precision.Single, noise.Precision);
            Assert.Equal(of([.. parameters.Select(parameter => parameter.To(Precision.Double))]).FromNoise(noise).To(Precision.Single), of(parameters).FromNoise(noise));
        }
    }

    [Fact]
    public void The_ends_of_the_noise_and_of_the_rates_have_counts()
    {
        var poisson = new Poisson(Tensor.FromArray([0, 0, double.NegativeInfinity, -800, 30, 30]));
        var ends = poisson.FromNoise(Tensor.FromArray([0.0, 1, 0.5, 0.999, 0, 1])).ToDoubles();
        Assert.All(ends, count => Assert.True(double.IsInteger(count) && count >= 0));
        Assert.Equal([0, 0, 0], [ends[0], ends[2], ends[3]]);
        Assert.InRange(ends[1], 15, 25);
        Assert.True(ends[4] < ends[5]);
        Assert.True(double.IsNaN(new Poisson(Tensor.FromArray([double.NaN])).Sample(Key).ToScalar()));
    }

    /// <summary>P(Y &lt;= y) of a gamma distribution; near 0 the first term of its series.</summary>
    private static double Below(double shape, double y) =>
        y < 1e-9 ? Math.Exp((shape * Math.Log(y)) - SpecialFunctions.GammaLn(shape + 1)) : SpecialFunctions.GammaLowerRegularized(shape, y);

    /// <summary>P(X &lt;= k), summed from 0 or from the other side.</summary>
    private static double UpTo(double k, double logRate)
    {
        double Probability(double x) => Math.Exp((x * logRate) - Math.Exp(logRate) - SpecialFunctions.GammaLn(x + 1));
        if (k < 0)
            return 0;
        var rate = Math.Exp(logRate);
        if (k <= rate)
            return Tail(k, -1, Probability(k), x => x / rate);
        return 1 - Tail(k + 1, 1, Probability(k + 1), x => rate / (x + 1));
    }

    private static double Tail(double from, int step, double probability, Func<double, double> ratio)
    {
        var sum = 0.0;
        for (var x = from; x >= 0 && probability > 1e-20 * sum; x += step)
        {
            sum += probability;
            probability *= ratio(x);
        }

        return sum;
    }
}
