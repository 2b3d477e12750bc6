namespace VaeFunctional.FSharp

open VaeFunctional

/// The evidence lower bound, in nats per example.
[<RequireQualifiedAccess>]
module Elbo =

    /// The terms of the bound from log p(x|z) at draws of q and KL(q(z|x) || p(z)), both [batch].
    let ofTerms (logLikelihood: Tensor) (rate: Tensor) = Elbo.OfTerms(logLikelihood, rate)

    /// The objective distortion + beta * rate; beta 1 is the negative ELBO.
    let minimize (beta: float) (terms: ElboTerms) = terms.Minimize beta
