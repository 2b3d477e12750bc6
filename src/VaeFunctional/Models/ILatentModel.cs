namespace VaeFunctional;

/// <summary>A model p(z) p(x|z) with an approximate posterior q(z|x): all that a bound, a likelihood estimate or a sampler needs.</summary>
/// <remarks><see cref="Vae"/> is one; your own record becomes one by these three members.</remarks>
public interface ILatentModel : IRecordModel
{
    /// <summary>The prior p(z), over <c>[latent]</c>, or over <c>[batch, latent]</c> where it was told of each row.</summary>
    Distribution Prior { get; }

    /// <summary>The posterior q(z|x); bounds and evaluations check the data themselves, by the likelihood's support.</summary>
    /// <param name="x">Data <c>[batch, features]</c>.</param>
    /// <returns>A distribution over <c>[batch, latent]</c>.</returns>
    Distribution Encode(Tensor x);

    /// <summary>The likelihood p(x|z).</summary>
    /// <param name="z">Latents <c>[..., batch, latent]</c>.</param>
    /// <returns>A distribution over <c>[..., batch, features]</c>.</returns>
    Distribution Decode(Tensor z);

    /// <summary>This model, and the records as its data.</summary>
    /// <param name="records">Data <c>[batch, features]</c>.</param>
    RecordModelAt IRecordModel.At(Tensor records) => new(this, records);
}
