using System.Collections.Immutable;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The laws of parameter records, for every one of the library.</summary>
public class ParameterRecordTests
{
    private static readonly IReadOnlyList<Sample> Records =
    [
        Sample.Of(new Parameter(Tensor.FromArray([1f, 2]))),
        Sample.Of(TestModels.Decoder.Output),
        Sample.Of<INetwork>(TestModels.Decoder.Output),
        Sample.Of(TestModels.Decoder),
        Sample.Of<INetwork>(TestModels.Decoder),
        .. TestModels.Posteriors.Values.Concat(TestModels.Likelihoods.Values).Select(Sample.Of),
        .. TestModels.Priors.Values.Select(Sample.Of),
        Sample.Of(Dispersion.Fixed(2)),
        Sample.Of(Dispersion.PerFeature(3)),
        Sample.Of(Dispersion.PerExample),
        Sample.Of(new ColumnsHead(4, LikelihoodHead.GaussianWithSharedScale())),
        Sample.Of(LikelihoodHead.Observed(LikelihoodHead.GaussianWithSharedScale())),
        Sample.Of(LikelihoodHead.Product([new ColumnsHead(1, LikelihoodHead.Laplace()), new ColumnsHead(3, LikelihoodHead.GaussianWithFeatureScales(3))])),
        Sample.Of(MissingInput.Before(Mlp.Create(TestModels.Key, [8, 4], Activation.Tanh))),
        Sample.Of(Prior.OfCondition(Mlp.Create(TestModels.Key, [3, 4], Activation.Tanh))),
        Sample.Of(ConditionalVae.Create(3, Mlp.Create(TestModels.Key, [7, 4], Activation.Tanh), Mlp.Create(TestModels.Key, [5, 4], Activation.Tanh), LikelihoodHead.Gaussian())),
        Sample.Of(new Standardization(Tensor.FromArray([1f, 2]), Tensor.FromArray([3f, 4]))),
        Sample.Of(TestModels.Vae),
        Sample.Of(TestModels.Of("tight", "learned mixture", "Gaussian of feature scales")),
        Sample.Of(new Autoencoder(Mlp.Create(TestModels.Key, [4, 2], Activation.Relu), TestModels.Decoder, LikelihoodHead.Bernoulli())),
    ];

    [Fact]
    public void Every_record_of_the_library_is_among_them()
    {
        var concrete = typeof(Vae).Assembly.GetTypes().Where(type => type is { IsInterface: false, IsAbstract: false }
            && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IParameters<>)));
        Assert.Equal(concrete.ToHashSet(), Records.Select(record => record.Model.GetType()).ToHashSet());
    }

    [Fact]
    public void Map_keeps_what_it_is_given() => Assert.All(Records, record => record.Check());

    [Fact]
    public void A_record_is_equal_to_its_copy_and_to_none_with_another_leaf() => Assert.All(Records, record =>
    {
        Assert.Equal(record.Model, record.Changed(""));
        Assert.Equal(record.Model.GetHashCode(), record.Changed("").GetHashCode());
        Assert.All(record.Leaves, leaf => Assert.NotEqual(record.Model, record.Changed(leaf.Path)));
    });

    [Fact]
    public void Widening_and_rounding_back_changes_nothing() => Assert.All(Records, record => Assert.Equal(record.Model, record.ThereAndBack()));

    [Fact]
    public void The_leaves_of_a_model_have_readable_paths() => Assert.Equal(
        ["encoder/hidden/0/weight", "encoder/hidden/0/bias", "encoder/output/weight", "encoder/output/bias",
         "prior/logits", "prior/means", "prior/log-variances",
         "decoder/hidden/0/weight", "decoder/hidden/0/bias", "decoder/output/weight", "decoder/output/bias",
         "likelihood/log-variance", "likelihood/offset"],
        TestModels.Of("tight", "learned mixture", "Gaussian of feature scales").Leaves().Select(leaf => leaf.Path));

    private sealed record Sample(object Model, Action Check, ImmutableArray<Leaf> Leaves, Func<string, object> Changed, Func<object> ThereAndBack)
    {
        /// <summary>A record; changed at a path it is a copy with the leaf there increased by 1.</summary>
        public static Sample Of<TModel>(TModel model)
            where TModel : IParameters<TModel> => new(
            model,
            () => Parameters.Check(model),
            model.Leaves(),
            path => model.MapAll(leaf => leaf.Path == path ? leaf.Value + 1 : leaf.Value.Copy()),
            () => model.To(Precision.Double).To(Precision.Single));
    }
}
