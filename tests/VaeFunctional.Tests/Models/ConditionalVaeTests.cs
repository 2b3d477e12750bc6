using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What a conditional model is told of each row.</summary>
public class ConditionalVaeTests
{
    private const int Features = 4;
    private const int Latent = 2;
    private const int Condition = 3;

    private static readonly RandomKey Key = RandomKey.FromSeed(3);

    private static ConditionalVae Model { get; } = ConditionalVae.Create(
        Condition,
        Mlp.Create(Key.Fold("encoder"), [Features + Condition, 6, 2 * Latent], Activation.Tanh),
        Mlp.Create(Key.Fold("decoder"), [Latent + Condition, 6, Features], Activation.Tanh),
        LikelihoodHead.Gaussian());

    private static ConditionalVae WithPrior { get; } = Model.WithPrior(Prior.OfCondition(Mlp.Create(Key.Fold("prior"), [Condition, 5, 2 * Latent], Activation.Tanh)));

    [Property]
    public void Records_are_data_and_conditions_side_by_side(RandomKey key)
    {
        var (x, c) = Rows(key, 5);
        var (model, data) = WithPrior.At(Tensor.Concatenate([x, c], axis: -1));
        Assert.Equal(x, data);
        Assert.Equal(WithPrior.Given(c), model);
        Assert.Equal(WithPrior.Given(c).Encode(x), model.Encode(x));
        var records = Elbo.Estimate(WithPrior, Tensor.Concatenate([x, c], axis: -1), key);
        Assert.Equal(Elbo.Estimate(WithPrior.Given(c), x, key).Elbo.Values, records.Elbo.Values);
    }

    [Property]
    public void One_condition_for_all_is_the_same_as_one_for_each(RandomKey key)
    {
        var (x, c) = Rows(key, 4);
        var one = c.Slice(0, 1).Reshape(new Shape(Condition));
        var (forAll, forEach) = (WithPrior.Given(one), WithPrior.Given(one.BroadcastTo(new Shape(4, Condition))));
        Assert.Equal(forAll.Encode(x), forEach.Encode(x));
        Assert.Equal(1, forAll.Prior.Shape.Rank);
        Close.All(
            Elbo.Estimate(forAll, x, key).Elbo.Values.ToDoubles(), Elbo.Estimate(forEach, x, key).Elbo.Values.ToDoubles(), 1e-5);
    }

    [Property]
    public void Every_row_is_told_its_own_condition(RandomKey key)
    {
        var (x, c) = Rows(key, 230);
        var records = Tensor.Concatenate([x, c], axis: -1);
        var noise = key.Fold("noise").Normal(new Shape(230, Latent));
        var together = Elbo.Estimate(WithPrior, records, noise).Elbo.Values;
        var alone = Elbo.Estimate(WithPrior, records.Slice(150, 1), noise.Slice(150, 1)).Elbo.Values;
        Assert.Equal(alone.ToScalar(), together.ElementAt(150), 1e-4);
        var other = Elbo.Estimate(WithPrior, Tensor.Concatenate([x, c.Take([.. Enumerable.Range(1, 229), 0])], axis: -1), noise).Elbo.Values;
        Assert.NotEqual(together.ElementAt(150), other.ElementAt(150));
        Assert.Equal(230, LogLikelihood.Estimate(WithPrior, records, key, samples: 3).Values.Length);
    }

    [Property]
    public void Encoder_decoder_and_prior_are_told_the_condition_beside_their_own_input(RandomKey key)
    {
        var ((x, c), z) = (Rows(key, 5), key.Fold("z").Normal(new Shape(2, 5, Latent)));
        var given = WithPrior.Given(c);
        var prior = (ConditionalPrior)WithPrior.PriorHead;
        Assert.Equal(WithPrior.PosteriorHead.Of(WithPrior.Encoder.Apply(Tensor.Concatenate([x, c], axis: -1))), given.Encode(x));
        Assert.Equal(prior.Head.Of(prior.Network.Apply(c)), given.Prior);
        for (var draw = 0; draw < 2; draw++)
        {
            var own = z.Slice(draw, 1).Reshape(new Shape(5, Latent));
            var expected = WithPrior.LikelihoodHead.Of(WithPrior.Decoder.Apply(Tensor.Concatenate([own, c], axis: -1))).Mean;
            Close.All(expected.ToDoubles(), given.Decode(z).Mean.Slice(draw, 1).ToDoubles(), 1e-5);
        }
    }

