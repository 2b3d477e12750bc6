using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Models of the library obey every law, and each law notices the mistake it is there for.</summary>
public sealed class ModelLawsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(31);

    private static readonly Vae Gaussian = TestModels.Of("default", "standard", "Gaussian of feature scales");

    private static Tensor Data => TestModels.Data(5);

    public static TheoryData<string, string, string> Combinations
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var posterior in TestModels.Posteriors.Keys)
            {
                foreach (var prior in TestModels.Priors.Keys)
                {
                    foreach (var likelihood in TestModels.Likelihoods.Keys)
                        data.Add(posterior, prior, likelihood);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void The_models_of_the_library_obey_every_law(string posterior, string prior, string likelihood)
    {
        var result = ModelLaws.Check(TestModels.Of(posterior, prior, likelihood), Data, Key);
        Assert.True(result.Hold, result.ToString());
        Assert.Equal(10, result.Laws.Length);
    }

    [Fact]
    public void A_model_with_a_likelihood_of_its_own_obeys_every_law()
    {
        var model = new LogisticVae(
            Mlp.Create(Key.Fold("encoder"), [64, 32, 8], Activation.Relu),
            Mlp.Create(Key.Fold("decoder"), [4, 32, 64], Activation.Relu),
            Tensor.Full(new Shape(64), Math.Log(0.3)));
        var result = ModelLaws.Check(model, ShapeImages.Generate(Key.Fold("data"), 20, side: 8).Images, Key);
        Assert.True(result.Hold, result.ToString());
    }

    [Fact]
    public void A_leaf_that_is_lost_breaks_the_map()
    {
        var forgetful = new SpoiledModel(Gaussian)
        {
            Mapping = (vae, f) =>
            {
                f.At("inner", vae);
                return vae;
            },
        };
        FailsAt("the parameter record maps", forgetful);
    }

    [Fact]
    public void A_leaf_that_stays_in_single_precision_is_noticed() =>
        FailsAt("conversion to double and back loses nothing", new SpoiledModel(Gaussian) { Mapping = (vae, f) => f.At("inner", vae).To(Precision.Single) });

    [Fact]
    public void A_model_that_computes_otherwise_in_double_is_noticed() =>
        FailsAt("both precisions give one ELBO", Encoding((vae, x) => x.Precision == Precision.Double ? vae.Encode(x) : vae.Encode(x * 0.5)));

    [Fact]
    public void An_encoder_that_looks_at_the_batch_is_noticed() =>
        FailsAt("an example's ELBO does not depend on its batch", Encoding((vae, x) => vae.Encode(x - x.Mean(0))));

    [Fact]
    public void A_decoder_that_mixes_draws_is_noticed() =>
        FailsAt("latents decode alike in any number of draws", Decoding((vae, z) => vae.Decode(z.Rank == 3 ? z - z.Mean(0) : z)));

    [Fact]
    public void A_decoder_that_loses_draws_is_noticed() =>
        FailsAt("latents decode alike in any number of draws", Decoding((vae, z) => vae.Decode(z.Rank == 3 ? z.Slice(0, 1) : z)));

    [Fact]
    public void A_stopped_gradient_is_noticed() =>
        FailsAt("the ELBO's gradient is its central difference", Decoding((vae, z) => vae.Decode(z.StopGradient())));

    [Fact]
    public void A_negative_rate_is_noticed() =>
        FailsAt("a rate in closed form is not negative", OfPosterior(q => new(q) { Rate = kl => -kl }));

    [Fact]
    public void A_wrong_rate_is_noticed() =>
        FailsAt("a rate in closed form is the mean over draws", OfPosterior(q => new(q) { Rate = kl => kl * 2 }));

    [Fact]
    public void A_posterior_drawn_with_the_variance_for_the_scale_is_noticed() =>
        FailsAt(
            "the posterior's draws belong to its density",
            OfPosterior(q => new(q) { Drawing = noise => q.Mean + (((DiagonalGaussian)q).LogVariance.Exp() * noise) }));

    [Fact]
    public void Pixels_drawn_with_the_softplus_are_noticed()
    {
        var model = new SpoiledModel(TestModels.Vae)
        {
            Decoding = (vae, z) =>
            {
                var p = (Bernoulli)vae.Decode(z);
                return new SpoiledDistribution(p) { Drawing = noise => (p.Logits.Softplus() - noise).GreaterThan(0) };
            },
        };
        FailsAt("the likelihood's draws belong to its density", model);
    }

    [Fact]
    public void A_density_without_its_learned_normalization_is_noticed() =>
        FailsAt(
            "the likelihood's draws belong to its density",
            OfLikelihood(p => new(p) { Density = x => ((x - p.Mean) / ((DiagonalGaussian)p).Scale).Square().Sum(-1) * -0.5 }));

    [Fact]
    public void A_draw_outside_the_support_is_noticed() =>
        FailsAt("the likelihood's draws belong to its density", OfLikelihood(p => new(p) { Drawing = noise => p.FromNoise(noise) / 0 }));

    [SuppressMessage("Usage", "CA2201", Justification = "F#'s failwith throws it.")]
    public static TheoryData<Exception> Thrown =>
        [new InvalidOperationException("not today"), new("not today"), new InvalidCastException("not today"), new KeyNotFoundException("not today")];

    [Theory]
    [MemberData(nameof(Thrown))]
    public void What_a_model_throws_is_what_was_found(Exception error)
    {
        var model = Decoding((vae, z) => z.Rank == 2 ? throw error : vae.Decode(z));
        var law = ModelLaws.Check(model, Data, Key).Laws.Single(law => law.Name == "latents decode alike in any number of draws");
        Assert.False(law.Holds);
        Assert.Equal("not today", law.Found);
    }

    [Fact]
    public void A_result_says_a_line_a_law()
    {
        var result = ModelLaws.Check(Gaussian, Data, Key);
        Assert.Equal(result, ModelLaws.Check(Gaussian, Data, Key));
        Assert.Equal(result.Laws.Length, result.ToString().Split(Environment.NewLine).Length);
        Assert.StartsWith("holds  the parameter record maps: ", result.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("FAILS  ", new ModelLaw("it", false, "why").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused()
    {
        Assert.Contains("at least two examples", Refusal(Data.Slice(0, 1)), StringComparison.Ordinal);
        Assert.Contains("[5]", Refusal(Tensor.Zeros(new Shape(5))), StringComparison.Ordinal);
        Assert.Contains("encoder", Refusal(Tensor.Zeros(new Shape(5, 3))), StringComparison.Ordinal);
    }

    private static string Refusal(Tensor data) => Assert.ThrowsAny<ArgumentException>(() => ModelLaws.Check(Gaussian, data, Key)).Message;

    private static void FailsAt(string name, SpoiledModel model)
    {
        var result = ModelLaws.Check(model, Data, Key);
        Assert.False(result.Hold);
        Assert.False(result.Laws.Single(law => law.Name == name).Holds, result.ToString());
    }

    private static SpoiledModel Encoding(Func<Vae, Tensor, Distribution> encoding) => new(Gaussian) { Encoding = encoding };

    private static SpoiledModel Decoding(Func<Vae, Tensor, Distribution> decoding) => new(Gaussian) { Decoding = decoding };

    private static SpoiledModel OfPosterior(Func<Distribution, SpoiledDistribution> spoil) => Encoding((vae, x) => spoil(vae.Encode(x)));

    private static SpoiledModel OfLikelihood(Func<Distribution, SpoiledDistribution> spoil) => Decoding((vae, z) => spoil(vae.Decode(z)));
}
