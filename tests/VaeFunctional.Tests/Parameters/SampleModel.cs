using System.Collections.Immutable;

namespace VaeFunctional.Tests;

/// <summary>A layer as a user writes it: two parameters.</summary>
internal sealed record Layer(Tensor Weight, Tensor Bias) : IParameters<Layer>
{
    public Layer Map(LeafMap f) => new(f.At("weight", Weight), f.At("bias", Bias));
}

/// <summary>A model with everything a record may hold: a tensor, a record, a list of records, a constant, and a number that is not a tensor.</summary>
internal sealed record SampleModel(Layer Encoder, ImmutableArray<Layer> Hidden, Tensor Scale, Tensor Center, double Rate) : IParameters<SampleModel>
{
    public static readonly string[] Paths =
        ["encoder/weight", "encoder/bias", "hidden/0/weight", "hidden/0/bias", "hidden/1/weight", "hidden/1/bias", "scale", "center"];

    public static SampleModel Create(RandomKey key, Precision precision = Precision.Double) =>
        new(
            NewLayer(key.Fold("encoder"), precision),
            [NewLayer(key.Fold(0), precision), NewLayer(key.Fold(1), precision)],
            Samples.ShortDecimals(key.Fold("scale"), Shape.Scalar, precision),
            Samples.ShortDecimals(key.Fold("center"), new Shape(3), precision),
            Rate: 0.5);

    public SampleModel Map(LeafMap f) => this with
    {
        Encoder = f.At("encoder", Encoder),
        Hidden = f.Each("hidden", Hidden),
        Scale = f.At("scale", Scale),
        Center = f.Constant("center", Center),
    };

    public bool Equals(SampleModel? other) =>
        other is not null && Encoder == other.Encoder && Hidden.SequenceEqual(other.Hidden)
        && Scale.Equals(other.Scale) && Center.Equals(other.Center) && Rate.Equals(other.Rate);

    public override int GetHashCode() => HashCode.Combine(Encoder, Hidden.Length, Scale, Center, Rate);

    private static Layer NewLayer(RandomKey key, Precision precision) =>
        new(Samples.ShortDecimals(key.Fold("weight"), new Shape(3, 3), precision), Samples.ShortDecimals(key.Fold("bias"), new Shape(3), precision));
}
