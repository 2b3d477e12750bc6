namespace VaeFunctional;

/// <summary>A VAE that is told something of each row, its condition c: p(z|c) p(x|z, c), with the posterior q(z|x, c).</summary>
/// <remarks>
/// Sohn, Lee and Yan, "Learning Structured Output Representation using Deep Conditional Generative Models" (2015). A record is <c>[features | condition]</c>, so
/// batches, splits and evaluations carry the conditions with the data. Encoder and decoder are told the condition if they have inputs for it, and
/// so is a prior such as <see cref="ConditionalPrior"/>. <see cref="Given"/> is the model for a condition: a latent model like any other.
/// </remarks>
public sealed record ConditionalVae : IRecordModel, IParameters<ConditionalVae>
{
    /// <summary>The model with the given parts.</summary>
    /// <param name="features">The number of features of the data.</param>
    /// <param name="condition">The number of numbers in a condition, at least 1.</param>
    /// <param name="encoder">From <c>[batch, features + condition]</c>, or <c>[batch, features]</c>, to what the posterior head takes.</param>
    /// <param name="posterior">From the encoder's output to q(z|x, c).</param>
    /// <param name="prior">p(z|c), or p(z).</param>
    /// <param name="decoder">From <c>[batch, latent + condition]</c>, or <c>[batch, latent]</c>, to what the likelihood head takes.</param>
    /// <param name="likelihood">From the decoder's output to p(x|z, c).</param>
    /// <exception cref="ArgumentException">The sizes of two parts do not fit; the message names both.</exception>
    public ConditionalVae(int features, int condition, INetwork encoder, IDistributionHead posterior, IPrior prior, INetwork decoder, IDistributionHead likelihood)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(posterior);
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(likelihood);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(condition, 1);
        var latent = prior.Latent;
        DemandInputs("encoder", encoder, features, "features", condition);
        DemandInputs("decoder", decoder, latent, "latent dimensions", condition);
        if (encoder.Outputs != posterior.OutputsFor(latent))
            throw new ArgumentException($"ConditionalVae: the encoder gives {encoder.Outputs} numbers, but a posterior over {latent} latent dimensions takes {posterior.OutputsFor(latent)}.");
        if (decoder.Outputs != likelihood.OutputsFor(features))
            throw new ArgumentException($"ConditionalVae: the decoder gives {decoder.Outputs} numbers, but a likelihood of {features} features takes {likelihood.OutputsFor(features)}.");
        Holes.DemandTaken(nameof(ConditionalVae), encoder, likelihood);
        Features = features;
        Condition = condition;
        Encoder = encoder;
        PosteriorHead = posterior;
        PriorHead = prior;
        Decoder = decoder;
        LikelihoodHead = likelihood;
    }

    /// <summary>The number of features of the data.</summary>
    public int Features { get; }

    /// <summary>The number of numbers in a condition.</summary>
    public int Condition { get; }

    /// <summary>From data, and the condition if it has inputs for it, to what the posterior head takes.</summary>
    public INetwork Encoder { get; }

    /// <summary>From the encoder's output to q(z|x, c).</summary>
    public IDistributionHead PosteriorHead { get; }

    /// <summary>What p(z|c) is made of.</summary>
    public IPrior PriorHead { get; }

    /// <summary>From latents, and the condition if it has inputs for it, to what the likelihood head takes.</summary>
    public INetwork Decoder { get; }

    /// <summary>From the decoder's output to p(x|z, c).</summary>
    public IDistributionHead LikelihoodHead { get; }

    /// <summary>The number of latent dimensions.</summary>
    public int Latent => PriorHead.Latent;

    /// <summary>A model with a diagonal Gaussian posterior and the prior N(0, I), whose encoder and decoder are told the condition.</summary>
    /// <param name="condition">The number of numbers in a condition, at least 1.</param>
    /// <param name="encoder">From <c>[batch, features + condition]</c> to <c>[batch, 2 latent]</c>.</param>
    /// <param name="decoder">From <c>[batch, latent + condition]</c> to what the likelihood head takes.</param>
    /// <param name="likelihood">From the decoder's output to p(x|z, c).</param>
    /// <exception cref="ArgumentException">The sizes of two parts do not fit; the message names both.</exception>
    public static ConditionalVae Create(int condition, INetwork encoder, INetwork decoder, IDistributionHead likelihood)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(decoder);
        var (features, latent) = (encoder.Inputs - condition, decoder.Inputs - condition);
        if (features < 1 || latent < 1)
            throw new ArgumentException($"ConditionalVae: an encoder of {encoder.Inputs} inputs and a decoder of {decoder.Inputs} leave nothing beside a condition of {condition}.", nameof(condition));
        return new(features, condition, encoder, VaeFunctional.PosteriorHead.DiagonalGaussian, Prior.Standard(latent), decoder, likelihood);
    }

    /// <summary>This model with another prior.</summary>
    /// <param name="prior">The prior.</param>
    public ConditionalVae WithPrior(IPrior prior) => new(Features, Condition, Encoder, PosteriorHead, prior, Decoder, LikelihoodHead);

    /// <summary>This model with another likelihood head.</summary>
    /// <param name="likelihood">The head.</param>
    public ConditionalVae WithLikelihood(IDistributionHead likelihood) => new(Features, Condition, Encoder, PosteriorHead, PriorHead, Decoder, likelihood);

    /// <summary>The model for a condition: it generates, reconstructs and interpolates under it.</summary>
    /// <param name="condition">One condition for all <c>[condition]</c>, or one for each row <c>[batch, condition]</c>; finite.</param>
    /// <exception cref="ArgumentException">The shape does not fit, or a number is not finite.</exception>
    public ConditionedVae Given(Tensor condition) => new(this, condition);

    /// <summary>The model of some records, given their conditions, and their data.</summary>
    /// <param name="records">Records <c>[batch, features + condition]</c>.</param>
    /// <exception cref="ArgumentException">The records have another width, or a condition is not finite.</exception>
    public RecordModelAt At(Tensor records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Rank != 2 || records.Shape[1] != Features + Condition)
            throw new ArgumentException($"ConditionalVae: records are [batch, {Features} features + {Condition} of the condition]; got shape {records.Shape}.", nameof(records));
        return new(Given(records.Slice(Features, Condition, axis: 1)), records.Slice(0, Features, axis: 1));
    }

    /// <inheritdoc />
    public ConditionalVae Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(
            f.Setting("features", Features),
            f.Setting("condition", Condition),
            f.At("encoder", Encoder),
            f.At("posterior", PosteriorHead),
            f.At("prior", PriorHead),
            f.At("decoder", Decoder),
            f.At("likelihood", LikelihoodHead));
    }

    private static void DemandInputs(string part, INetwork network, int own, string what, int condition)
    {
        if (network.Inputs != own && network.Inputs != own + condition)
            throw new ArgumentException($"ConditionalVae: the {part} takes {network.Inputs} inputs, but there are {own} {what}, {own + condition} with the condition.");
    }
}