    [Property]
    public void A_part_without_inputs_for_the_condition_is_not_told(RandomKey key)
    {
        var (x, c) = Rows(key, 3);
        var blind = new ConditionalVae(
            Features, Condition, TestModels.Encoder, PosteriorHead.DiagonalGaussian, Prior.Standard(Latent), TestModels.Decoder, LikelihoodHead.Gaussian());
        var vae = Vae.Create(TestModels.Encoder, TestModels.Decoder, LikelihoodHead.Gaussian());
        Assert.Equal(Elbo.Estimate(vae, x, key).Elbo.Values, Elbo.Estimate(blind, Tensor.Concatenate([x, c], axis: -1), key).Elbo.Values);
    }

    [Fact]
    public void A_given_model_generates_one_for_each_row_or_any_number_under_one_condition()
    {
        var (_, c) = Rows(Key, 6);
        Assert.Equal(new Shape(6, Features), WithPrior.Given(c).Generate(Key, 6).Shape);
        Assert.Equal(new Shape(6, Features), Model.Given(c).Sample(Key, 6).Shape);
        Assert.Equal(new Shape(9, Features), WithPrior.Given(c.Slice(0, 1).Reshape(new Shape(Condition))).Generate(Key, 9).Shape);
        Assert.Contains("told of 6 rows", Assert.Throws<ArgumentException>(() => WithPrior.Given(c).Generate(Key, 5)).Message, StringComparison.Ordinal);
        Assert.Contains("[6, 3] do not fit values of shape [5, 2]", Assert.Throws<ArgumentException>(() => Model.Given(c).Generate(Key, 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_laws_hold_of_it()
    {
        var (x, c) = Rows(Key, 40);
        var result = ModelLaws.Check(WithPrior, Tensor.Concatenate([x, c], axis: -1), Key);
        Assert.True(result.Hold, result.ToString());
        Assert.True(GradientCheck.Objective(model => Elbo.Estimate(model, Tensor.Concatenate([x, c], axis: -1), Key).ToObjective(), WithPrior, Key).Passes());
    }

    [Fact]
    public void What_does_not_fit_is_told_with_both_sizes()
    {
        AssertSays("records are [batch, 4 features + 3 of the condition]; got shape [2, 4]", () => Model.At(Tensor.Zeros(new Shape(2, 4))));
        AssertSays("[3] for all, or [batch, 3], one for each row; got shape [2]", () => Model.Given(Tensor.Zeros(new Shape(2))));
        AssertSays("A condition takes finite numbers", () => Model.Given(Tensor.FromArray([0, double.NaN, 1], new Shape(3))));
        AssertSays("told 0", () => _ = TestModels.Vae.WithPrior(WithPrior.PriorHead).Prior);
        AssertSays("the encoder takes 5 inputs, but there are 4 features, 7 with the condition", () => _ = new ConditionalVae(
            4, 3, Mlp.Create(Key, [5, 4], Activation.Tanh), PosteriorHead.DiagonalGaussian, Prior.Standard(2), Model.Decoder, LikelihoodHead.Gaussian()));
        AssertSays("leave nothing beside a condition of 9", () => ConditionalVae.Create(9, Model.Encoder, Model.Decoder, LikelihoodHead.Gaussian()));
    }

    private static void AssertSays(string part, Action act) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);

    private static (Tensor X, Tensor Condition) Rows(RandomKey key, int count) =>
        (key.Fold("x").Normal(new Shape(count, Features)), OneHot.Of([.. Enumerable.Range(0, count).Select(row => row % Condition)], Condition));
}
