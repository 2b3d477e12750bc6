namespace VaeFunctional;

/// <summary>The evidence lower bound <c>log p(x) >= E_q[log p(x|z)] - KL(q(z|x) || p(z))</c>, in nats per example.</summary>
/// <remarks>Kingma and Welling (2014). Encoder, sampling, decoder and both terms are one differentiable expression of the model.</remarks>
public static class Elbo
{
    /// <summary>The ELBO's terms from one draw of z per example.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>, at least one example.</param>
    /// <param name="key">Determines the draws.</param>
    /// <param name="rate">How the rate is found.</param>
    /// <exception cref="ArgumentException">The data does not fit the model or its likelihood's support; the message says where.</exception>
    public static ElboTerms Estimate(IRecordModel model, Tensor x, RandomKey key, RateForm rate = RateForm.ClosedForm) =>
        Terms(PosteriorDraws.Of(model, x, q => q.Noise(key, 1), rate));

    /// <summary>The ELBO's terms with given noise.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>, at least one example.</param>
    /// <param name="noise">The posterior's noise: <c>[batch, noise]</c>, or <c>[samples, batch, noise]</c> for the mean over several draws.</param>
    /// <param name="rate">How the rate is found.</param>
    /// <exception cref="ArgumentException">The data or the noise does not fit the model; the message says where.</exception>
    public static ElboTerms Estimate(IRecordModel model, Tensor x, Tensor noise, RateForm rate = RateForm.ClosedForm)
    {
        ArgumentNullException.ThrowIfNull(noise);
        var samples = noise.Rank == 2 ? noise.Reshape(noise.Shape.Prepend(1)) : noise;
        return Terms(PosteriorDraws.Of(model, x, _ => samples, rate));
    }

    /// <summary>The ELBO's terms from your own log-likelihood and rate, which counts as found from one draw.</summary>
    /// <param name="logLikelihood">log p(x|z) at draws of q, <c>[batch]</c>, in nats per example.</param>
    /// <param name="rate">KL(q(z|x) || p(z)), <c>[batch]</c>, in nats per example.</param>
    /// <exception cref="ArgumentException">They are not two vectors of the same length.</exception>
    public static ElboTerms OfTerms(Tensor logLikelihood, Tensor rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return OfTerms(logLikelihood, new KlEstimate.Sampled(rate, 1));
    }

    /// <summary>The ELBO's terms from a log-likelihood and a rate that says how it was found.</summary>
    /// <param name="logLikelihood">log p(x|z) at draws of q, <c>[batch]</c>, in nats per example.</param>
    /// <param name="rate">KL(q(z|x) || p(z)), in nats per example, as returned by <see cref="Divergence.Estimate"/>.</param>
    /// <exception cref="ArgumentException">They are not of the same number of examples.</exception>
    public static ElboTerms OfTerms(Tensor logLikelihood, KlEstimate rate)
    {
        ArgumentNullException.ThrowIfNull(logLikelihood);
        ArgumentNullException.ThrowIfNull(rate);
        return new(-logLikelihood, rate);
    }

    private static ElboTerms Terms(PosteriorDraws draws) => new(-draws.LogLikelihood.Mean(0), draws.Rate);
}
