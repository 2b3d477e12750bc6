using Xunit;

namespace VaeFunctional.Tests;

public class VaeConstructionTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(8);
    private static readonly Vae Model = TestModels.Vae;

    [Fact]
    public void Sizes_are_those_of_the_networks()
    {
        Assert.Equal(TestModels.Features, Model.Features);
        Assert.Equal(TestModels.Latent, Model.Latent);
    }

    [Fact]
    public void Created_with_networks_and_a_likelihood_it_has_a_Gaussian_posterior_and_the_standard_prior()
    {
        var model = Vae.Create(TestModels.Encoder, TestModels.Decoder, LikelihoodHead.Gaussian());
        Assert.Equal(new Vae(TestModels.Encoder, PosteriorHead.DiagonalGaussian, Prior.Standard(2), TestModels.Decoder, LikelihoodHead.Gaussian()), model);
    }

    [Fact]
    public void An_encoder_that_does_not_fit_the_posterior_is_told_with_both_sizes() =>
        AssertRefused(() => Model.WithEncoder(Network(4, 5)), "encoder gives 5", "2 latent dimensions takes 4");

    [Fact]
    public void A_decoder_that_does_not_fit_the_likelihood_is_told_with_both_sizes() =>
        AssertRefused(() => Model.WithDecoder(Network(2, 3)), "decoder gives 3", "4 features takes 4");

    [Fact]
    public void A_prior_that_does_not_fit_the_decoder_is_told_with_both_sizes() =>
        AssertRefused(() => Model.WithPrior(Prior.Standard(3)), "prior is over 3 latent dimensions", "decoder takes 2");

    [Fact]
    public void A_prior_with_a_batch_is_refused() =>
        AssertRefused(() => Model.WithPrior(Prior.Fixed(new DiagonalGaussian(Tensor.Zeros(new Shape(1, 2)), Tensor.Scalar(0)))), "prior is one distribution over [latent]", "DiagonalGaussian [1, 2]");

    [Fact]
    public void A_decoder_of_another_latent_size_is_told_with_the_posterior() =>
        AssertRefused(() => Model.WithDecoder(Network(3, 4)), "encoder gives 4", "3 latent dimensions takes 6");

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void A_likelihood_of_another_number_of_features_is_refused(int features)
    {
        var mean = Tensor.Full(new Shape(features), 0.5);
        AssertRefused(() => Model.WithLikelihood(LikelihoodHead.Bernoulli(mean)), $"[{features}]", "4");
        AssertRefused(() => Model.WithLikelihood(LikelihoodHead.Gaussian().WithDataMean(mean)), $"[{features}]", "4");
        AssertRefused(() => Model.WithLikelihood(LikelihoodHead.GaussianWithFeatureScales(features)), $"[{features}]", "4");
    }

    [Fact]
    public void An_autoencoder_tells_both_sizes()
    {
        AssertRefused(() => new Autoencoder(Network(4, 2), Network(3, 4), LikelihoodHead.Gaussian()), "encoder gives 2", "decoder takes 3");
        AssertRefused(() => new Autoencoder(Network(4, 2), Network(2, 5), LikelihoodHead.Gaussian()), "decoder gives 5", "4 features takes 4");
    }

    [Fact]
    public void Each_part_can_be_exchanged()
    {
        var (encoder, decoder) = (Network(4, 4), Network(2, 4));
        var exchanged = Model.WithEncoder(encoder).WithDecoder(decoder).WithPrior(TestModels.Priors["learned mixture"])
            .WithPosterior(TestModels.Posteriors["tight"]).WithLikelihood(TestModels.Likelihoods["Gaussian"]);
        Assert.Equal(new Vae(encoder, TestModels.Posteriors["tight"], TestModels.Priors["learned mixture"], decoder, TestModels.Likelihoods["Gaussian"]), exchanged);
        Assert.NotEqual(Model, exchanged);
    }

    [Fact]
    public void A_mismatch_within_a_model_names_the_layer_and_both_shapes()
    {
        var vae = Vae.Create(Network(20, 2 * 784), Mlp.Create(Key, [784, 400, 20], Activation.Relu), LikelihoodHead.Bernoulli());
        var decoding = Assert.Throws<ShapeMismatchException>(() => vae.Decode(Tensor.Zeros(new Shape(128, 700))));
        Assert.Equal("Dense 'decoder/hidden/0': input [128, 700] does not match weight [784, 400]", decoding.Message);
        Assert.Equal("decoder/hidden/0", decoding.Path);
    }

    [Fact]
    public void Data_of_another_width_is_reported_as_data_and_images_with_the_way_to_flatten_them()
    {
        var vae = Vae.Create(Network(20, 4), Network(2, 20), LikelihoodHead.Gaussian());
        var autoencoder = new Autoencoder(Network(20, 2), Network(2, 20), LikelihoodHead.Gaussian());
        AssertSays(new(128, 21), "data of shape [128, 21] has 21 features, but the model takes 20");
        AssertSays(new(20), "data of shape [20] has no batch axis before its features; the model takes [batch, 20]");
        AssertSays(new(3, 4, 5), "data of shape [3, 4, 5] has 5 features, but the model takes 20; flatten every example to a row, as by Reshape(new Shape(3, 20))");
        AssertSays(new(3, 4, 6), "data of shape [3, 4, 6] has 6 features, but the model takes 20");
        Assert.Equal(
            "Vae: data of shape [2, 21] has 21 features, but the model takes 20",
            Assert.Throws<ShapeMismatchException>(() => Elbo.Estimate(vae, Tensor.Zeros(new Shape(2, 21)), Key)).Message);

        void AssertSays(Shape shape, string detail)
        {
            var x = Tensor.Zeros(shape);
            Assert.Equal($"Vae: {detail}", Assert.Throws<ShapeMismatchException>(() => vae.Encode(x)).Message);
            Assert.Equal($"Autoencoder: {detail}", Assert.Throws<ShapeMismatchException>(() => autoencoder.Reconstruct(x)).Message);
        }
    }

    private static Mlp Network(int inputs, int outputs) => Mlp.Create(Key, [inputs, outputs], Activation.Relu);

    private static void AssertRefused(Func<object> construct, params string[] parts)
    {
        var message = Assert.ThrowsAny<ArgumentException>(construct).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
