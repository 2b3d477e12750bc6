namespace VaeFunctional.Tests;

// readme:begin
// A VAE in C# from parts of your own: a record for the model, an expression for the objective, a class for the likelihood.
internal sealed record LogisticVae(Mlp Encoder, Mlp Decoder, Tensor LogScale) : IParameters<LogisticVae>, ILatentModel
{
    public LogisticVae Map(LeafMap f) => new(f.At("encoder", Encoder), f.At("decoder", Decoder), f.At("log-scale", LogScale));

    public Distribution Prior => DiagonalGaussian.Standard(Decoder.Inputs);

    public DiagonalGaussian Encode(Tensor x) => PosteriorHead.DiagonalGaussian.Of(Encoder.Apply(x));

    public Distribution Decode(Tensor z) => new Logistic(Decoder.Apply(z).Sigmoid(), LogScale);

    Distribution ILatentModel.Encode(Tensor x) => Encode(x);

    // Free bits: a latent dimension that carries less than 0.05 nats costs no less than that.
    public static Objective FreeBits(LogisticVae model, Batch batch, StepContext at)
    {
        var q = model.Encode(batch.X);
        var p = model.Decode(q.Sample(at.Key));
        p.CheckSupport(batch.X);
        var distortion = p.NegativeLogLikelihood(batch.X);
        var rates = q.KlToStandardByDimension().Mean(axis: 0);
        return Objective.Of(distortion.Mean() + Tensor.Maximum(rates, Tensor.Scalar(0.05)).Sum())
            .WithTerm("elbo", -(distortion.Mean() + rates.Sum()))
            .WithTerm("scale", model.LogScale.Exp().Mean());
    }
}

// log p(x) = -sum_j [u_j + 2 log(1 + exp(-u_j)) + log s_j] with u_j = (x_j - m_j) / s_j
internal sealed class Logistic(Tensor mean, Tensor logScale) : Distribution
{
    public override Tensor Mean => mean;

    public override Tensor Mode => mean;

    public override bool IsReparameterized => true;

    public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, Shape[-1]), Precision);

    public override Tensor FromNoise(Tensor noise) =>
        mean + (logScale.Exp() * (noise.Log() - (1 - noise).Log()));

    protected override Tensor LogDensityOf(Tensor x)
    {
        var u = (x - mean) * (-logScale).Exp();
        return -(u + (2 * (-u).Softplus()) + logScale).Sum(-1);
    }
}
// readme:end
