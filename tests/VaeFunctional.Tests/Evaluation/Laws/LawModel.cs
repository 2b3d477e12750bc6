namespace VaeFunctional.Tests;

/// <summary>A model of any posterior, prior and likelihood, two latents and three features.</summary>
internal sealed record LawModel(Mlp Encoder, Mlp Decoder) : ILatentModel, IParameters<LawModel>
{
    public const int Features = 3;

    public required Func<Tensor, Distribution> Posterior { get; init; }

    public required Func<Tensor, Distribution> Likelihood { get; init; }

    public required Distribution Prior { get; init; }

    public static LawModel Of(string family, RandomKey key) => new(
        Mlp.Create(key.Fold("encoder"), [Features, 5, 2], Activation.Tanh), Mlp.Create(key.Fold("decoder"), [2, 5, Features], Activation.Tanh))
    {
        Posterior = LawFamilies.All[family],
        Prior = LawFamilies.PriorOf(family),
        Likelihood = LawFamilies.All[family],
    };

    /// <summary>Ones and, where a family has more, its own draws.</summary>
    public static Tensor Data(string family, RandomKey key) =>
        LawFamilies.All[family](Tensor.Zeros(new Shape(20, Features), Precision.Double)).Sample(key);

    public Distribution Encode(Tensor x) => Posterior(Encoder.Apply(x));

    public Distribution Decode(Tensor z) => Likelihood(Decoder.Apply(z));

    public LawModel Map(LeafMap f) => this with { Encoder = f.At("encoder", Encoder), Decoder = f.At("decoder", Decoder) };
}
