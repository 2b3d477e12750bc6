namespace VaeFunctional.Tests;

// readme:begin
// A VAE in C# from parts of your own: a record for the model, an expression for the objective, a class for the likelihood.
internal sealed record LaplaceVae(Mlp Encoder, Mlp Decoder, Tensor LogScale) : IParameters<LaplaceVae>, ILatentModel
{
    public LaplaceVae Map(LeafMap f) => new(f.At("encoder", Encoder), f.At("decoder", Decoder), f.At("log-scale", LogScale));

    public Distribution Prior => DiagonalGaussian.Standard(Decoder.Inputs);

    public DiagonalGaussian Encode(Tensor x) => PosteriorHead.DiagonalGaussian.Of(Encoder.Apply(x));

    public Distribution Decode(Tensor z) => new Laplace(Decoder.Apply(z).Sigmoid(), LogScale);

    Distribution ILatentModel.Encode(Tensor x) => Encode(x);

    // Free bits: a latent dimension that carries less than 0.05 nats costs no less than that.
    public static Objective FreeBits(LaplaceVae model, Batch batch, StepContext at)
    {
        var q = model.Encode(batch.X);
        var distortion = model.Decode(q.Sample(at.Key)).NegativeLogLikelihood(batch.X);
        var rates = q.KlToStandardByDimension().Mean(axis: 0);
        return Objective.Of(distortion.Mean() + Tensor.Maximum(rates, Tensor.Scalar(0.05)).Sum())
            .WithTerm("elbo", -(distortion.Mean() + rates.Sum()))
            .WithTerm("scale", model.LogScale.Exp().Mean());
    }
}

// log p(x) = -sum_j [|x_j - m_j| / s_j + log 2 s_j]
internal sealed class Laplace(Tensor mean, Tensor logScale) : Distribution
{
    public override Tensor Mean => mean;

    public override Tensor Mode => mean;

    public override bool IsReparameterized => true;

    public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, Shape[-1]), Precision);

    public override Tensor FromNoise(Tensor noise) =>
        mean + (logScale.Exp() * ((2 * noise).Clamp(0, 1).Log() - (2 - (2 * noise)).Clamp(0, 1).Log()));

    protected override Tensor LogDensityOf(Tensor x) =>
        -(((x - mean).Abs() * (-logScale).Exp()) + logScale + Math.Log(2)).Sum(-1);
}
// readme:end
