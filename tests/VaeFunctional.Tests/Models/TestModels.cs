namespace VaeFunctional.Tests;

/// <summary>Small models of every combination of parts, smooth and in single precision.</summary>
internal static class TestModels
{
    public const int Features = 4;
    public const int Latent = 2;

    public static readonly RandomKey Key = RandomKey.FromSeed(6).Fold("models");

    public static IReadOnlyDictionary<string, IDistributionHead> Posteriors { get; } = new Dictionary<string, IDistributionHead>
    {
        ["default"] = PosteriorHead.DiagonalGaussian,
        ["tight"] = PosteriorHead.DiagonalGaussianWithin(new SmoothBound(1.5)),
        ["unbounded"] = PosteriorHead.DiagonalGaussianWithin(SmoothBound.None),
    };

    public static IReadOnlyDictionary<string, IPrior> Priors { get; } = new Dictionary<string, IPrior>
    {
        ["standard"] = Prior.Standard(Latent),
        ["fixed Gaussian"] = Prior.Fixed(new DiagonalGaussian(Single("prior mean", Latent), Single("prior log-variance", Latent))),
        ["learned Gaussian"] = Prior.Learned(new DiagonalGaussian(Single("learned mean", Latent), Single("learned log-variance", Latent))),
        ["fixed Laplace"] = Prior.Fixed(new Laplace(Single("fixed Laplace mean", Latent), Single("fixed Laplace log-scale", Latent))),
        ["learned Laplace"] = Prior.Learned(new Laplace(Single("Laplace mean", Latent), Single("Laplace log-scale", Latent))),
        ["fixed mixture"] = Prior.Fixed(Mixture("fixed")),
        ["learned mixture"] = Prior.Learned(Mixture("learned")),
    };

    public static IReadOnlyDictionary<string, IDistributionHead> Likelihoods { get; } = new Dictionary<string, IDistributionHead>
    {
        ["Bernoulli"] = LikelihoodHead.Bernoulli(),
        ["Bernoulli about the mean"] = LikelihoodHead.Bernoulli(Tensor.FromArray([0.1f, 0.5f, 0.9f, 0])),
        ["Gaussian"] = LikelihoodHead.Gaussian(0.7),
        ["Gaussian about the mean"] = LikelihoodHead.Gaussian(1.5).WithDataMean(Single("data mean", Features)),
        ["Gaussian of a shared scale"] = LikelihoodHead.GaussianWithSharedScale(0.5),
        ["Laplace about the mean"] = LikelihoodHead.Laplace(1.5).WithDataMean(Single("Laplace data mean", Features)),
        ["Laplace of a shared scale"] = LikelihoodHead.LaplaceWithSharedScale(0.5),
        ["Laplace of feature scales"] = LikelihoodHead.LaplaceWithFeatureScales(Features, 0.8),
        ["Gaussian of feature scales"] = LikelihoodHead.GaussianWithFeatureScales(Features, 0.8),
        ["categorical"] = LikelihoodHead.Categorical(2),
        ["categorical about the mean"] = LikelihoodHead.Categorical(4, Tensor.FromArray([0.1f, 0.5f, 0.4f, 0])),
        ["discretized logistic about the mean"] = LikelihoodHead.DiscretizedLogistic(0.3, levels: 4).WithDataMean(Tensor.FromArray([0.1f, 0.5f, 0.9f, 0])),
        ["discretized logistic of a shared scale"] = LikelihoodHead.DiscretizedLogisticWithSharedScale(0.5, levels: 4),
        ["discretized logistic of feature scales"] = LikelihoodHead.DiscretizedLogisticWithFeatureScales(Features, 0.4, levels: 4),
        ["discretized logistic of example scales"] = LikelihoodHead.DiscretizedLogisticWithExampleScales(0.5, levels: 4),
        ["ordinal"] = LikelihoodHead.Ordinal(Features, levels: 4),
        ["Poisson"] = LikelihoodHead.Poisson(),
        ["Poisson about the mean with exposure"] = LikelihoodHead.Poisson(Tensor.FromArray([0.3f, 2, 0, 4.5f]), hasExposure: true),
        ["negative binomial of a fixed dispersion"] = LikelihoodHead.NegativeBinomial(Dispersion.Fixed(2)),
        ["negative binomial of a shared dispersion"] = LikelihoodHead.NegativeBinomial(Tensor.FromArray([0.3f, 2, 0, 4.5f]), Dispersion.Shared(0.5)),
        ["negative binomial of feature dispersions with exposure"] = LikelihoodHead.NegativeBinomial(Dispersion.PerFeature(Features, 3), hasExposure: true),
        ["zero-inflated negative binomial of example dispersions"] = LikelihoodHead.ZeroInflatedNegativeBinomial(Dispersion.PerExample),
        ["zero-inflated negative binomial with exposure"] =
            LikelihoodHead.ZeroInflatedNegativeBinomial(Tensor.FromArray([0.3f, 2, 0, 4.5f]), Dispersion.PerFeature(Features), hasExposure: true),
    };

    public static Mlp Encoder { get; } = Mlp.Create(Key.Fold("encoder"), [Features, 5, 2 * Latent], Activation.Tanh);

    public static Mlp Decoder { get; } = Mlp.Create(Key.Fold("decoder"), [Latent, 5, Features], Activation.Softplus);

    public static Vae Vae { get; } = Of("default", "standard", "Bernoulli");

    public static Vae Of(string posterior, string prior, string likelihood) =>
        new(Encoder, Posteriors[posterior], Priors[prior], DecoderFor(Likelihoods[likelihood]), Likelihoods[likelihood]);

    /// <summary>The decoder, or one with more outputs where the likelihood takes them.</summary>
    public static Mlp DecoderFor(IDistributionHead likelihood) =>
        likelihood.OutputsFor(Features) is var outputs && outputs == Features
            ? Decoder
            : Mlp.Create(Key.Fold("decoder").Fold(outputs), [Latent, 5, outputs], Activation.Softplus);

    /// <summary>Zeros and ones.</summary>
    public static Tensor Data(int count) => Chosen(count, 0, 1);

    /// <summary>Values within the support of a likelihood.</summary>
    public static Tensor Data(int count, string likelihood) => Likelihoods[likelihood] switch
    {
        PoissonHead or NegativeBinomialHead or ZeroInflatedNegativeBinomialHead => Chosen(count, 0, 1, 2, 5),
        CategoricalHead head => new Categorical(Tensor.Zeros(new Shape(count, Features)), head.Classes).Sample(Key.Fold("data")),
        DiscretizedLogisticHead => Chosen(count, 0, 1 / 3.0, 2 / 3.0, 1),
        OrdinalHead => Chosen(count, 0, 1, 2, 3),
        _ => Data(count),
    };

    public static Mlp ConstantDecoder(params float[] output)
    {
        var zero = Decoder.ZerosLike();
        return new(zero.Hidden, zero.Output.WithBias(Tensor.FromArray(output)));
    }

    private static GaussianMixture Mixture(string name) =>
        new(Single($"{name} logits", 3), Single($"{name} means", 3, Latent), Single($"{name} log-variances", 3, Latent));

    private static Tensor Chosen(int count, params double[] from) => Samples.Choose(Key.Fold("data"), new Shape(count, Features), from, Precision.Single);

    private static Tensor Single(string name, params int[] sizes) => Samples.ShortDecimals(Key.Fold(name), new Shape(sizes), Precision.Single);
}
