namespace VaeFunctional.FSharp

open System.Collections.Generic
open VaeFunctional

/// Posteriors q(z|x) read from an encoder's output.
[<RequireQualifiedAccess>]
module PosteriorHead =

    /// <summary>A diagonal Gaussian: the mean, then the log-variance, which is bounded by 10 on either side.</summary>
    /// <param name="output">An encoder's output <c>[..., batch, 2 latent]</c>.</param>
    /// <returns>A distribution over <c>[..., batch, latent]</c>.</returns>
    /// <exception cref="T:System.ArgumentException">The number of outputs is odd.</exception>
    let diagonal (output: Tensor) = PosteriorHead.DiagonalGaussian.Of output

/// Uses of a trained model: the model is the last argument or, if there is data, comes before the data.
[<RequireQualifiedAccess>]
module Vae =

    /// <summary>One pass through the model: the reconstruction, the distortion -log p(x|z) and the rate, in nats per example.</summary>
    /// <param name="key">Determines the latent that is drawn.</param>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>.</param>
    /// <exception cref="T:System.ArgumentException">The data does not fit the model or its likelihood's support.</exception>
    let forward (key: RandomKey) (model: #IRecordModel) (x: Tensor) = model.Forward(x, key)

    /// <summary>Draws of x from the model: z from the prior, then x from p(x|z).</summary>
    /// <param name="key">Determines the draws.</param>
    /// <param name="count">The number of draws, at least 1.</param>
    /// <param name="model">The model.</param>
    /// <returns><c>[count, features]</c>.</returns>
    /// <exception cref="T:System.ArgumentOutOfRangeException">Fewer than one.</exception>
    let sample (key: RandomKey) (count: int) (model: #ILatentModel) = model.Sample(key, count)

    /// <summary>The distributions p(x|z) at draws of z from the prior: their means are the pictures that are usually shown.</summary>
    /// <param name="key">Determines the latents.</param>
    /// <param name="count">The number of draws, at least 1.</param>
    /// <param name="model">The model.</param>
    /// <returns>A distribution over <c>[count, features]</c>.</returns>
    /// <exception cref="T:System.ArgumentOutOfRangeException">Fewer than one.</exception>
    let generate (key: RandomKey) (count: int) (model: #ILatentModel) = model.Generate(key, count)

    /// <summary>p(x|z) along the straight line between the posterior modes of two examples, both ends included.</summary>
    /// <param name="steps">The number of points, at least 2.</param>
    /// <param name="model">The model.</param>
    /// <param name="first">An example of data, <c>[features]</c> or <c>[1, features]</c>.</param>
    /// <param name="last">Another.</param>
    /// <returns>A distribution over <c>[steps, features]</c>.</returns>
    /// <exception cref="T:System.ArgumentException">An end is not one example, or there are fewer than two points.</exception>
    let interpolate (steps: int) (model: #ILatentModel) (first: Tensor) (last: Tensor) =
        model.Interpolate(first, last, steps)

    /// <summary>p(x|z) as one latent dimension takes given values and the others stay fixed.</summary>
    /// <param name="dimension">The dimension that changes.</param>
    /// <param name="values">The values it takes, at least one.</param>
    /// <param name="model">The model.</param>
    /// <param name="z">The latent at the start, <c>[latent]</c>.</param>
    /// <returns>A distribution over <c>[values, features]</c>.</returns>
    /// <exception cref="T:System.ArgumentException">The latent has another size, or there is no such dimension or no value.</exception>
    let traverse (dimension: int) (values: IReadOnlyList<float>) (model: #ILatentModel) (z: Tensor) =
        model.Traverse(z, dimension, values)
