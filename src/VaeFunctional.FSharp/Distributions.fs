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

/// Independent counts whose variance is their mean.
[<RequireQualifiedAccess>]
module Poisson =

    /// <summary>The distribution with the given logarithms of the mean, for example a decoder's output.</summary>
    /// <param name="logRate">The logarithm of the mean, <c>[batch, event]</c>.</param>
    /// <exception cref="T:System.ArgumentException">The log-rates are a scalar.</exception>
    let ofLogRate (logRate: Tensor) = Poisson logRate

/// Independent counts with more variance than their mean.
[<RequireQualifiedAccess>]
module NegativeBinomial =

    /// <summary>The distribution with the given logarithms of dispersion and mean; the variance is <c>mu + mu^2 / theta</c>.</summary>
    /// <param name="logDispersion">log(theta), broadcasting to the shape of the log-mean.</param>
    /// <param name="logMean">log(mu), <c>[batch, event]</c>, for example a decoder's output.</param>
    /// <exception cref="T:System.ArgumentException">The log-mean is a scalar, or the log-dispersion does not broadcast to its shape.</exception>
    let ofLogMean (logDispersion: Tensor) (logMean: Tensor) = NegativeBinomial(logMean, logDispersion)

/// Independent counts that are 0 with a probability of their own, and negative binomial otherwise.
[<RequireQualifiedAccess>]
module ZeroInflatedNegativeBinomial =

    /// <summary>The distribution with the given zero-logits and logarithms of dispersion and mean.</summary>
    /// <param name="zeroLogits">The log-odds of a 0 that is no count of the negative binomial, broadcasting to the shape of the log-mean.</param>
    /// <param name="logDispersion">log(theta), broadcasting to the shape of the log-mean.</param>
    /// <param name="logMean">log(mu), <c>[batch, event]</c>, for example a decoder's output.</param>
    /// <exception cref="T:System.ArgumentException">The log-mean is a scalar, or the others do not broadcast to its shape.</exception>
    let ofLogMean (zeroLogits: Tensor) (logDispersion: Tensor) (logMean: Tensor) =
        ZeroInflatedNegativeBinomial(logMean, logDispersion, zeroLogits)

/// Independent columns of classes, one-hot.
[<RequireQualifiedAccess>]
module Categorical =

    /// <summary>The distribution with the given logits, for example a decoder's output.</summary>
    /// <param name="classes">The number of classes of every column, at least 1.</param>
    /// <param name="logits">Unnormalized log-probabilities, <c>[batch, columns * classes]</c>.</param>
    /// <exception cref="T:System.ArgumentException">The logits are a scalar, or their last axis is not a multiple of the number of classes.</exception>
    let ofLogits (classes: int) (logits: Tensor) = Categorical(logits, classes)

/// Independent coordinates of equally spaced levels from 0 to 1.
[<RequireQualifiedAccess>]
module DiscretizedLogistic =

    /// <summary>Values from 0 to 1 moved to the nearest level.</summary>
    /// <param name="levels">The number of levels, at least 2.</param>
    /// <param name="x">The values, any shape.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">There are fewer than two levels.</exception>
    let quantize (levels: int) (x: Tensor) = DiscretizedLogistic.Quantize(x, levels)
