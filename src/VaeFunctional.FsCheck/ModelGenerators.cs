using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional;

/// <summary>A whole model, data that fit it, and a key for its draws.</summary>
/// <param name="Model">The model.</param>
/// <param name="X">Data <c>[batch, features]</c> within the likelihood's support, in the model's precision.</param>
/// <param name="Key">A key.</param>
public sealed record ModelExample(Vae Model, Tensor X, RandomKey Key);

/// <summary>Generators of models of random sizes, heads and priors, and what is simpler than a model.</summary>
internal static class ModelGenerators
{
    public static Gen<Vae> Any() =>
        from features in Gen.Choose(1, 5)
        from latent in Gen.Choose(1, 3)
        from precision in TensorGenerators.Precisions()
        from prior in Priors(latent, precision)
        from likelihood in Likelihoods(features, precision)
        from encoder in Encoders(features, 2 * latent, precision, likelihood.TakesHoles)
        from decoder in NetworkGenerators.Of(latent, likelihood.OutputsFor(features), precision)
        select new Vae(encoder, PosteriorHead.DiagonalGaussian, prior, decoder, likelihood);

    /// <summary>Models of one or two numbers in a condition, which the prior is told or not.</summary>
    public static Gen<ConditionalVae> Conditional() =>
        from features in Gen.Choose(1, 4)
        from latent in Gen.Choose(1, 3)
        from condition in Gen.Choose(1, 2)
        from precision in TensorGenerators.Precisions()
        from encoder in NetworkGenerators.Of(features + condition, 2 * latent, precision)
        from network in NetworkGenerators.Of(condition, 2 * latent, precision)
        from prior in Gen.OneOf(Priors(latent, precision), Gen.Constant((IPrior)Prior.OfCondition(network)))
        from likelihood in Likelihoods(features, precision).Where(head => !head.TakesHoles)
        from decoder in NetworkGenerators.Of(latent + condition, likelihood.OutputsFor(features), precision)
        select new ConditionalVae(features, condition, encoder, PosteriorHead.DiagonalGaussian, prior, decoder, likelihood);

    public static Gen<ModelExample> Example() =>
        from model in Any()
        from batch in Gen.Choose(1, 4)
        from key in KeyGenerators.Any()
        from x in Data(model, batch, key.Fold("data"))
        select new ModelExample(model, x, key);

    public static IEnumerable<Vae> Simpler(Vae model)
    {
        if (model.PriorHead is not GaussianPrior { IsLearned: false })
            yield return model.WithPrior(Prior.Standard(model.Latent));
        if (model.Encoder is Mlp encoder)
        {
            foreach (var simpler in NetworkGenerators.Simpler(encoder))
                yield return model.WithEncoder(simpler);
        }

        if (model.Decoder is Mlp decoder)
        {
            foreach (var simpler in NetworkGenerators.Simpler(decoder))
                yield return model.WithDecoder(simpler);
        }
    }

    public static IEnumerable<ModelExample> Simpler(ModelExample example) =>
        Simpler(example.Model).Select(model => example with { Model = model })
            .Concat(NetworkGenerators.FewerRows(example.X).Select(x => example with { X = x }));

    private static Gen<INetwork> Encoders(int features, int outputs, Precision precision, bool takesHoles) =>
        takesHoles
            ? NetworkGenerators.Of(2 * features, outputs, precision).Select(network => (INetwork)MissingInput.Before(network).To(precision))
            : NetworkGenerators.Of(features, outputs, precision).Select(network => (INetwork)network);

    private static Gen<IPrior> Priors(int latent, Precision precision) =>
        from gaussian in DistributionGenerators.Gaussian(new Shape(latent), precision)
        from laplace in DistributionGenerators.Laplace(new Shape(latent), precision)
        from mixture in DistributionGenerators.Mixture(latent, precision)
        from prior in Gen.Elements<IPrior>(
            Prior.Standard(latent), Prior.Fixed(gaussian), Prior.Learned(gaussian),
            Prior.Fixed(laplace), Prior.Learned(laplace), Prior.Fixed(mixture), Prior.Learned(mixture))
        select prior;

