namespace VaeFunctional;

/// <summary>The importance-weighted bound <c>L_K = E log((1/K) sum_k w_k)</c>, w = p(x, z) / q(z|x), in nats per example.</summary>
/// <remarks>Burda et al., "Importance Weighted Autoencoders" (2016): L_1 is the ELBO, L_K grows with K and stays below log p(x).</remarks>
public sealed record ImportanceWeightedBound : LowerBound
{
    private ImportanceWeightedBound(Tensor logWeights)
        : base(logWeights.LogMeanExp(0)) => LogWeights = logWeights;

    /// <summary>log p(x, z) - log q(z|x) of every draw, <c>[samples, batch]</c>, in nats.</summary>
    public Tensor LogWeights { get; }

    /// <summary>The bound from several draws of z per example.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>, at least one example.</param>
    /// <param name="key">Determines the draws.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <exception cref="ArgumentException">The data does not fit the model or its likelihood's support; the message says where.</exception>
    public static ImportanceWeightedBound Estimate(IRecordModel model, Tensor x, RandomKey key, int samples) =>
        new(PosteriorDraws.Of(model, x, q => q.Noise(key, samples), RateForm.SameSample).LogWeights);

    /// <summary>The bound with given noise.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>, at least one example.</param>
    /// <param name="noise">The posterior's noise <c>[samples, batch, noise]</c>.</param>
    /// <exception cref="ArgumentException">The data or the noise does not fit the model; the message says where.</exception>
    public static ImportanceWeightedBound Estimate(IRecordModel model, Tensor x, Tensor noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        return new(PosteriorDraws.Of(model, x, _ => noise, RateForm.SameSample).LogWeights);
    }
}
