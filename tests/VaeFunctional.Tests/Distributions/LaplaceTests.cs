using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The Laplace distribution where its table of short decimals does not go: tails, equality, and scales far apart.</summary>
public class LaplaceTests
{
    /// <summary>What the textbook formula cancels to with 106 bits: its terms are near 1.</summary>
    private const double ExactRounding = 1e-30;

    public static TheoryData<Precision> Precisions => [Precision.Single, Precision.Double];

    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_probability_of_a_larger_deviation_than_a_draws_is_the_magnitude_of_its_noise(Precision precision)
    {
        double[] noise = [1, 0.999, 0.5, 0.1, 1e-3, 1e-7, 1e-12, 1e-30, 1.2e-38];
        double[] all = [.. noise, .. noise.Select(w => -w)];
        var (mean, scale) = (0.0, 0.25);
        var draws = new Laplace(Tensor.Full(new Shape(all.Length), mean, precision), Tensor.Full(new Shape(1), Math.Log(scale), precision))
            .FromNoise(Tensor.FromArray(all).To(precision)).ToDoubles();
        var tolerance = precision == Precision.Single ? 2e-5 : 1e-13;
        Assert.All(draws.Zip(all), row =>
        {
            Assert.Equal(1, Math.Exp(-Math.Abs(row.First - mean) / scale) / Math.Abs(row.Second), tolerance);
            Assert.True(Math.Abs(row.Second) == 1 || Math.Sign(row.First) == Math.Sign(row.Second));
        });
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Every_draw_is_finite(Precision precision)
    {
        var laplace = new Laplace(Tensor.Zeros(new Shape(3), precision), Tensor.Zeros(new Shape(1), precision));
        Assert.Equal(-1, laplace.FromNoise(Tensor.FromArray([0.0, -0.0, double.Epsilon]).To(precision)).FirstNonFinite());
        Assert.Equal(-1, laplace.Sample(RandomKey.FromSeed(5), 20_000).FirstNonFinite());
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_divergence_is_0_at_equality_never_negative_and_accurate_beside_it(Precision precision)
    {
        double[] means = [0, 1e-3, -1e-7, 0.5, -3, 1e4, 1e30], logScales = [0, 1e-3, -1e-6, 0.7, -2, 20, -40];
        foreach (var (m, l) in means.SelectMany(m => logScales.Select(l => (m, l))))
        {
            foreach (var (n, k) in means.SelectMany(n => logScales.Select(k => (n, k))))
            {
                var kl = Kl(m, l, n, k, precision);
                Assert.InRange(kl, 0, double.PositiveInfinity);
                if (m == n && l == k)
                    Assert.Equal(0, kl);
                if (precision == Precision.Double && Math.Abs(m) < 1e3 && Math.Abs(n) < 1e3)
                    Close.To(Exact(m, l, n, k), kl, (1e-12 * kl) + ExactRounding);
            }
        }
    }

    [Theory]
    [InlineData(Precision.Single, 90)]
    [InlineData(Precision.Double, 750)]
    public void The_divergence_is_infinite_where_the_ratio_of_the_scales_overflows(Precision precision, double logScale)
    {
        foreach (var mean in new[] { 0, 1e-3, 2, -1e10, 1e30 })
        {
            Assert.Equal(double.PositiveInfinity, Kl(mean, logScale, 0, 0, precision));
            Assert.Equal(double.PositiveInfinity, Kl(mean, 0, 0, -logScale, precision));
            var gradients = Derivatives.Pullbacks(
                all => ClosedForms.Known(new Laplace(all[0], all[1]).KlTo(new Laplace(all[2], all[3]))).Value,
                Tensor.Scalar(1, precision),
                [.. new[] { mean, logScale, 0, 0 }.Select(number => Tensor.FromArray([number]).To(precision))]);
            Assert.DoesNotContain(gradients, gradient => double.IsNaN(gradient.ToScalar()));
            Assert.Equal(double.NegativeInfinity, gradients[3].ToScalar());
        }
    }

    [Fact]
    public void The_derivatives_of_the_divergence_keep_their_accuracy_near_equality()
    {
        // To second order it is 1/2 (t^2 + log(r)^2), t and log r the differences of mean and log-scale in units of the scale.
        foreach (var h in new[] { 1e-3, 1e-5, 1e-8, -1e-6 })
        {
            var gradients = Derivatives.Pullbacks(
                all => ClosedForms.Known(new Laplace(all[0], all[1]).KlTo(new Laplace(all[2], all[3]))).Value,
                Tensor.Scalar(1, Precision.Double),
                [.. new[] { h, 2 * h, 0, 0 }.Select(number => Tensor.FromArray([number]))]);
            var slopes = gradients.Select(gradient => gradient.ToScalar() / h).ToArray();
            Close.All([1, 2, -1, -2], slopes, 4 * Math.Abs(h) + 1e-7);
        }
    }

    private static double Kl(double m, double l, double n, double k, Precision precision)
    {
        Tensor Of(double number) => Tensor.FromArray([number]).To(precision);
        return ClosedForms.Known(new Laplace(Of(m), Of(l)).KlTo(new Laplace(Of(n), Of(k)))).Value.ToScalar();
    }

    /// <summary>By its textbook formula with 106 bits.</summary>
    private static double Exact(double m, double l, double n, double k)
    {
        DoubleDouble distance = (DoubleDouble)m - n, log = (DoubleDouble)l - k;
        if (distance.High < 0)
            distance = -distance;
        var inUnits = distance * DoubleDouble.Exp(-l);
        var remaining = inUnits.High > 700 ? 0 : DoubleDouble.Exp(log - inUnits);
        return (-log + distance * DoubleDouble.Exp(-k) + remaining - 1).High;
    }
}
