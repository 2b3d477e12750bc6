namespace VaeFunctional;

/// <summary>A variational autoencoder as one immutable record: encoder, posterior, prior, decoder and likelihood.</summary>
/// <remarks>
/// Kingma and Welling, "Auto-Encoding Variational Bayes" (2014). Every part is a value to swap: your own network, head or prior
/// serves as well as the library's.
/// </remarks>
public sealed record Vae : ILatentModel, IParameters<Vae>
{
    /// <summary>The model with the given parts.</summary>
    /// <param name="encoder">From <c>[batch, features]</c> to what the posterior head takes.</param>
    /// <param name="posterior">From the encoder's output to q(z|x).</param>
    /// <param name="prior">p(z).</param>
    /// <param name="decoder">From <c>[batch, latent]</c> to what the likelihood head takes.</param>
    /// <param name="likelihood">From the decoder's output to p(x|z).</param>
    /// <exception cref="ArgumentException">The sizes of two parts do not fit; the message names both.</exception>
    public Vae(INetwork encoder, IDistributionHead posterior, IPrior prior, INetwork decoder, IDistributionHead likelihood)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(posterior);
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(likelihood);
        var (features, latent) = (encoder.Inputs, decoder.Inputs);
        if (encoder.Outputs != posterior.OutputsFor(latent))
            throw new ArgumentException($"Vae: the encoder gives {encoder.Outputs} numbers, but a posterior over the decoder's {latent} latent dimensions takes {posterior.OutputsFor(latent)}.");
        if (decoder.Outputs != likelihood.OutputsFor(features))
            throw new ArgumentException($"Vae: the decoder gives {decoder.Outputs} numbers, but a likelihood of the encoder's {features} features takes {likelihood.OutputsFor(features)}.");
        Holes.DemandTaken(nameof(Vae), encoder, likelihood);
        if (prior.Latent != latent)
            throw new ArgumentException($"Vae: the prior is over {prior.Latent} latent dimensions, but the decoder takes {latent}.");
        Encoder = encoder;
        PosteriorHead = posterior;
        PriorHead = prior;
        Decoder = decoder;
        LikelihoodHead = likelihood;
    }

    /// <summary>From data to what the posterior head takes.</summary>
    public INetwork Encoder { get; }

    /// <summary>From the encoder's output to q(z|x).</summary>
    public IDistributionHead PosteriorHead { get; }

    /// <summary>What p(z) is made of.</summary>
    public IPrior PriorHead { get; }

    /// <summary>From latents to what the likelihood head takes.</summary>
    public INetwork Decoder { get; }

    /// <summary>From the decoder's output to p(x|z).</summary>
    public IDistributionHead LikelihoodHead { get; }

    /// <summary>The number of latent dimensions.</summary>
    public int Latent => Decoder.Inputs;

    /// <summary>The number of features of the data.</summary>
    public int Features => Encoder.Inputs;

    /// <inheritdoc />
    public Distribution Prior => PriorHead.Of(PriorContext.Unconditional(Posterior));

    /// <summary>A VAE with a diagonal Gaussian posterior and the prior N(0, I).</summary>
    /// <param name="encoder">From <c>[batch, features]</c> to <c>[batch, 2 latent]</c>: mean and log-variance.</param>
    /// <param name="decoder">From <c>[batch, latent]</c> to what the likelihood head takes.</param>
    /// <param name="likelihood">From the decoder's output to p(x|z).</param>
    /// <exception cref="ArgumentException">The sizes of two parts do not fit; the message names both.</exception>
    public static Vae Create(INetwork encoder, INetwork decoder, IDistributionHead likelihood)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        return new(encoder, VaeFunctional.PosteriorHead.DiagonalGaussian, VaeFunctional.Prior.Standard(decoder.Inputs), decoder, likelihood);
    }

    /// <summary>This model with another encoder.</summary>
    /// <param name="encoder">The encoder.</param>
    public Vae WithEncoder(INetwork encoder) => new(encoder, PosteriorHead, PriorHead, Decoder, LikelihoodHead);

    /// <summary>This model with another posterior head.</summary>
    /// <param name="posterior">The head.</param>
    public Vae WithPosterior(IDistributionHead posterior) => new(Encoder, posterior, PriorHead, Decoder, LikelihoodHead);

    /// <summary>This model with another prior.</summary>
    /// <param name="prior">The prior.</param>
    public Vae WithPrior(IPrior prior) => new(Encoder, PosteriorHead, prior, Decoder, LikelihoodHead);

    /// <summary>This model with another decoder.</summary>
    /// <param name="decoder">The decoder.</param>
    public Vae WithDecoder(INetwork decoder) => new(Encoder, PosteriorHead, PriorHead, decoder, LikelihoodHead);

    /// <summary>This model with another likelihood head.</summary>
    /// <param name="likelihood">The head.</param>
    public Vae WithLikelihood(IDistributionHead likelihood) => new(Encoder, PosteriorHead, PriorHead, Decoder, likelihood);

    /// <summary>The posterior q(z|x).</summary>
    /// <param name="x">Data <c>[batch, features]</c>.</param>
    /// <returns>A distribution over <c>[batch, latent]</c>.</returns>
    /// <exception cref="ShapeMismatchException">The data has another number of features than the model, or does not fit a layer of the encoder; the message says which.</exception>
    /// <exception cref="ArgumentException">The data holds a NaN or an infinity; the message names it and its index.</exception>
    public Distribution Encode(Tensor x)
    {
        if (!Encoder.TakesHoles)
            DataCheck.Finite(x, "Vae.Encode");
        return Posterior(x);
    }

    /// <summary>What bounds and evaluations call: they check the data themselves, once.</summary>
    Distribution ILatentModel.Encode(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Posterior(x);
    }

    /// <inheritdoc />
    /// <exception cref="ShapeMismatchException">The latents do not fit the decoder; the message names the layer.</exception>
    public Distribution Decode(Tensor z) => LikelihoodHead.Of(ShapeMismatchException.Within("decoder", () => Decoder.Apply(z)));

    /// <inheritdoc />
    public Vae Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(
            f.At("encoder", Encoder),
            f.At("posterior", PosteriorHead),
            f.At("prior", PriorHead),
            f.At("decoder", Decoder),
            f.At("likelihood", LikelihoodHead));
    }

    private Distribution Posterior(Tensor x)
    {
        ShapeMismatchException.DemandFeatures(x, Features, nameof(Vae));
        return PosteriorHead.Of(ShapeMismatchException.Within("encoder", () => Encoder.Apply(x)));
    }
}
