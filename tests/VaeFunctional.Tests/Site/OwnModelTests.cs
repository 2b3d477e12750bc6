// readme:begin
using FsCheck.Xunit;
using VaeFunctional;
using Xunit;

namespace OwnModel;

public sealed record Model(Mlp Encoder, Mlp Decoder, Tensor LogScale) : ILatentModel, IParameters<Model>
{
    public Distribution Prior => DiagonalGaussian.Standard(Decoder.Inputs);

    public Distribution Encode(Tensor x) => PosteriorHead.DiagonalGaussian.Of(Encoder.Apply(x));

    public Distribution Decode(Tensor z) => new DiagonalGaussian(Decoder.Apply(z), 2 * LogScale);

    public Model Map(LeafMap f) => new(f.At("encoder", Encoder), f.At("decoder", Decoder), f.At("log-scale", LogScale));
}

[VaeProperties]
public class ModelTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    private static readonly Model Model = new(
        Mlp.Create(Key.Fold("encoder"), [6, 12, 4], Activation.Tanh),
        Mlp.Create(Key.Fold("decoder"), [2, 12, 6], Activation.Tanh),
        Key.Fold("scales").Normal(new Shape(6)));

    private static readonly Tensor Data = Key.Fold("data").Normal(new Shape(50, 6));

    // All laws of models, for ten generated keys.
    [Fact]
    public void The_model_obeys_every_law() => ModelProperties.Check(Model, Data);

    // A law of your own, for generated keys.
    [Property]
    public bool The_bound_is_at_least_the_mean_log_weight(RandomKey key)
    {
        var bound = ImportanceWeightedBound.Estimate(Model, Data, key, 5);
        return bound.LogWeights.Mean(0).ToDoubles().Zip(bound.Values.ToDoubles()).All(pair => pair.First <= pair.Second + 1e-4);
    }

    // A law of the library's own models, for random sizes, heads and priors.
    [Property]
    public bool Reconstructions_have_the_shape_of_the_data(ModelExample example) => example.Model.Reconstruct(example.X).Shape == example.X.Shape;
}
// readme:end
