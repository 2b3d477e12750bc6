using Xunit;

namespace VaeFunctional.Tests;

public class AutoencoderTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(12);
    private static readonly Autoencoder Model = new(
        Mlp.Create(Key.Fold("encoder"), [4, 5, 2], Activation.Tanh), TestModels.Decoder, LikelihoodHead.GaussianWithFeatureScales(4));

    [Fact]
    public void A_reconstruction_is_the_decoded_code()
    {
        var x = TestModels.Data(3);
        Assert.Equal(Model.Encoder.Apply(x), Model.Encode(x));
        Assert.Equal(Model.Decode(Model.Encode(x)), Model.Reconstruct(x));
        Assert.Equal(Model.Decoder.Apply(Model.Encode(x)), Model.Reconstruct(x).Mean);
    }

    [Fact]
    public void Its_loss_is_differentiable()
    {
        var result = GradientCheck.Objective(model => Objective.Of(model.Reconstruct(TestModels.Data(3)).NegativeLogLikelihood(TestModels.Data(3))), Model, Key);
        Assert.True(result.Passes(1e-6), result.ToString());
        Assert.Equal(9, result.Comparisons.Length);
    }
}
