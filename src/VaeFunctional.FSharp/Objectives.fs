namespace VaeFunctional.FSharp

open VaeFunctional

/// The evidence lower bound, in nats per example (Kingma and Welling, 2014).
[<RequireQualifiedAccess>]
module Elbo =

    /// <summary>The terms of the bound from one draw of z per example, with the rate in closed form where available.</summary>
    /// <param name="key">Determines the draws.</param>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>, at least one example.</param>
    /// <exception cref="T:System.ArgumentException">The data does not fit the model or its likelihood's support; the message says where.</exception>
    let estimate (key: RandomKey) (model: #IRecordModel) (x: Tensor) = Elbo.Estimate(model, x, key)

    /// <summary>The terms of the bound from your own log-likelihood and rate.</summary>
    /// <param name="logLikelihood">log p(x|z) at draws of q, <c>[batch]</c>, in nats per example.</param>
    /// <param name="rate">KL(q(z|x) || p(z)), <c>[batch]</c>, in nats per example.</param>
    /// <exception cref="T:System.ArgumentException">They are not two vectors of the same length.</exception>
    let ofTerms (logLikelihood: Tensor) (rate: Tensor) = Elbo.OfTerms(logLikelihood, rate)

    /// <summary>The objective distortion + beta * rate; beta 1 is the negative ELBO.</summary>
    /// <param name="beta">The weight of the rate, at least 0 and finite.</param>
    /// <param name="terms">The terms of the bound.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">The weight is negative, infinite or NaN.</exception>
    let toObjective (beta: float) (terms: ElboTerms) = terms.ToObjective beta

/// The importance-weighted bound of several draws, in nats per example (Burda et al., 2016).
[<RequireQualifiedAccess>]
module ImportanceWeightedBound =

    /// <summary>The bound log((1/K) sum_k p(x, z_k) / q(z_k|x)) from K draws of z per example; its <c>ToObjective()</c> is the objective.</summary>
    /// <param name="key">Determines the draws.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>, at least one example.</param>
    /// <exception cref="T:System.ArgumentException">The data does not fit the model or its likelihood's support; the message says where.</exception>
    let estimate (key: RandomKey) (samples: int) (model: #IRecordModel) (x: Tensor) =
        ImportanceWeightedBound.Estimate(model, x, key, samples)
