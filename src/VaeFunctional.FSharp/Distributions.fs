namespace VaeFunctional.FSharp

open VaeFunctional

/// Functions of any distribution, which stands last.
[<RequireQualifiedAccess>]
module Distribution =

    /// The log-density of values [..., batch, event], in nats per example: [..., batch].
    let logDensity (x: Tensor) (distribution: #Distribution) = distribution.LogDensity x

    /// One draw, [batch, event].
    let sample (key: RandomKey) (distribution: #Distribution) = distribution.Sample key

/// Independent coordinates that are 0 or 1.
[<RequireQualifiedAccess>]
module Bernoulli =

    /// The distribution of the given logits log(p / (1 - p)), [batch, event].
    let ofLogits (logits: Tensor) = Bernoulli logits
