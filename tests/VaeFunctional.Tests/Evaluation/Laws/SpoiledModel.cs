namespace VaeFunctional.Tests;

/// <summary>A VAE one of whose functions is replaced, as by somebody who wrote it wrong.</summary>
internal sealed record SpoiledModel(Vae Inner) : ILatentModel, IParameters<SpoiledModel>
{
    public Func<Vae, Tensor, Distribution> Encoding { get; init; } = (vae, x) => vae.Encode(x);

    public Func<Vae, Tensor, Distribution> Decoding { get; init; } = (vae, z) => vae.Decode(z);

    public Func<Vae, LeafMap, Vae> Mapping { get; init; } = (vae, f) => f.At("inner", vae);

    public Distribution Prior => Inner.Prior;

    public Distribution Encode(Tensor x) => Encoding(Inner, x);

    public Distribution Decode(Tensor z) => Decoding(Inner, z);

    public SpoiledModel Map(LeafMap f) => this with { Inner = Mapping(Inner, f) };
}

/// <summary>A distribution one of whose functions is replaced.</summary>
internal sealed class SpoiledDistribution(Distribution inner) : Distribution
{
    public Func<Tensor, Tensor> Density { get; init; } = inner.LogDensity;

    public Func<Tensor, Tensor> Drawing { get; init; } = inner.FromNoise;

    public Func<RandomKey, int, Tensor> Noising { get; init; } = inner.Noise;

    public Func<Tensor, Tensor> Rate { get; init; } = kl => kl;

    public override Shape Shape => inner.Shape;

    public override Precision Precision => inner.Precision;

    public override Tensor Mean => inner.Mean;

    public override Tensor Mode => inner.Mode;

    public override bool IsReparameterized => inner.IsReparameterized;

    public override Tensor Noise(RandomKey key, int samples) => Noising(key, samples);

    public override Tensor FromNoise(Tensor noise) => Drawing(noise);

    public override void CheckSupport(Tensor x) => inner.CheckSupport(x);

    protected internal override ClosedFormKl KlTo(Distribution p) =>
        Divergence.ClosedForm(inner, p) is ClosedFormKl.Known known ? new ClosedFormKl.Known(Rate(known.ByBlock)) : new ClosedFormKl.NotKnown();

    protected override Tensor LogDensityOf(Tensor x) => Density(x);
}
