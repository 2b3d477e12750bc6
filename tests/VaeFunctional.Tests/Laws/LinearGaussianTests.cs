using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class LinearGaussianTests
{
    private const double Tolerance = 1e-10;

    [Property]
    public void The_log_density_is_the_elbo_and_the_divergence_from_the_posterior(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.Any(key, size), LinearGaussians.Data(key, size));
        Assert.All([RateForm.ClosedForm, RateForm.SameSample], form =>
        {
            var elbo = Elbo.Estimate(model.Vae, x, model.ExactNoise(size.Batch), form).Elbo.Values.ToDoubles();
            Assert.True(Near.All(model.LogDensity(x), elbo.Zip(model.KlToPosterior(x), (bound, gap) => bound + gap), Tolerance));
        });
    }

    [Property]
    public bool Distortion_and_rate_are_their_closed_forms(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.Any(key, size), LinearGaussians.Data(key, size));
        var terms = Elbo.Estimate(model.Vae, x, model.ExactNoise(size.Batch));
        return Near.All(model.Distortion(x), terms.Distortion.ToDoubles(), Tolerance)
            && Near.All(model.Rate(x), terms.Rate.ToDoubles(), Tolerance);
    }

    [Property]
    public void The_gradient_is_the_one_worked_out_by_hand(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.Any(key, size), LinearGaussians.Data(key, size));
        Assert.All([0, 1, 2.5], beta =>
            Assert.True(Near.Parameters(model.Gradient(x, beta), GradientOf(model, x, RateForm.ClosedForm, beta), Tolerance)));
    }

    [Property]
    public bool The_gradient_is_the_same_when_the_rate_is_from_the_same_draws(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.Any(key, size), LinearGaussians.Data(key, size));
        return Near.Parameters(model.Gradient(x, 1), GradientOf(model, x, RateForm.SameSample, 1), Tolerance);
    }

    [Property]
    public bool One_scale_for_all_features_has_the_gradient_worked_out_by_hand(ModelSize size, RandomKey key)
    {
        var likelihood = new GaussianHead(Tensor.FromArray([-0.7]), learnsScale: true, Tensor.Scalar(0.25));
        var (model, x) = (new LinearGaussianModel(LinearGaussians.Any(key, size).Vae.WithLikelihood(likelihood)), LinearGaussians.Data(key, size));
        return Near.Parameters(model.Gradient(x, 1), GradientOf(model, x, RateForm.ClosedForm, 1), Tolerance);
    }

    [Property]
    public bool At_the_best_independent_posterior_the_elbo_misses_the_mean_field_gap(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.Any(key, size).WithBestPosterior(), LinearGaussians.Data(key, size));
        var elbo = Elbo.Estimate(model.Vae, x, model.ExactNoise(size.Batch)).Elbo.Values.ToDoubles();
        return Near.All(model.LogDensity(x).Zip(elbo, (density, bound) => density - bound), Enumerable.Repeat(model.MeanFieldGap, size.Batch), Tolerance);
    }

    [Property]
    public bool Single_precision_gives_the_same_bound_to_its_own_accuracy(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.Any(key, size), LinearGaussians.Data(key, size));
        var noise = model.ExactNoise(size.Batch);
        var single = Elbo.Estimate(model.Vae.To(Precision.Single), x.To(Precision.Single), noise.To(Precision.Single)).Elbo.Values;
        var scale = model.Distortion(x).Concat(model.Rate(x)).Max(Math.Abs) + size.Features + 1;
        return single.Precision == Precision.Single
            && single.ToDoubles().Zip(Elbo.Estimate(model.Vae, x, noise).Elbo.Values.ToDoubles()).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-4 * scale);
    }

    private static Vae GradientOf(LinearGaussianModel model, Tensor x, RateForm form, double beta) =>
        Gradient.ValueAndGradient(
            vae => Elbo.Estimate(vae, x, model.ExactNoise(x.Shape[0]), form).ToObjective(beta), model.Vae).Gradient;
}