    private static Gen<IDistributionHead> Likelihoods(int features, Precision precision) =>
        features == 1
            ? Gen.OneOf(OfOneKind(1, precision), WithHoles(1, precision))
            : Gen.OneOf(OfOneKind(features, precision), WithHoles(features, precision), SideBySide(features, precision));

    private static Gen<IDistributionHead> WithHoles(int features, Precision precision) =>
        OfOneKind(features, precision).Select(head => (IDistributionHead)LikelihoodHead.Observed(head));

    private static Gen<IDistributionHead> SideBySide(int features, Precision precision) =>
        from first in OfOneKind(1, precision)
        from second in Gen.OneOf(OfOneKind(features - 1, precision), WithHoles(features - 1, precision))
        select (IDistributionHead)LikelihoodHead.Product([new ColumnsHead(1, first), new ColumnsHead(features - 1, second)]);

    private static Gen<IDistributionHead> OfOneKind(int features, Precision precision) =>
        from frequencies in Gen.Choose(0, 10).Select(tenths => tenths / 10.0).ArrayOf(features)
        from means in TensorGenerators.Decimals(new Shape(features), 20, precision)
        from scale in Gen.Choose(2, 20).Select(tenths => tenths / 10.0)
        from head in Gen.Elements<IDistributionHead>(
            LikelihoodHead.Bernoulli(),
            LikelihoodHead.Bernoulli(Tensor.FromArray(frequencies).To(precision)),
            LikelihoodHead.Categorical(features),
            LikelihoodHead.Categorical(features, Tensor.FromArray(frequencies).To(precision)),
            LikelihoodHead.DiscretizedLogistic(scale, levels: 4, precision),
            LikelihoodHead.DiscretizedLogisticWithExampleScales(scale, levels: 4, precision: precision).WithDataMean(means),
            LikelihoodHead.DiscretizedLogisticWithFeatureScales(features, scale, levels: 4, precision: precision),
            LikelihoodHead.Ordinal(features, levels: 3, precision: precision),
            LikelihoodHead.Gaussian(scale, precision),
            LikelihoodHead.Gaussian(scale, precision).WithDataMean(means),
            LikelihoodHead.GaussianWithSharedScale(scale, precision),
            LikelihoodHead.GaussianWithFeatureScales(features, scale, precision),
            LikelihoodHead.Laplace(scale, precision).WithDataMean(means),
            LikelihoodHead.LaplaceWithSharedScale(scale, precision),
            LikelihoodHead.LaplaceWithFeatureScales(features, scale, precision),
            LikelihoodHead.Poisson(),
            LikelihoodHead.Poisson(Tensor.FromArray(frequencies).To(precision) * 5, hasExposure: true),
            LikelihoodHead.NegativeBinomial(Dispersion.PerFeature(features, scale, precision)),
            LikelihoodHead.NegativeBinomial(Dispersion.Fixed(scale, precision), hasExposure: true),
            LikelihoodHead.ZeroInflatedNegativeBinomial(Dispersion.PerExample),
            LikelihoodHead.ZeroInflatedNegativeBinomial(Dispersion.Shared(scale, precision), hasExposure: true))
        select head;

    /// <summary>Short decimals where the likelihood takes them, and the model's own draws where it does not, counts among them of moderate size.</summary>
    private static Gen<Tensor> Data(Vae model, int batch, RandomKey key)
    {
        var precision = model.Leaves()[0].Value.Precision;
        var p = model.Decode(model.Prior.Sample(key.Fold("z"), batch));
        return p.IsReparameterized
            ? TensorGenerators.Decimals(new Shape(batch, model.Features), 30, precision)
            : Gen.Constant(p.Sample(key.Fold("x")).Clamp(0, 3).To(precision));
    }
}
