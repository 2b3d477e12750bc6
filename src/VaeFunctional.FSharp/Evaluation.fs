namespace VaeFunctional.FSharp

open VaeFunctional

/// Importance-sampled log p(x), in nats per example.
[<RequireQualifiedAccess>]
module LogLikelihood =

    /// <summary>log((1/K) sum_k p(x, z_k) / q(z_k|x)) of every example of a data set in memory (Burda et al., 2016).</summary>
    /// <param name="key">Determines the draws.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">Data <c>[examples, features]</c>, at least one example.</param>
    /// <exception cref="T:System.ArgumentException">There is no data, or it does not fit the model or its likelihood's support.</exception>
    let estimate (key: RandomKey) (samples: int) (model: #IRecordModel) (data: Tensor) =
        LogLikelihood.Estimate(model, data, key, samples)

/// The mean ELBO of a data set and its parts, in nats per example.
[<RequireQualifiedAccess>]
module RateDistortion =

    /// <summary>The mean distortion and rate over a data set in memory, every example with the same weight.</summary>
    /// <param name="key">Determines the draws.</param>
    /// <param name="samples">The number of draws per example, at least 1.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">Data <c>[examples, features]</c>, at least one example.</param>
    /// <exception cref="T:System.ArgumentException">There is no data, or it does not fit the model or its likelihood's support.</exception>
    let estimate (key: RandomKey) (samples: int) (model: #IRecordModel) (data: Tensor) =
        RateDistortion.Estimate(model, data, key, samples)

/// The latent dimensions that a model uses.
[<RequireQualifiedAccess>]
module ActiveUnits =

    /// <summary>The variance of every posterior mean over a data set in memory; a dimension is active above 0.01 (Burda et al., 2016).</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Data <c>[examples, features]</c>, at least two examples, finite.</param>
    /// <exception cref="T:System.ArgumentException">Fewer than two examples, one is not finite, or they do not fit the model.</exception>
    let estimate (model: #IRecordModel) (data: Tensor) = ActiveUnits.Estimate(model, data)

/// The laws that every latent-variable model obeys, whatever its parameters.
[<RequireQualifiedAccess>]
module ModelLaws =

    /// <summary>Verifies all laws on your own model; a law that fails or throws does not stop the others.</summary>
    /// <param name="key">Determines draws and directions.</param>
    /// <param name="model">The model, trained or not.</param>
    /// <param name="data">Data of the model <c>[examples, features]</c>, at least two examples.</param>
    /// <returns>Every law by its name, with its finding.</returns>
    /// <exception cref="T:System.ArgumentException">There are fewer than two examples.</exception>
    let check (key: RandomKey) (model: 'M when 'M :> IParameters<'M> and 'M :> IRecordModel) (data: Tensor) =
        ModelLaws.Check(model, data, key)
