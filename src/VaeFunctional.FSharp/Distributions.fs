namespace VaeFunctional.FSharp

open VaeFunctional

/// Functions of any distribution, which stands last.
[<RequireQualifiedAccess>]
module Distribution =

    /// <summary>The log-density (of a discrete distribution: the log-probability) of values, in nats per example.</summary>
    /// <param name="x">Values <c>[..., batch, event]</c>.</param>
    /// <param name="distribution">The distribution.</param>
    /// <returns><c>[..., batch]</c>.</returns>
    /// <exception cref="T:System.ArgumentException">The shapes do not fit.</exception>
    let logDensity (x: Tensor) (distribution: #Distribution) = distribution.LogDensity x

    /// <summary>The negative of the log-density, in nats per example.</summary>
    /// <param name="x">Values <c>[..., batch, event]</c>.</param>
    /// <param name="distribution">The distribution.</param>
    /// <returns><c>[..., batch]</c>.</returns>
    /// <exception cref="T:System.ArgumentException">The shapes do not fit.</exception>
    let negativeLogLikelihood (x: Tensor) (distribution: #Distribution) = distribution.NegativeLogLikelihood x

    /// <summary>One draw.</summary>
    /// <param name="key">The key that decides it.</param>
    /// <param name="distribution">The distribution.</param>
    /// <returns><c>[batch, event]</c>.</returns>
    let sample (key: RandomKey) (distribution: #Distribution) = distribution.Sample key

    /// <summary>Several draws.</summary>
    /// <param name="key">The key that decides them.</param>
    /// <param name="samples">How many, at least 1.</param>
    /// <param name="distribution">The distribution.</param>
    /// <returns><c>[samples, batch, event]</c>.</returns>
    /// <exception cref="T:System.ArgumentOutOfRangeException">Fewer than one draw.</exception>
    let samples (key: RandomKey) (samples: int) (distribution: #Distribution) = distribution.Sample(key, samples)

    /// <summary>The draw that a noise stands for: a deterministic function of it.</summary>
    /// <param name="noise">Noise <c>[..., batch, noise]</c> as the distribution's <c>Noise</c> gives it.</param>
    /// <param name="distribution">The distribution.</param>
    /// <returns><c>[..., batch, event]</c>.</returns>
    /// <exception cref="T:System.ArgumentException">The noise does not fit the distribution.</exception>
    let fromNoise (noise: Tensor) (distribution: #Distribution) = distribution.FromNoise noise

/// Independent coordinates that are 0 or 1.
[<RequireQualifiedAccess>]
module Bernoulli =

    /// <summary>The distribution of the given logits, as a decoder gives them.</summary>
    /// <param name="logits">log(p / (1 - p)), <c>[batch, event]</c>.</param>
    /// <exception cref="T:System.ArgumentException">The logits are a scalar.</exception>
    let ofLogits (logits: Tensor) = Bernoulli logits
