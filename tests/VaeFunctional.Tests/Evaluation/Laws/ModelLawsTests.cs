using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Models of the library obey every law, and each law notices the mistake it is there for.</summary>
public sealed class ModelLawsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(31);

    private static readonly Vae Gaussian = TestModels.Of("default", "standard", "Gaussian of feature scales");

    private static Tensor Data => TestModels.Data(5);

    /// <summary>Every prior with every likelihood; the posteriors take turns. All combinations are those of <see cref="FalseAlarmsTests"/>.</summary>
    public static TheoryData<string, string, string> Combinations
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            string[] posteriors = [.. TestModels.Posteriors.Keys];
            foreach (var (i, prior) in TestModels.Priors.Keys.Index())
            {
                foreach (var (j, likelihood) in TestModels.Likelihoods.Keys.Index())
                    data.Add(posteriors[(i + j) % posteriors.Length], prior, likelihood);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void The_models_of_the_library_obey_every_law(string posterior, string prior, string likelihood)
    {
        var result = ModelLaws.Check(TestModels.Of(posterior, prior, likelihood), TestModels.Data(5, likelihood), Key);
        Assert.True(result.Hold, result.ToString());
        Assert.Equal(28, result.Laws.Length);
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
            "the likelihood's score is 0 on average",
            OfLikelihood(p => new(p) { Density = x => ((x - p.Mean) / ((DiagonalGaussian)p).Scale).Square().Sum(-1) * -0.5 }));

    [Fact]
    public void A_draw_outside_the_support_is_noticed() =>
        FailsAt("the likelihood's draws lie in its support", OfLikelihood(p => new(p) { Drawing = noise => p.FromNoise(noise) / 0 }));

    [SuppressMessage("Usage", "CA2201", Justification = "F#'s failwith throws it.")]
    public static TheoryData<Exception> Thrown =>
        [new InvalidOperationException("not today"), new("not today"), new InvalidCastException("not today"), new KeyNotFoundException("not today")];

    [Theory]
    [MemberData(nameof(Thrown))]
    public void What_a_model_throws_is_what_was_found(Exception error)
    {
        var model = Decoding((vae, z) => z.Rank == 2 ? throw error : vae.Decode(z));
        var result = ModelLaws.Check(model, Data, Key);
        Assert.False(result.Hold);
        Assert.All(result.Failures, law => Assert.Equal("not today", law.Found));
    }

    [Fact]
    public void A_result_has_an_aligned_line_per_law()
    {
        var result = ModelLaws.Check(Gaussian, Data, Key);
        var lines = result.ToString().Split(Environment.NewLine);
        Assert.Equal(result, ModelLaws.Check(Gaussian, Data, Key));
        Assert.Equal(result.Laws.Length, lines.Length);
        Assert.All(result.Laws.Zip(lines), pair => Assert.Equal(12, pair.Second.IndexOf(pair.First.Name, StringComparison.Ordinal)));
        Assert.StartsWith("holds       the parameter record maps  ", lines[0], StringComparison.Ordinal);
        Assert.Equal("FAILS       it  'w': why (8 rows)", new ModelLaw("it", LawOutcome.Fails, "why", "'w'", 8).ToString());
        Assert.Equal("not tested  it  why", new ModelLaw("it", LawOutcome.NotTested, "why", "", 0).ToString());
    }

    [Fact]
    public void A_law_without_anything_to_test_is_not_tested()
    {
        var result = ModelLaws.Check(TestModels.Of("default", "fixed mixture", "Gaussian"), Data, Key);
        Assert.True(result.Hold);
        Assert.Equal(LawOutcome.NotTested, Law(result, "a rate in closed form is the mean over draws").Outcome);
        Assert.Equal("no parameter changes GaussianMixture", Law(result, "the prior's score is 0 on average").Found);
    }

    [Fact]
    public void A_failing_score_names_the_parameter()
    {
        var model = OfLikelihood(p => new(p) { Density = x => ((x - p.Mean) / ((DiagonalGaussian)p).Scale).Square().Sum(-1) * -0.5 });
        var law = Law(ModelLaws.Check(model, Data, Key), "the likelihood's score is 0 on average");
        Assert.Contains(law.Owner, model.Leaves().Select(leaf => leaf.Path));
        Assert.Equal(5, law.Rows);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(20)]
    [InlineData(161)]
    [InlineData(256)]
    public void A_model_that_is_tied_to_its_batch_is_a_finding(int rows)
    {
        var tied = Encoding((vae, x) => x.Shape[0] == rows ? vae.Encode(x) : throw new InvalidOperationException("not my batch"));
        var law = Assert.Single(ModelLaws.Check(tied, TestModels.Data(Math.Max(rows, 20)), Key).Failures);
        Assert.Equal("an example's ELBO does not depend on its batch", law.Name);
        Assert.Equal(rows, law.Rows);
        Assert.Contains("not my batch", law.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_number_of_examples_is_taken_the_numbers_tried_are_named_and_the_prior_is_tested()
    {
        var tied = Encoding((vae, x) => x.Shape[0] == 300 ? vae.Encode(x) : throw new InvalidOperationException("not my batch"));
        var result = ModelLaws.Check(tied, TestModels.Data(300), Key);
        var law = Assert.Single(result.Failures);
        Assert.Equal("the model takes the data", law.Name);
        Assert.Contains("no batch of 1 to 256 examples is taken; with 8 the model says: not my batch", law.Found, StringComparison.Ordinal);
        Assert.True(Law(result, "the prior's draws belong to its density").Holds);
        Assert.Equal("another law fails: the model takes the data", Law(result, "both precisions give one ELBO").Found);
    }

    [Fact]
    public void What_a_distribution_does_not_have_is_not_tested()
    {
        var model = Decoding((vae, z) => z.Rank == 2 ? throw new NotSupportedException("no such thing") : vae.Decode(z));
        var result = ModelLaws.Check(model, Data, Key);
        Assert.True(result.Hold);
        Assert.Contains(result.Laws, law => law is { Outcome: LawOutcome.NotTested, Found: "the model says: no such thing" });
    }

    [Fact]
    public void Data_that_are_not_examples_are_refused()
    {
        Assert.Contains("at least two examples", Refusal(Data.Slice(0, 1)), StringComparison.Ordinal);
        Assert.Contains("[5]", Refusal(Tensor.Zeros(new Shape(5))), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_do_not_fit_are_a_finding()
    {
        var law = Law(ModelLaws.Check(Gaussian, Tensor.Zeros(new Shape(5, 3)), Key), "the model takes the data");
        Assert.Equal(LawOutcome.Fails, law.Outcome);
        Assert.EndsWith($"data of shape [5, 3] has 3 features, but the model takes {TestModels.Features}, while encoding rows of shape [5, 3]", law.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_does_not_fit_is_told_by_what_it_was_doing()
    {
        // Networks of a record that is not a Vae do not name themselves.
        var (narrow, wide) = (Mlp.Create(Key, [3, 4], Activation.Relu), Mlp.Create(Key, [7, 4], Activation.Relu));
        Distribution Of(Mlp network, Tensor x) => PosteriorHead.DiagonalGaussian.Of(network.Apply(x));
        Assert.Equal(
            $"no batch of 1 to 5 examples is taken; with 5 the model says: Dense 'output': input {Data.Shape} does not match weight [3, 4], while encoding rows of shape {Data.Shape}",
            Refused(Encoding((_, x) => Of(narrow, x))));
        Assert.EndsWith(
            $"does not match weight [7, 4], while decoding latents of shape [1, 5, {TestModels.Latent}]",
            Refused(Decoding((_, z) => Of(wide, z))),
            StringComparison.Ordinal);

        static string Refused(SpoiledModel model) => Law(ModelLaws.Check(model, Data, Key), "the model takes the data").Found;
    }

    [Fact]
    public void A_report_begins_with_the_laws_that_fail()
    {
        var result = ModelLaws.Check(Encoding((vae, x) => vae.Encode(x - x.Mean(0))), Data, Key);
        var lines = result.ToString().Split(Environment.NewLine);
        Assert.Equal(result.Failures.Select(law => law.Name), lines.TakeWhile(line => line.StartsWith("FAILS", StringComparison.Ordinal)).Select(NameIn));
        Assert.Equal(
            result.Laws.Where(law => law.Outcome != LawOutcome.Fails).Select(law => law.Name),
            lines.SkipWhile(line => line.StartsWith("FAILS", StringComparison.Ordinal)).Select(NameIn));

        string NameIn(string line) => result.Laws.Select(law => law.Name).Where(name => line[12..].StartsWith($"{name}  ", StringComparison.Ordinal)).MaxBy(name => name.Length)!;
    }

    private static string Refusal(Tensor data) => Assert.ThrowsAny<ArgumentException>(() => ModelLaws.Check(Gaussian, data, Key)).Message;

    private static ModelLaw Law(ModelLawsResult result, string name) => result.Laws.Single(law => law.Name == name);

    private static void FailsAt(string name, SpoiledModel model)
    {
        var result = ModelLaws.Check(model, Data, Key);
        Assert.False(result.Hold);
        Assert.True(result.Failures.Any(law => law.Name == name), result.ToString());
    }

    private static SpoiledModel Encoding(Func<Vae, Tensor, Distribution> encoding) => new(Gaussian) { Encoding = encoding };

    private static SpoiledModel Decoding(Func<Vae, Tensor, Distribution> decoding) => new(Gaussian) { Decoding = decoding };

    private static SpoiledModel OfPosterior(Func<Distribution, SpoiledDistribution> spoil) => Encoding((vae, x) => spoil(vae.Encode(x)));

    private static SpoiledModel OfLikelihood(Func<Distribution, SpoiledDistribution> spoil) => Decoding((vae, z) => spoil(vae.Decode(z)));
}
