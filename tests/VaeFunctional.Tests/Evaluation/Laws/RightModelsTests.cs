using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Right models whose laws are hard to verify: many kinks, and events too rare to be drawn.</summary>
public sealed class RightModelsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(32);

    public static TheoryData<int> Logits => [-2, -4, -6, -7, -8, -9, -10, -11, -12, -13, -14];

    [Fact]
    public void The_gradient_of_a_model_with_hundreds_of_kinks_is_its_central_difference_whatever_the_key()
    {
        foreach (var key in Key.Split(30))
        {
            var law = ExampleLaws.Gradients(new LawSubject<Vae>(Wide(key), Images(key), key), key);
            Assert.True(law.IsHeld, law.Text);
            var check = GradientCheck.Objective(model => Elbo.Estimate(model, Images(key), key).ToObjective(), Wide(key), key);
            Assert.True(check.Passes(), check.ToString());
        }
    }

    [Fact]
    public void A_derivative_off_by_a_thousandth_is_found_among_hundreds_of_kinks_whatever_the_key()
    {
        foreach (var key in Key.Split(30))
        {
            var model = new SpoiledModel(Wide(key)) { Decoding = (vae, z) => vae.Decode(OffByAThousandth(z)) };
            Assert.False(GradientCheck.Objective(at => Elbo.Estimate(at, Images(key), key).ToObjective(), model, key).Passes(1e-5));
        }
    }

    [Fact]
    public void A_gradient_that_is_wrong_at_two_of_three_points_is_found()
    {
        var model = TestModels.Of("default", "standard", "Gaussian");
        foreach (var (wrong, outcome) in new[] { (1, LawOutcome.Holds), (2, LawOutcome.Fails), (3, LawOutcome.Fails) })
        {
            // A point is known by the encoder's weights, which it moves.
            var points = new List<Tensor>();
            var spoiled = new SpoiledModel(model)
            {
                Encoding = (vae, x) =>
                {
                    var bias = ((Mlp)vae.Encoder).Output.Bias.StopGradient();
                    var point = points.FindIndex(known => (known - bias).Abs().ToDoubles().Max() < 1e-3);
                    if (point < 0)
                    {
                        points.Add(bias);
                        point = points.Count - 1;
                    }

                    var q = (DiagonalGaussian)vae.Encode(x);
                    return point >= 1 && point <= wrong ? new DiagonalGaussian(q.Mean.StopGradient(), q.LogVariance) : q;
                },
            };
            Assert.Equal(outcome, ExampleLaws.Gradients(new LawSubject<SpoiledModel>(spoiled, TestModels.Data(8), Key), Key).Outcome);
        }
    }

    [Theory]
    [MemberData(nameof(Logits))]
    public void Rare_events_obey_the_laws_whether_they_are_drawn_or_not(int logit)
    {
        foreach (var features in new[] { 2, 16, 64 })
        {
            foreach (var key in Key.Fold(features).Split(2))
            {
                var result = ModelLaws.Check(Rare(key, features, logit), key.Bernoulli(Tensor.Full(new Shape(8, features), 0.1)), key);
                Assert.True(result.Hold, $"{features} features: {result}");
            }
        }
    }

    [Theory]
    [InlineData(784)]
    [InlineData(4096)]
    public void Draws_of_many_features_belong_to_their_density(int features)
    {
        var zeros = Tensor.Zeros(new Shape(2, features), Precision.Double);
        foreach (var law in new Distribution[] { new DiagonalGaussian(zeros, zeros), new Laplace(zeros, zeros), new LawFamilies.Exponential(zeros), new LawFamilies.Power(zeros) })
        {
            foreach (var key in Key.Fold(features).Split(3))
            {
                var finding = DrawLaws.Verify(new RoleDraws(law, key));
                Assert.True(finding.IsHeld, $"{law.GetType().Name}, {key}: {finding.Text}");
            }
        }
    }

    private static Tensor OffByAThousandth(Tensor x) => Rule.Unary(x, value => value * 1, (cotangent, _, _) => cotangent * 1.001);

    private static Tensor Images(RandomKey key) => key.Fold("binary").Bernoulli(ShapeImages.Generate(key.Fold("data"), 8, side: 16).Images);

    private static Vae Wide(RandomKey key) => Vae.Create(
        Mlp.Create(key.Fold("encoder"), [256, 400, 2 * 20], Activation.Relu),
        Mlp.Create(key.Fold("decoder"), [20, 400, 256], Activation.Relu),
        LikelihoodHead.Bernoulli());

    /// <summary>Its data have blank examples, which stand exactly on the kinks of an encoder with biases of 0.</summary>
    private static Vae Rare(RandomKey key, int features, double logit)
    {
        var decoder = Mlp.Create(key.Fold("decoder"), [2, 30, features], Activation.Relu);
        return Vae.Create(
            Mlp.Create(key.Fold("encoder"), [features, 8, 4], Activation.Relu),
            new Mlp(decoder.Hidden, decoder.Output.WithBias(Tensor.Full(new Shape(features), logit))),
            LikelihoodHead.Bernoulli());
    }
}
