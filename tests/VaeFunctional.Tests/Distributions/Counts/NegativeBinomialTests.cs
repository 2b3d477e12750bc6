using MathNet.Numerics;
using MathNet.Numerics.Integration;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The negative binomial distribution: a mixture of Poisson distributions, and the traps of its formula.</summary>
public class NegativeBinomialTests
{
    public static TheoryData<Precision> Precisions => [Precision.Single, Precision.Double];

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(8.5)]
    [InlineData(60)]
    public void It_is_the_mixture_of_Poisson_distributions_of_gamma_distributed_rates(double dispersion)
    {
        const double mean = 3.5;
        var negativeBinomial = Of(Math.Log(mean), Math.Log(dispersion), Precision.Double);
        foreach (var x in new[] { 0, 1, 2, 3, 7, 20 })
        {
            // Over the logarithm of the rate both tails vanish, and Gauss-Legendre by panels is exact to the last places.
            double Integrand(double w) => Math.Exp(
                (dispersion * (w + Math.Log(dispersion / mean))) - (Math.Exp(w) * dispersion / mean) - SpecialFunctions.GammaLn(dispersion)
                + (x * w) - Math.Exp(w) - SpecialFunctions.GammaLn(x + 1));
            var mixture = Enumerable.Range(-160, 172).Sum(i => GaussLegendreRule.Integrate(Integrand, i / 2.0, (i + 1) / 2.0, 32));
            Close.To(1, mixture / Math.Exp(LogDensity(negativeBinomial, x)), 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void A_dispersion_without_end_is_Poisson(Precision precision)
    {
        double[] counts = [0, 1, 2, 5, 17, 300, 10_000];
        double[] logMeans = [-4, -0.5, 0, 1.25, 3, 6, 9.5];
        double[] logDispersions = precision == Precision.Single ? [30, 37.5, 45, 60, 80, 88, 100, 1000, double.PositiveInfinity] : [45, 60, 80, 200, 700, 710, 1000, double.PositiveInfinity];
        foreach (var (x, m) in counts.SelectMany(x => logMeans.Select(m => (x, m))))
        {
            var poisson = LogDensity(new Poisson(Tensor.FromArray([m]).To(precision)), x);
            foreach (var l in logDispersions)
                Close.To(poisson, LogDensity(Of(m, l, precision), x), precision == Precision.Single ? 1e-5 : 1e-13);
        }
    }

    [Fact]
    public void The_case_where_the_difference_of_log_gammas_cancels_is_right()
    {
        // Stan's: neg_binomial_2_lpmf(39; e^4, 6e16) was above 0.
        Assert.Equal(-5.22991, LogDensity(Of(4, Math.Log(6e16), Precision.Double), 39), 5e-6);
        Assert.Equal(-5.22991, LogDensity(Of(4, Math.Log(6e16), Precision.Single), 39), 2e-5);
    }

    /// <summary>The difference of log gammas in single precision is off by 0.0026, 0.4 and 155 nats there.</summary>
    [Theory]
    [InlineData(1e4)]
    [InlineData(1e6)]
    [InlineData(1e8)]
    public void Single_precision_is_right_at_large_dispersions(double dispersion)
    {
        foreach (var (x, mean) in new[] { (0, 3.0), (1, 3), (5, 3), (40, 50), (1000, 900), (60_000, 61_000) })
        {
            var (m, l) = ((double)(float)Math.Log(mean), (double)(float)Math.Log(dispersion));
            var exact = LogDensity(Of(m, l, Precision.Double), x);
            Close.To(exact, LogDensity(Of(m, l, Precision.Single), x), 2e-6 + (1e-7 * Math.Abs(x - mean) * Math.Abs(m)));
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Zero_counts_are_not_biased(Precision precision)
    {
        foreach (var (m, t) in new[] { (-20.0, 1.0), (-3, 0.5), (0, 10), (2, 1e6), (5, 0.01) })
        {
            var exact = -t * Logarithm1p(Math.Exp(m) / t);
            Assert.Equal(1, LogDensity(Of(m, Math.Log(t), precision), 0) / exact, precision == Precision.Single ? 2e-6 : 1e-14);
        }
    }

    /// <summary>A shift of the data by 1, as some put under counts, loses the mass of what falls below 0.</summary>
    [Fact]
    public void Nothing_is_shifted_the_probabilities_from_0_on_add_up_to_1()
    {
        foreach (var distribution in new Distribution[] { new Poisson(Tensor.FromArray([-0.7])), Of(-0.7, 0.2, Precision.Double), new ZeroInflatedNegativeBinomial(Tensor.FromArray([-0.7]), Tensor.FromArray([0.2]), Tensor.FromArray([-1.0])) })
            Assert.Equal(1, distribution.LogDensity(Tensor.Linspace(0, 300, 301, Precision.Double).Reshape(new Shape(301, 1))).Exp().Sum().ToScalar(), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void No_parameter_makes_it_or_its_derivatives_not_a_number(Precision precision)
    {
        double[] numbers = [-1e30, -800, -100, -50, -10, 0, 10, 50, 80, 88, 100, 800, 1e30];
        Tensor[] parameters =
        [
            Tensor.FromArray([.. numbers.SelectMany(_ => numbers)], new Shape(numbers.Length * numbers.Length, 1)).To(precision),
            Tensor.FromArray([.. numbers.SelectMany(number => numbers.Select(_ => number))], new Shape(numbers.Length * numbers.Length, 1)).To(precision),
        ];
        foreach (var x in new double[] { 0, 1, 7, 1000, 1e6 })
        {
            Tensor LogDensityOf(Tensor[] all) => new NegativeBinomial(all[0], all[1]).LogDensity(Tensor.FromArray([x]).To(precision));
            var value = LogDensityOf(parameters);
            Assert.All(value.ToDoubles(), density => Assert.InRange(density, double.NegativeInfinity, 1e-6));
            Assert.All(Derivatives.Pullbacks(LogDensityOf, Tensor.Ones(value.Shape, precision), parameters), gradient => Assert.Equal(-1, gradient.FirstNonFinite()));
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void What_is_not_a_count_is_impossible_and_NaN_is_NaN(Precision precision)
    {
        Distribution[] all = [Of(0, 0, precision), new ZeroInflatedNegativeBinomial(Tensor.Zeros(new Shape(1), precision), Tensor.Zeros(new Shape(1), precision), Tensor.Zeros(new Shape(1), precision))];
        foreach (var distribution in all)
        {
            Assert.All(new[] { -1, 0.5, 2.25, -0.5, double.PositiveInfinity, double.NegativeInfinity }, x => Assert.Equal(double.NegativeInfinity, LogDensity(distribution, x)));
            Assert.Equal(double.NaN, LogDensity(distribution, double.NaN));
            var message = Assert.Throws<ArgumentException>(() => distribution.CheckSupport(Tensor.FromArray([2.5]))).Message;
            Assert.Contains($"{distribution.GetType().Name} takes counts, whole numbers from 0", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(1, 0)]
    [InlineData(4, 3)]
    [InlineData(1e9, 4)]
    public void The_mode_is_below_the_mean_and_0_up_to_a_dispersion_of_1(double dispersion, double mode) =>
        Assert.Equal(mode, Of(Math.Log(4.5), Math.Log(dispersion), Precision.Double).Mode.ToScalar());

    private static double Logarithm1p(double x) => x < 1e-4 ? x - (x * x / 2) + (x * x * x / 3) : Math.Log(1 + x);

    private static NegativeBinomial Of(double logMean, double logDispersion, Precision precision) =>
        new(Tensor.FromArray([logMean]).To(precision), Tensor.FromArray([logDispersion]).To(precision));

    private static double LogDensity(Distribution distribution, double x) => distribution.LogDensity(Tensor.FromArray([x]).To(distribution.Precision)).ToScalar();
}
