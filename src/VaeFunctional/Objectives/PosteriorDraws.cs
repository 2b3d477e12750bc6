namespace VaeFunctional;

/// <summary>Latents drawn from the posterior of a batch of examples, with the densities that every sampled bound is made of.</summary>
internal sealed class PosteriorDraws
{
    private readonly Distribution prior;
    private readonly ClosedFormKl closedForm;
    private readonly Drawn? drawn;
    private readonly Tensor z;

    /// <summary>Draws and decodes.</summary>
    /// <param name="at">The model of some records and their data, which is not searched for wrong values.</param>
    /// <param name="posterior">The posterior of the data.</param>
    /// <param name="noise">Its noise <c>[samples, batch, noise]</c>.</param>
    /// <param name="rate">How the rate is found: where it has a closed form, the draws' own densities are not computed.</param>
    public PosteriorDraws(RecordModelAt at, Distribution posterior, Tensor noise, RateForm rate)
    {
        var (model, x) = at;
        if (noise.Rank != 3 || noise.Shape[0] == 0 || noise.Shape[1] != x.Shape[0])
            throw new ArgumentException($"Noise of a batch of {x.Shape[0]} is [samples, {x.Shape[0]}, noise] with at least one sample; got shape {noise.Shape}.");
        prior = model.Prior;
        (Posterior, Noise) = (posterior, noise);
        closedForm = rate == RateForm.ClosedForm ? Divergence.ClosedForm(Posterior, prior) : new ClosedFormKl.NotKnown();
        drawn = closedForm is ClosedFormKl.Known ? null : Posterior.Draw(Noise);
        z = drawn?.Value ?? Posterior.FromNoise(Noise);
        Posterior.RequireReparameterized(z);
        Likelihood = model.Decode(z);
        LogLikelihood = Likelihood.LogDensity(x);
    }

    public Distribution Posterior { get; }

    public Tensor Noise { get; }

    public Distribution Likelihood { get; }

    /// <summary>log p(x|z), <c>[samples, batch]</c>.</summary>
    public Tensor LogLikelihood { get; }

    /// <summary>log q(z|x) - log p(z), <c>[samples, batch]</c>.</summary>
    public Tensor LogRatio => (drawn?.LogDensity ?? Posterior.LogDensity(z)) - prior.LogDensity(z);

    /// <summary>log p(x, z) - log q(z|x), <c>[samples, batch]</c>.</summary>
    public Tensor LogWeights => LogLikelihood - LogRatio;

    /// <summary>Encodes, draws and decodes, and refuses data that the likelihood does not support.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Records <c>[batch, features | condition]</c>.</param>
    /// <param name="noiseOf">From the posterior to its noise <c>[samples, batch, noise]</c>.</param>
    /// <param name="rate">How the rate is found.</param>
    public static PosteriorDraws Of(IRecordModel model, Tensor x, Func<Distribution, Tensor> noiseOf, RateForm rate)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 2 || x.Shape[0] == 0)
            throw new ArgumentException($"Data is [batch, features] with at least one example; got shape {x.Shape}{DataCheck.Flattening(x.Shape)}.", nameof(x));
        var at = model.At(x);
        var posterior = at.Encode();
        var draws = new PosteriorDraws(at, posterior, noiseOf(posterior), rate);
        draws.Likelihood.CheckSupport(at.X);
        return draws;
    }

    /// <summary>The rate, in closed form if that was asked for and is known.</summary>
    public KlEstimate Rate =>
        closedForm is ClosedFormKl.Known known
            ? new KlEstimate.Exact(known.ByBlock)
            : new KlEstimate.Sampled(LogRatio.Mean(0), Noise.Shape[0]);
}
