namespace VaeFunctional.FSharp

open VaeFunctional

/// Posteriors q(z|x) read from an encoder's output.
[<RequireQualifiedAccess>]
module Posterior =

    /// A diagonal Gaussian from [batch, 2 latent]: the mean, then the log-variance, which is bounded by 10 on either side.
    let diagonal (output: Tensor) = Posterior.DiagonalGaussian.Of output
