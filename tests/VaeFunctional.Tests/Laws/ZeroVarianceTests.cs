using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Where q is the exact posterior, the weight p(x, z) / q(z|x) is p(x) whatever z is drawn: no key may change any estimate.</summary>
[Properties(Arbitrary = new[] { typeof(NarrowSizes) })]
public sealed class ZeroVarianceTests
{
    private const double Tolerance = 1e-9;

    [Property]
    public bool Every_same_sample_elbo_is_the_log_density(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.AtPosterior(key, size), LinearGaussians.Data(key, size));
        return Near.All(model.LogDensity(x), Elbo.Estimate(model.Vae, x, key.Fold("draw"), RateForm.SameSample).Elbo.Values.ToDoubles(), Tolerance);
    }

    [Property]
    public void Every_importance_weighted_bound_is_the_log_density(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.AtPosterior(key, size), LinearGaussians.Data(key, size));
        Assert.All([1, 2, 17], samples => Assert.True(Near.All(
            model.LogDensity(x), ImportanceWeightedBound.Estimate(model.Vae, x, key.Fold("draw"), samples).Values.ToDoubles(), Tolerance)));
    }

    [Property]
    public bool Every_estimate_of_the_log_likelihood_is_exact_and_says_so(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.AtPosterior(key, size), LinearGaussians.Data(key, size));
        var estimate = LogLikelihood.Estimate(model.Vae, x, key.Fold("draw"), 13);
        return Near.All(model.LogDensity(x), estimate.Values, Tolerance)
            && Near.All(estimate.Values, estimate.MeanLogWeights, Tolerance)
            && estimate.MeanLogWeights.Zip(estimate.Values).All(pair => pair.First <= pair.Second)
            && estimate.MonteCarloErrors.All(error => error < 1e-6)
            && estimate.EffectiveSampleSizes.All(size => Near.Is(size, 13, Tolerance));
    }

    [Fact]
    public void With_the_closed_form_rate_one_draw_still_varies()
    {
        var (key, size) = (RandomKey.FromSeed(1), new ModelSize(3, 2, 1));
        var (model, x) = (LinearGaussians.AtPosterior(key, size), LinearGaussians.Data(key, size));
        var elbo = Elbo.Estimate(model.Vae, x, key.Fold("draw")).Elbo.Values.ToDoubles();
        Assert.False(Near.All(model.LogDensity(x), elbo, 1e-3));
    }

    [Property]
    public bool The_gradient_of_the_encoder_is_zero_when_z_is_all_that_carries_it(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.AtPosterior(key, size), LinearGaussians.Data(key, size));
        var gradient = Gradient.ValueAndGradient(
            vae =>
            {
                var q = (DiagonalGaussian)vae.Encode(x);
                var z = q.FromNoise(key.Fold("draw").Normal(new Shape(3, size.Batch, size.Latent), Precision.Double));
                var fixedQ = new DiagonalGaussian(q.Mean.StopGradient(), q.LogVariance.StopGradient());
                return Objective.Of((fixedQ.LogDensity(z) - vae.Prior.LogDensity(z) - vae.Decode(z).LogDensity(x)).Mean(0));
            },
            model.Vae).Gradient;
        return gradient.Leaves().Where(leaf => leaf.Path.StartsWith("encoder/", StringComparison.Ordinal))
            .All(leaf => leaf.Value.ToDoubles().All(derivative => Math.Abs(derivative) < Tolerance));
    }
}
