using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What holds of any model, whatever its sizes, heads, prior and precision.</summary>
public sealed class AnyModelLaws
{
    [Property]
    public void A_model_is_a_parameter_record(Vae model)
    {
        Parameters.Check(model);
        Assert.Equal(model, model.MapParameters((_, leaf) => leaf));
        var moved = model.MapParameters((_, leaf) => leaf + 1);
        Assert.All(model.Leaves().Zip(moved.Leaves()), pair =>
            Assert.Equal(pair.First.IsConstant ? pair.First.Value : pair.First.Value + 1, pair.Second.Value));
        Assert.Equal(
            [
                .. Within("encoder", model.Encoder), .. Within("posterior", model.PosteriorHead), .. Within("prior", model.PriorHead),
                .. Within("decoder", model.Decoder), .. Within("likelihood", model.LikelihoodHead),
            ],
            Within("", model));
    }

    [Property]
    public void A_model_in_double_precision_comes_back(Vae model)
    {
        var precision = model.Leaves()[0].Value.Precision;
        var wide = model.To(Precision.Double);
        Assert.All(wide.Leaves(), leaf => Assert.Equal(Precision.Double, leaf.Value.Precision));
        if (precision == Precision.Single)
            Assert.Equal(model.To(Precision.Single), wide.To(Precision.Single));
        else
            Assert.Equal(wide, wide.To(Precision.Double));
    }

    [Property]
    public void Distributions_of_a_model_have_the_shapes_of_data_and_latents(ModelExample example)
    {
        var (model, x, key) = example;
        var q = model.Encode(x);
        var draws = q.Sample(key, 3);
        Assert.Equal(new Shape(x.Shape[0], model.Latent), q.Shape);
        Assert.Equal(new Shape(3, x.Shape[0], model.Latent), draws.Shape);
        Assert.Equal(x.Shape, model.Decode(q.Mean).Shape);
        Assert.Equal(new Shape(3, x.Shape[0], model.Features), model.Decode(draws).Shape);
        Assert.Equal(new Shape(3, x.Shape[0]), model.Decode(draws).LogDensity(x).Shape);
        Assert.Equal(x.Shape, model.Reconstruct(x).Shape);
        Assert.Equal(new Shape(7, model.Features), model.Generate(key, 7).Shape);
    }

    [Property]
    public bool Bounds_of_a_model_are_ordered_on_the_same_draws(ModelExample example)
    {
        var (model, x, key) = (example.Model.To(Precision.Double), example.X.To(Precision.Double), example.Key);
        var bound = ImportanceWeightedBound.Estimate(model, x, key, 5);
        return Enumerable.Range(0, x.Shape[0]).All(row =>
        {
            var logWeights = LogWeights.Of(bound.LogWeights, row);
            return Near.AtMost(logWeights.Average(), bound.Values[row], 1e-12) && Near.AtMost(bound.Values[row], logWeights.Max(), 1e-12);
        });
    }

    [Property]
    public bool Bounds_of_a_model_are_the_formulas_of_its_densities(ModelExample example)
    {
        var (model, x, key) = (example.Model.To(Precision.Double), example.X.To(Precision.Double), example.Key);
        var (p, q) = (model.Prior, model.Encode(x));
        var noise = q.Noise(key, 3);
        var z = q.FromNoise(noise);
        var logLikelihoods = model.Decode(z).LogDensity(x);
        var logWeights = logLikelihoods + p.LogDensity(z) - q.LogDensity(z);
        var sampled = Elbo.Estimate(model, x, noise, RateForm.SameSample);
        return Near.All(logWeights.ToDoubles(), ImportanceWeightedBound.Estimate(model, x, noise).LogWeights.ToDoubles(), 1e-10)
            && Near.All(logWeights.Mean(0).ToDoubles(), sampled.Elbo.Values.ToDoubles(), 1e-10)
            && Near.All((-logLikelihoods.Mean(0)).ToDoubles(), sampled.Distortion.ToDoubles(), 1e-10);
    }

    [Property]
    public bool The_elbo_of_a_batch_is_that_of_each_example(ModelExample example)
    {
        var (model, x, key) = (example.Model.To(Precision.Double), example.X.To(Precision.Double), example.Key);
        var noise = model.Encode(x).Noise(key);
        var together = Elbo.Estimate(model, x, noise);
        var alone = Enumerable.Range(0, x.Shape[0]).Select(i => Elbo.Estimate(model, x.Slice(i, 1), noise.Slice(i, 1)).Elbo.Values.ToScalar());
        return Near.All(together.Elbo.Values.ToDoubles(), alone, 1e-12)
            && together.Elbo.Values.Equals(-(together.Distortion + together.Rate));
    }

    [Property]
    public void Both_precisions_of_a_model_give_one_density_of_the_data(ModelExample example)
    {
        var (model, x, key) = example;
        // The noise of each precision is the same number rounded; a mixture's draw could pick another component by that rounding.
        var z = model.To(Precision.Double).Encode(x.To(Precision.Double)).Mean;
        double[] At(Precision precision) => model.To(precision).Decode(z.To(precision)).LogDensity(x.To(precision)).ToDoubles();
        Assert.True(Near.All(At(Precision.Double), At(Precision.Single), 1e-4));
        Assert.Equal(Precision.Single, Elbo.Estimate(model.To(Precision.Single), x.To(Precision.Single), key).Elbo.Values.Precision);
    }

    [Property]
    public void A_saved_model_loads_as_it_was(Vae model, Vae other)
    {
        using var folder = new TemporaryFolder();
        ModelFile.Save(folder["model"], model);
        Assert.Equal(model, ModelFile.Load(folder["model"], like: model.MapAll(leaf => leaf.Value * 0)));
        if (!model.Leaves().Select(leaf => (leaf.Path, leaf.Value.Shape)).SequenceEqual(other.Leaves().Select(leaf => (leaf.Path, leaf.Value.Shape))))
            Assert.Throws<ArgumentException>(() => ModelFile.Load(folder["model"], like: other));
    }

    [Property(MaxTest = 10)]
    public Property A_model_obeys_all_laws_of_models(Vae model, RandomKey key)
    {
        var data = model.Decode(model.Prior.Sample(key.Fold("z"), 8)).Sample(key.Fold("x"));
        return ModelProperties.Hold(Smooth(model), data, key).When(data.Shape[0] == 8);
    }

    private static IEnumerable<(string Path, Tensor Value, bool IsConstant)> Within<TRecord>(string part, TRecord record)
        where TRecord : IParameters<TRecord> =>
        record.Leaves().Select(leaf => (part.Length == 0 ? leaf.Path : $"{part}/{leaf.Path}", leaf.Value, leaf.IsConstant));

    /// <summary>Near a kink, a central difference is not the derivative.</summary>
    private static Vae Smooth(Vae model) => model.WithEncoder(Smooth(model.Encoder)).WithDecoder(Smooth(model.Decoder));

    private static INetwork Smooth(INetwork network) => network switch
    {
        Mlp mlp => new Mlp(mlp.Hidden.Select(layer => new Dense(layer.Weight, layer.Bias, Activation.Tanh)), mlp.Output),
        MissingInput missing => new MissingInput(missing.Fill, Smooth(missing.Network)),
        _ => throw new InvalidOperationException($"No smooth twin of {network.GetType().Name} is known."),
    };
}
