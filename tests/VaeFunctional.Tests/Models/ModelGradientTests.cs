using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The whole ELBO as a function of a model's parameters, for every combination of parts.</summary>
public class ModelGradientTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(7);

    private static Tensor Noise => Samples.ShortDecimals(Key, new Shape(2, 3, TestModels.Latent), Precision.Single);

    public static TheoryData<string, string> PriorsAndLikelihoods
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var prior in TestModels.Priors.Keys)
            {
                foreach (var likelihood in TestModels.Likelihoods.Keys)
                    data.Add(prior, likelihood);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(PriorsAndLikelihoods))]
    public void The_gradient_is_the_central_difference(string prior, string likelihood)
    {
        foreach (var posterior in TestModels.Posteriors.Keys)
        {
            foreach (var rate in Enum.GetValues<RateForm>())
            {
                var result = GradientCheck.Objective(model => Loss(model, rate, likelihood), TestModels.Of(posterior, prior, likelihood), Key);
                Assert.True(result.Passes(1e-6), $"{posterior}, {rate}: {result}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(PriorsAndLikelihoods))]
    public void Single_precision_agrees_with_double(string prior, string likelihood)
    {
        var model = TestModels.Of("default", prior, likelihood);
        var single = Gradient.ValueAndGradient(at => Loss(at, RateForm.ClosedForm, likelihood), model);
        var exact = Gradient.ValueAndGradient(at => Loss(at, RateForm.ClosedForm, likelihood), model.To(Precision.Double));
        Close.To(exact.Value, single.Value, 1e-6);
        var difference = single.Gradient.To(Precision.Double).ZipParameters(exact.Gradient, (_, a, b) => a - b);
        Assert.InRange(difference.Norm(), 0, 2e-6 * exact.Gradient.Norm());
        Assert.All(single.Gradient.Leaves(), leaf => Assert.Equal(Precision.Single, leaf.Value.Precision));
    }

    [Fact]
    public void An_objective_that_draws_from_a_key_is_checked_as_well()
    {
        var result = GradientCheck.Objective(model => Elbo.Estimate(model, TestModels.Data(3), Key).ToObjective(beta: 0.5), TestModels.Vae, Key);
        Assert.True(result.Passes(1e-6), result.ToString());
    }

    private static Objective Loss(Vae model, RateForm rate, string likelihood) =>
        Elbo.Estimate(model, TestModels.Data(3, likelihood), Noise, rate).ToObjective();
}
