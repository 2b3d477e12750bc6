namespace VaeFunctional;

/// <summary>A deterministic autoencoder: no prior, no sampling; the code is a point.</summary>
/// <remarks>Train it with <c>Objective.Of(model.Reconstruct(x).NegativeLogLikelihood(x))</c>.</remarks>
public sealed record Autoencoder : IParameters<Autoencoder>
{
    /// <summary>The model with the given parts.</summary>
    /// <param name="encoder">From <c>[batch, features]</c> to <c>[batch, latent]</c>.</param>
    /// <param name="decoder">From <c>[batch, latent]</c> to what the likelihood head takes.</param>
    /// <param name="likelihood">From the decoder's output to p(x|z).</param>
    /// <exception cref="ArgumentException">The sizes of two parts do not fit; the message names both.</exception>
    public Autoencoder(INetwork encoder, INetwork decoder, IDistributionHead likelihood)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(likelihood);
        if (encoder.Outputs != decoder.Inputs)
            throw new ArgumentException($"Autoencoder: the encoder gives {encoder.Outputs} numbers, but the decoder takes {decoder.Inputs}.");
        if (decoder.Outputs != likelihood.OutputsFor(encoder.Inputs))
            throw new ArgumentException($"Autoencoder: the decoder gives {decoder.Outputs} numbers, but a likelihood of the encoder's {encoder.Inputs} features takes {likelihood.OutputsFor(encoder.Inputs)}.");
        Encoder = encoder;
        Decoder = decoder;
        LikelihoodHead = likelihood;
    }

    /// <summary>From data to codes.</summary>
    public INetwork Encoder { get; }

    /// <summary>From codes to what the likelihood head takes.</summary>
    public INetwork Decoder { get; }

    /// <summary>From the decoder's output to p(x|z).</summary>
    public IDistributionHead LikelihoodHead { get; }

    /// <summary>The codes of examples.</summary>
    /// <param name="x">Data <c>[batch, features]</c>.</param>
    /// <returns><c>[batch, latent]</c>.</returns>
    /// <exception cref="ShapeMismatchException">The data has another number of features than the model, or does not fit a layer of the encoder; the message says which.</exception>
    /// <exception cref="ArgumentException">The data holds a NaN or an infinity; the message names it and its index.</exception>
    public Tensor Encode(Tensor x)
    {
        DataCheck.Finite(x, "Autoencoder.Encode");
        ShapeMismatchException.DemandFeatures(x, Encoder.Inputs, nameof(Autoencoder));
        return ShapeMismatchException.Within("encoder", () => Encoder.Apply(x));
    }

    /// <summary>The distribution p(x|z) of codes.</summary>
    /// <param name="z">Codes <c>[batch, latent]</c>.</param>
    /// <returns>A distribution over <c>[batch, features]</c>.</returns>
    /// <exception cref="ShapeMismatchException">The codes do not fit the decoder; the message names the layer.</exception>
    public Distribution Decode(Tensor z) => LikelihoodHead.Of(ShapeMismatchException.Within("decoder", () => Decoder.Apply(z)));

    /// <summary>The distribution of examples after a pass through the code.</summary>
    /// <param name="x">Data <c>[batch, features]</c>.</param>
    /// <returns>A distribution over <c>[batch, features]</c>.</returns>
    public Distribution Reconstruct(Tensor x) => Decode(Encode(x));

    /// <inheritdoc />
    public Autoencoder Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.At("encoder", Encoder), f.At("decoder", Decoder), f.At("likelihood", LikelihoodHead));
    }
}
