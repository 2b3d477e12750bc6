namespace VaeFunctional.FSharp

open VaeFunctional

/// Functions of any distribution, which is the last argument.
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

    /// <summary>The log-density of every block of values, in nats: their sum is the log-density.</summary>
    /// <param name="x">Values <c>[..., batch, event]</c>.</param>
    /// <param name="distribution">The distribution.</param>
    /// <returns><c>[..., batch, blocks]</c>.</returns>
    /// <exception cref="T:System.ArgumentException">The shapes do not fit.</exception>
    let logDensityByBlock (x: Tensor) (distribution: #Distribution) = distribution.LogDensityByBlock x

    /// <summary>One draw.</summary>
    /// <param name="key">The key that determines it.</param>
    /// <param name="distribution">The distribution.</param>
    /// <returns><c>[batch, event]</c>.</returns>
    let sample (key: RandomKey) (distribution: #Distribution) = distribution.Sample key

    /// <summary>Several draws.</summary>
    /// <param name="key">The key that determines them.</param>
    /// <param name="samples">The number of draws, at least 1.</param>
    /// <param name="distribution">The distribution.</param>
    /// <returns><c>[samples, batch, event]</c>.</returns>
    /// <exception cref="T:System.ArgumentOutOfRangeException">Fewer than one draw.</exception>
    let samples (key: RandomKey) (samples: int) (distribution: #Distribution) = distribution.Sample(key, samples)

    /// <summary>The draw for a given noise: a deterministic function of it.</summary>
    /// <param name="noise">Noise <c>[..., batch, noise]</c> as returned by the distribution's <c>Noise</c>.</param>
    /// <param name="distribution">The distribution.</param>
    /// <returns><c>[..., batch, event]</c>.</returns>
    /// <exception cref="T:System.ArgumentException">The noise does not fit the distribution.</exception>
    let fromNoise (noise: Tensor) (distribution: #Distribution) = distribution.FromNoise noise

    /// <summary>The draw for a given noise together with its log-density.</summary>
    /// <param name="noise">Noise <c>[..., batch, noise]</c> as returned by the distribution's <c>Noise</c>.</param>
    /// <param name="distribution">The distribution.</param>
    /// <exception cref="T:System.ArgumentException">The noise does not fit the distribution.</exception>
    let draw (noise: Tensor) (distribution: #Distribution) = distribution.Draw noise

/// Independent coordinates that are 0 or 1.
[<RequireQualifiedAccess>]
module Bernoulli =

    /// <summary>The distribution with the given logits, for example a decoder's output.</summary>
    /// <param name="logits">log(p / (1 - p)), <c>[batch, event]</c>.</param>
    /// <exception cref="T:System.ArgumentException">The logits are a scalar.</exception>
    let ofLogits (logits: Tensor) = Bernoulli logits
