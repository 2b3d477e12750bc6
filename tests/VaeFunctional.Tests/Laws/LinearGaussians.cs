namespace VaeFunctional.Tests;

/// <summary>Linear-Gaussian VAEs of the library's own parts, and data for them, as values of a key.</summary>
internal static class LinearGaussians
{
    /// <summary>A factor analysis with an encoder that has nothing to do with its posterior.</summary>
    public static LinearGaussianModel Any(RandomKey key, ModelSize size) =>
        Of(key, size, Normal(key.Fold("loadings"), size.Latent, size.Features));

    /// <summary>A factor analysis whose posterior has independent coordinates, and q is that posterior.</summary>
    public static LinearGaussianModel AtPosterior(RandomKey key, ModelSize size)
    {
        var model = Any(key, size);
        var scale = (((GaussianHead)model.Vae.LikelihoodHead).LogVariance * 0.5).Exp();
        var orthonormal = Normal(key.Fold("directions"), size.Features, size.Latent).ToMatrix().QR().Q
            .SubMatrix(0, size.Features, 0, size.Latent).ToTensor().Transpose();
        var lengths = (Normal(key.Fold("lengths"), size.Latent, 1) * 0.5).Exp();
        var decoder = (Dense)model.Vae.Decoder;
        return new LinearGaussianModel(model.Vae.WithDecoder(decoder.WithWeight(orthonormal * lengths * scale))).WithBestPosterior();
    }

    /// <summary>A model of one scale for all features, as small as training begins.</summary>
    public static Vae Untrained(RandomKey key, int features, int latent, GaussianHead likelihood) => new(
        Dense.Create(key.Fold("encoder"), features, 2 * latent, Activation.Identity, Initialization.GlorotUniform, Precision.Double),
        PosteriorHead.DiagonalGaussianWithin(SmoothBound.None),
        Prior.Standard(latent),
        Dense.Create(key.Fold("decoder"), latent, features, Activation.Identity, Initialization.GlorotUniform, Precision.Double),
        (GaussianHead)((IDistributionHead)likelihood).To(Precision.Double));

    public static Tensor Data(RandomKey key, ModelSize size) => Normal(key.Fold("data"), size.Batch, size.Features);

    private static LinearGaussianModel Of(RandomKey key, ModelSize size, Tensor loadings)
    {
        var encoder = new Dense(
            Normal(key.Fold("encoder"), size.Features, 2 * size.Latent) * 0.3,
            Normal(key.Fold("encoder bias"), 2 * size.Latent),
            Activation.Identity);
        var likelihood = new GaussianHead(Normal(key.Fold("log-variance"), size.Features), true, Normal(key.Fold("offset"), size.Features));
        return new(new Vae(
            encoder,
            PosteriorHead.DiagonalGaussianWithin(SmoothBound.None),
            Prior.Standard(size.Latent),
            new Dense(loadings, Normal(key.Fold("decoder bias"), size.Features), Activation.Identity),
            likelihood));
    }

    private static Tensor Normal(RandomKey key, params int[] sizes) => key.Normal(new Shape(sizes), Precision.Double);
}
