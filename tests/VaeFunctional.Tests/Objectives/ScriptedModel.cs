namespace VaeFunctional.Tests;

/// <summary>A model whose log-weights are given numbers whatever is drawn: its posterior is its prior, and its likelihood is the script.</summary>
/// <param name="LogWeights"><c>[samples, batch]</c>.</param>
internal sealed record ScriptedModel(Tensor LogWeights) : ILatentModel, IParameters<ScriptedModel>
{
    /// <summary>Data that fit the script.</summary>
    public Tensor X => Tensor.Zeros(new Shape(LogWeights.Shape[1], 1), Precision.Double);

    public Distribution Prior => DiagonalGaussian.Standard(1, Precision.Double);

    public ImportanceWeightedBound Bound => ImportanceWeightedBound.Estimate(this, X, RandomKey.FromSeed(1), LogWeights.Shape[0]);

    public Distribution Encode(Tensor x) => new DiagonalGaussian(Tensor.Zeros(x.Shape, Precision.Double), Tensor.Zeros(x.Shape, Precision.Double));

    public Distribution Decode(Tensor z) => new Script(LogWeights);

    public ScriptedModel Map(LeafMap f) => new(f.At("log-weights", LogWeights));

    private sealed class Script(Tensor densities) : Distribution
    {
        public override Shape Shape => new(densities.Shape[0], densities.Shape[1], 1);

        public override Precision Precision => Precision.Double;

        public override Tensor Mean => throw new NotSupportedException();

        public override Tensor Mode => throw new NotSupportedException();

        public override bool IsReparameterized => false;

        public override Tensor Noise(RandomKey key, int samples) => throw new NotSupportedException();

        public override Tensor FromNoise(Tensor noise) => throw new NotSupportedException();

        protected override Tensor LogDensityOf(Tensor x) => densities;
    }
}
