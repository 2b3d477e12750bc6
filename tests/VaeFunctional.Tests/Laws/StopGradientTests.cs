using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Without the reparameterization no gradient reaches the encoder; with it the gradient is the exact one.</summary>
public sealed class StopGradientTests
{
    private static readonly ModelSize Size = new(Features: 4, Latent: 2, Batch: 5);

    private static readonly LinearGaussianModel Model = LinearGaussians.Any(RandomKey.FromSeed(3), Size);

    private static readonly Tensor X = LinearGaussians.Data(RandomKey.FromSeed(4), Size);

    [Fact]
    public void A_sample_that_is_a_constant_gives_the_encoder_no_gradient_at_all()
    {
        var gradient = DistortionGradient(z => z.StopGradient());
        Assert.All(Encoder(gradient), leaf => Assert.All(leaf.Value.ToDoubles(), derivative => Assert.Equal(0, derivative)));
        Assert.Equal(2, Encoder(gradient).Count());
    }

    [Fact]
    public void A_sample_that_is_a_constant_leaves_the_decoder_its_gradient()
    {
        var (stopped, exact) = (DistortionGradient(z => z.StopGradient()), Model.Gradient(X, beta: 0));
        Assert.True(Near.Parameters(exact.WithEncoder(stopped.Encoder), stopped, 1e-10));
    }

    [Fact]
    public void A_reparameterized_sample_gives_the_encoder_the_exact_gradient()
    {
        var (gradient, exact) = (DistortionGradient(z => z), Model.Gradient(X, beta: 0));
        Assert.True(Near.Parameters(exact, gradient, 1e-10));
        Assert.All(Encoder(gradient), leaf => Assert.All(leaf.Value.ToDoubles(), derivative => Assert.NotEqual(0, derivative)));
    }

    private static Vae DistortionGradient(Func<Tensor, Tensor> use) =>
        Gradient.ValueAndGradient(
            vae =>
            {
                var q = (DiagonalGaussian)vae.Encode(X);
                var z = use(q.Reparameterize(Model.ExactNoise(Size.Batch)));
                return Objective.Of(vae.Decode(z).NegativeLogLikelihood(X).Mean(0));
            },
            Model.Vae).Gradient;

    private static IEnumerable<Leaf> Encoder(Vae gradient) =>
        gradient.Leaves().Where(leaf => leaf.Path.StartsWith("encoder/", StringComparison.Ordinal));
}
