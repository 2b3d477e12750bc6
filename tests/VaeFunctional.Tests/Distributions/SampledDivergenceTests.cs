using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The gradient of a divergence that is estimated from draws, against its exact derivative at the same draws.</summary>
public class SampledDivergenceTests
{
    private const int Draws = 7;

    private static readonly RandomKey Key = RandomKey.FromSeed(51);

    /// <summary>Mean and log-variance of q, then of p.</summary>
    private static readonly double[] At = [0.3, -0.7, -1.1, 0.4];

    private static double[] Noise => Samples.ShortDecimals(Key, new Shape(Draws)).ToDoubles();

    [Fact]
    public void An_estimate_between_Gaussians_has_the_gradient_of_its_formula() =>
        Close.All(ExactGradient(), GradientOf((q, p, noise) => Divergence.MonteCarlo(q, p, noise)), 1e-13);

    [Fact]
    public void A_rate_from_the_draws_of_the_distortion_has_the_gradient_of_its_formula() =>
        Close.All(
            ExactGradient(),
            GradientOf((q, p, noise) => Elbo.Estimate(new Pair(q, p), Tensor.Zeros(new Shape(1, 1)), noise, RateForm.SameSample).Rate),
            1e-13);

    [Fact]
    public void An_estimate_to_a_distribution_without_a_closed_form_has_the_gradient_of_its_formula()
    {
        // To a Laplace distribution of mean m' and scale 1: log p(z) = -|z - m'| - log 2.
        var (s, m) = (Math.Exp(At[1] / 2), At[2]);
        var signs = Noise.Select(e => (double)Math.Sign(At[0] + (s * e) - m)).ToArray();
        double[] expected = [signs.Average(), -0.5 + signs.Zip(Noise, (sign, e) => sign * s * e / 2).Average(), -signs.Average()];
        var gradients = Derivatives.Pullbacks(
            all => Assert.IsType<KlEstimate.Sampled>(Divergence.Estimate(
                new DiagonalGaussian(all[0], all[1]), new Laplace(all[2], Tensor.FromArray([0.0])), AsNoise(Noise).Reshape(new Shape(Draws, 1)))).Value,
            Tensor.Scalar(1, Precision.Double),
            [.. At[..3].Select(number => Tensor.FromArray([number]))]);
        Close.All(expected, gradients.Select(gradient => gradient.ToScalar()), 1e-13);
    }

    /// <summary>
    /// log q(z) - log p(z) at z = m + s e is -(l + e^2) / 2 + (l' + (z - m')^2 / v') / 2, whose derivatives are u, u s e / 2 - 1/2, -u and
    /// (1 - u (z - m')) / 2 with u = (z - m') / v'.
    /// </summary>
    private static double[] ExactGradient()
    {
        var rows = Noise.Select(e =>
        {
            var s = Math.Exp(At[1] / 2);
            var shift = At[0] + (s * e) - At[2];
            var u = shift * Math.Exp(-At[3]);
            return (double[])[u, (u * s * e / 2) - 0.5, -u, (1 - (u * shift)) / 2];
        }).ToList();
        return [.. Enumerable.Range(0, 4).Select(i => rows.Average(row => row[i]))];
    }

    private static double[] GradientOf(Func<DiagonalGaussian, DiagonalGaussian, Tensor, Tensor> estimate) =>
        [.. Derivatives.Pullbacks(
            all => estimate(new DiagonalGaussian(all[0], all[1]), new DiagonalGaussian(all[2], all[3]), AsNoise(Noise)),
            Tensor.Ones(new Shape(1), Precision.Double),
            [.. At.Select((number, i) => Tensor.FromArray([number], i < 2 ? new Shape(1, 1) : new Shape(1)))]).Select(gradient => gradient.ToScalar())];

    private static Tensor AsNoise(double[] noise) => Tensor.FromArray(noise, new Shape(noise.Length, 1, 1));

    /// <summary>A posterior and a prior, whatever the data; the likelihood plays no part.</summary>
    private sealed record Pair(DiagonalGaussian Posterior, DiagonalGaussian Prior) : ILatentModel
    {
        Distribution ILatentModel.Prior => Prior;

        public Distribution Encode(Tensor x) => Posterior;

        public Distribution Decode(Tensor z) => new DiagonalGaussian(z, Tensor.Zeros(new Shape(1)));
    }
}
