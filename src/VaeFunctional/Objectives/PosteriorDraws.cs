namespace VaeFunctional;

/// <summary>Latents drawn from the posterior of a batch of examples, with the densities that every sampled bound is made of.</summary>
internal sealed class PosteriorDraws
{
    private readonly Distribution prior;
    private readonly Tensor z;

    /// <summary>Draws and decodes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>, which is not searched for wrong values.</param>
    /// <param name="posterior">The posterior of the data.</param>
    /// <param name="noise">Its noise <c>[samples, batch, noise]</c>.</param>
    public PosteriorDraws(ILatentModel model, Tensor x, Distribution posterior, Tensor noise)
    {
        if (noise.Rank != 3 || noise.Shape[0] == 0 || noise.Shape[1] != x.Shape[0])
            throw new ArgumentException($"Noise of a batch of {x.Shape[0]} is [samples, {x.Shape[0]}, noise] with at least one sample; got shape {noise.Shape}.");
        prior = model.Prior;
        (Posterior, Noise) = (posterior, noise);
        z = Posterior.Draw(Noise);
        Likelihood = model.Decode(z);
        LogLikelihood = Likelihood.LogDensity(x);
    }

    public Distribution Posterior { get; }

    public Tensor Noise { get; }

    public Distribution Likelihood { get; }

    /// <summary>log p(x|z), <c>[samples, batch]</c>.</summary>
    public Tensor LogLikelihood { get; }

    /// <summary>log q(z|x) - log p(z), <c>[samples, batch]</c>.</summary>
    public Tensor LogRatio => Posterior.LogDensity(z) - prior.LogDensity(z);

    /// <summary>log p(x, z) - log q(z|x), <c>[samples, batch]</c>.</summary>
    public Tensor LogWeights => LogLikelihood - LogRatio;

    /// <summary>Encodes, draws and decodes, and refuses data that the likelihood does not support.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>.</param>
    /// <param name="noiseOf">From the posterior to its noise <c>[samples, batch, noise]</c>.</param>
    public static PosteriorDraws Of(ILatentModel model, Tensor x, Func<Distribution, Tensor> noiseOf)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 2 || x.Shape[0] == 0)
            throw new ArgumentException($"Data is [batch, features] with at least one example; got shape {x.Shape}.", nameof(x));
        var posterior = model.Encode(x);
        var draws = new PosteriorDraws(model, x, posterior, noiseOf(posterior));
        draws.Likelihood.CheckSupport(x);
        return draws;
    }

    /// <summary>The rate in the given form.</summary>
    public KlEstimate Rate(RateForm form) =>
        form == RateForm.ClosedForm && Divergence.ClosedForm(Posterior, prior) is ClosedFormKl.Known known
            ? new KlEstimate.Exact(known.ByDimension)
            : new KlEstimate.Sampled(LogRatio.Mean(0), Noise.Shape[0]);
}
