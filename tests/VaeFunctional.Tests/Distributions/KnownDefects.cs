using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A published example draws pixels with softplus(logit), which can exceed 1, for their probability.</summary>
public class KnownDefects_D8_Bernoulli_draws_use_the_sigmoid
{
    private const int Draws = 20_000;

    [Fact]
    public void Ones_are_as_frequent_as_the_sigmoid_of_the_logit()
    {
        double[] logits = [-4, -1, 0, 0.3, 0.6, 2, 5];
        var frequencies = new Bernoulli(Tensor.FromArray(logits)).Sample(RandomKey.FromSeed(8), Draws).Sum(0).ToDoubles();
        for (var i = 0; i < logits.Length; i++)
            FalseAlarm.AssertBinomial(1 / (1 + Math.Exp(-logits[i])), Draws, (int)frequencies[i]);
    }

    [Fact]
    public void The_mean_is_a_probability()
    {
        double[] logits = [-4, 0, 0.6, 5];
        Close.All(logits.Select(l => 1 / (1 + Math.Exp(-l))), new Bernoulli(Tensor.FromArray(logits)).Mean.ToDoubles(), 1e-15);
    }
}

/// <summary>A published gradient has 1/2 sigma^2 g for the log-variance where the draw is mean + sigma * noise.</summary>
public class KnownDefects_D11_The_draw_has_its_own_derivative_in_the_log_variance
{
    [Fact]
    public void It_is_half_of_noise_times_scale_times_the_cotangent()
    {
        double[] logVariances = [-3, -0.5, 0, 0.4, 2], noise = [0.3, -1.2, 2.5, 0, -0.1], cotangent = [1, -2, 0.5, 3, 0.7];
        var gradients = Derivatives.Pullbacks(
            all => new DiagonalGaussian(all[0], all[1]).Reparameterize(Tensor.FromArray(noise)),
            Tensor.FromArray(cotangent),
            Tensor.FromArray([1, 2, 3.0, -4, 0]),
            Tensor.FromArray(logVariances));
        Assert.Equal(cotangent, gradients[0].ToDoubles());
        Close.All(logVariances.Select((l, i) => noise[i] * Math.Exp(l / 2) / 2 * cotangent[i]), gradients[1].ToDoubles(), 1e-15);
    }
}

/// <summary>A published loss has sigma^2 + mean^2 - log sigma - 1/2 for the divergence: it is 1/2 a dimension at the prior itself.</summary>
public class KnownDefects_D12_The_divergence_has_the_right_constant
{
    [Fact]
    public void It_is_0_at_the_prior()
    {
        Assert.Equal(0, DiagonalGaussian.Standard(7).KlToStandard().ToScalar());
        Assert.Equal(0, DiagonalGaussian.Standard(7, Precision.Double).KlToStandard().ToScalar());
    }

    [Fact]
    public void It_is_the_textbook_formula_elsewhere()
    {
        double[] means = [0, 1, -2, 0.5], logVariances = [0.7, 0, -1.5, 3];
        var expected = means.Zip(logVariances, (m, l) => 0.5 * ((m * m) + Math.Exp(l) - 1 - l));
        Close.All(expected, new DiagonalGaussian(Tensor.FromArray(means), Tensor.FromArray(logVariances)).KlToStandardByDimension().ToDoubles(), 1e-15);
    }
}
