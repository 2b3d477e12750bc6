(**
---
title: From the autoencoder to the VAE
category: Mathematics
categoryindex: 2
index: 1
---

# From the autoencoder to the VAE

These pages explain variational autoencoders from the beginning, in an order that can be followed with a little calculus and a little
probability. Every number and every picture on them was computed while the page was built, by the code above it. Where a number
matters, the code checks it, and a page with a failing check is not built.

This first page trains an autoencoder, asks it for something that it cannot do, and shows what a VAE changes.

## What is assumed

Derivatives, densities, averages, and the Gaussian $N(m, s^2)$ with mean $m$ and variance $s^2$. Everything else is explained where it comes up, except
for a few things that are used from the start:

- $\log$ is the natural logarithm. $E_{p(z)}[f(z)]$ is the average of $f(z)$ when $z$ is drawn from $p(z)$, the integral of $f(z)\, p(z)$;
  in short $E_p[f(z)]$.
- $N(0, I)$ is the Gaussian of several independent numbers, each with mean 0 and variance 1. ($I$ is the identity matrix.)
- A *network* is a function with many numbers in it, its *parameters*, that can be adjusted. `Mlp` is a chain of layers: each multiplies by a matrix
  of parameters, adds a vector of parameters, and, except the last, puts 0 in place of what is negative (`Relu`). The list gives the sizes from input to output.
- To *train* a model is to adjust its parameters until a number, the *objective*, is small. *Gradient descent* does it in small steps: the gradient, the
  vector of the derivatives with respect to all parameters, points uphill, and every step goes a little against it. One step sees only a *batch*
  of the data, here 100 images. `Adam` (Kingma and Ba 2015) is gradient descent that suits the length of the step to each parameter.
- A `Tensor` is a table of numbers with any number of axes. Data have the shape `[examples, features]`.

## Data

The library brings a small data set: images of an ellipse, a square or a triangle, of any size, place and angle, on 16 by 16 pixels.
A pixel is 0 or 1, so an image is a vector $x$ of 256 zeros and ones.
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

let key = RandomKey.FromSeed 7

let binary (name: string) count =
    let key = key.Fold name
    ShapeImages.Generate(key, count).Images |> key.Fold("pixels").Bernoulli

let training = binary "training" 2_000
let heldOut = binary "held out" 200
(*** hide ***)
let rows (tensors: Tensor list) =
    PictureGrid.Of(
        Tensor.Concatenate [ for tensor in tensors -> tensor.Slice(0, 12) ],
        16,
        16,
        12,
        1,
        3
    )

rows [ training ] |> picture "Twelve images of the training data."
(*** include-it-raw ***)
(**
## An autoencoder

An *autoencoder* is two networks. The encoder maps an image to a short vector, its *code* $z$; the decoder maps a code back to an image. The
code is the bottleneck: here 256 pixels have to pass through 10 numbers. The two are trained together, so that what comes out is what went in.

The decoder gives for every pixel the probability $p_j$ that it is 1, and the training minimizes the *negative log-likelihood* of the image,

$$-\log p(x \mid z) = -\sum_{j=1}^{256} \left[ x_j \log p_j + (1 - x_j) \log (1 - p_j) \right].$$

It is zero when every pixel is predicted with certainty and rightly, and grows with every pixel that comes as a surprise. With natural
logarithms its unit is the *nat*; one nat is $1 / \log 2 \approx 1.44$ bits.

In the code the likelihood is given the mean of every pixel, and the decoder answers with deviations from it (in the logarithm of the odds $p_j / (1 - p_j)$): so it need not first
learn what the average image looks like. `trained` goes 100 times through the data in batches of 100 images, which makes 2,000 steps, and keeps the last model.
*)
let encoder outputs =
    Mlp.Create(key.Fold "encoder", [ 256; 128; outputs ], Activation.Relu)

let decoder = Mlp.Create(key.Fold "decoder", [ 10; 128; 256 ], Activation.Relu)
let likelihood = LikelihoodHead.Bernoulli(training.Mean 0)

let batches = training |> Batches.shuffled 100 |> Batches.epochs 100

let trained objective model =
    TrainingState.Start(model, Adam.Default.WithLearningRate 2e-3, key.Fold "train")
    |> Train.run 2_000 objective batches
    |> Train.states
    |> Seq.last
    |> _.Model

let autoencoder =
    Autoencoder(encoder 10, decoder, likelihood)
    |> trained (fun model batch _ ->
        Objective.ofValue (model.Reconstruct(batch.X).NegativeLogLikelihood batch.X))

let misfit =
    autoencoder.Reconstruct(heldOut).NegativeLogLikelihood(heldOut).Mean().ToScalar()
(*** hide ***)
check "the autoencoder reconstructs" (misfit < 25.0)

rows [ heldOut; autoencoder.Reconstruct(heldOut).Mean ]
|> picture "Above, images it has not seen; below, their reconstructions."
(*** include-it-raw ***)
(**
It does what it was asked: images that it has never seen come back, through 10 numbers.

## What the codes do not mean

Now the question that it was *not* asked: make a new image. All that is needed is a code to decode. But which? Nothing in the training said where
codes should lie. To see this exactly, stretch every code by 8, and let the decoder shrink it again.
*)
let stretched =
    autoencoder
    |> Parameters.map (fun path parameter ->
        match path with
        | "encoder/output/weight"
        | "encoder/output/bias" -> parameter * 8.0
        | "decoder/hidden/0/weight" -> parameter / 8.0
        | _ -> parameter)

let misfitOfStretched =
    stretched.Reconstruct(heldOut).NegativeLogLikelihood(heldOut).Mean().ToScalar()

check
    "every code is 8 times as long"
    (stretched.Encode heldOut = 8.0 * autoencoder.Encode heldOut)

check "the misfit is the same, to the last bit" (misfitOfStretched = misfit)
(**
The codes are different, the misfit is the same to the last bit (8 is a power of two, so that not even rounding differs). The same holds for any
invertible map of the codes, however much it bends and tears them, as long as the networks can express it. What the training does not
see it cannot arrange: the scale of a code, its distance from another, and what lies between codes are accidents of the training.

Still, one can try. Give codes the mean and the spread of those of the training images, draw from the Gaussian of that mean
and spread, and decode.
*)
let codes = autoencoder.Encode training
let center = codes.Mean 0
let spread = (codes - center).Square().Mean(0).Sqrt()
let noise = key.Fold("new").Normal(Shape(200, 10))

let invented = autoencoder.Decode(center + spread * noise)
(*** hide ***)
rows [ invented.Mean; invented.Mean.Slice(12, 12) ]
|> picture "Decoded from codes drawn at random: blots, hardly ever a shape."
(*** include-it-raw ***)
(**
The codes of images fill only a small and crooked part of their space. The rest is gaps, and the decoder was never asked what to
draw there.
*)

(**
## What a VAE changes

A *variational autoencoder* (Kingma and Welling 2014; Rezende, Mohamed and Wierstra 2014) keeps the two networks and changes what they speak about.

1. **The encoder gives a distribution, not a point.** For every image it answers with a Gaussian $q(z \mid x)$: a mean and a scale for each
   of the 10 numbers. The decoder has to cope with any draw from it. So a whole region decodes to the image, and where regions of
   two images overlap the decoder has to compromise.
2. **The codes have a distribution of their own.** Before any image is seen, $z$ is distributed as $p(z) = N(0, I)$, the *prior*. To generate
   an image means to draw $z$ from the prior, and to decode it.
3. **The training charges for the distance between the two.** To the misfit it adds the Kullback-Leibler divergence
   $\mathrm{KL}(q(z \mid x) \,\|\, p(z))$: what it costs, in nats, to tell where in the space the image lies. An encoder that spreads its
   Gaussians far apart pays; so does one that makes them very narrow.

In the code the encoder has twice as many outputs, a mean and a *log-variance* for each latent number: the logarithm of a variance may be any number,
as a network's output may, while a variance has to be positive. And the objective is the negative *ELBO*, which
the [third page](elbo.html) derives: misfit plus divergence. `Elbo.toObjective 1.0` counts the divergence once. Everything else is as above.
*)
let vae =
    Vae.Create(encoder 20, decoder, likelihood)
    |> trained (fun model batch at ->
        Elbo.Estimate(model, batch.X, at.Key) |> Elbo.toObjective 1.0)

let generated = vae.Decode noise
(*** hide ***)
rows [ generated.Mean; generated.Mean.Slice(12, 12) ]
|> picture "Decoded from draws of the prior: shapes, if soft ones."
(*** include-it-raw ***)
(**
Pictures flatter, so here is a number. Make every pixel 0 or 1, whichever is more probable, and count the pixels in which an image differs from the
nearest of the 2,000 training images. Images that were held out show what a real shape has.
*)
let pixelsToNearest (images: Tensor) =
    let squares (x: Tensor) = x.Square().Sum(1, keepAxis = true)
    let products = images.MatMul(training, transposeRight = true)
    let distances = squares images - 2.0 * products + squares(training).Transpose()
    (-(-distances).Max(1)).Mean().ToScalar()

let ofHeldOut, ofAutoencoder, ofVae =
    pixelsToNearest heldOut,
    pixelsToNearest invented.Mode,
    pixelsToNearest generated.Mode

printfn $"held out     {ofHeldOut:F1}"
printfn $"autoencoder  {ofAutoencoder:F1}"
printfn $"VAE          {ofVae:F1}"
(*** include-output ***)
check "the VAE's images are nearer to the data" (ofVae < 0.8 * ofAutoencoder)
(**
Between the codes of two images the autoencoder does better than in the open, since networks are smooth functions. The VAE does better still: its
regions overlap, so that it was trained on what lies between.
*)
let posterior = vae.Encode(heldOut) :?> DiagonalGaussian

let mix t (latents: Tensor) (first: int) (last: int) =
    (1.0 - t) * latents.Slice(first, 1) + t * latents.Slice(last, 1)

let walk latents =
    Tensor.Concatenate [ for step in 0.0 .. 11.0 -> mix (step / 11.0) latents 11 5 ]

let codesOfHeldOut = autoencoder.Encode heldOut
(*** hide ***)
rows
    [ autoencoder.Decode(walk codesOfHeldOut).Mean
      vae.Decode(walk posterior.Mean).Mean ]
|> picture "From one image to another: the autoencoder above, the VAE below."
(*** include-it-raw ***)

let halfway latents =
    Tensor.Concatenate [ for i in 0..99 -> mix 0.5 latents i (i + 100) ]

let betweenCodes = pixelsToNearest (autoencoder.Decode(halfway codesOfHeldOut)).Mode
let betweenMeans = pixelsToNearest (vae.Decode(halfway posterior.Mean)).Mode

printfn $"autoencoder  {betweenCodes:F1} pixels, halfway between 100 pairs"
printfn $"VAE          {betweenMeans:F1} pixels"
(*** include-output ***)
check "halfway the VAE is nearer to the data" (betweenMeans < betweenCodes)
(**
And stretching the latent space is no longer free. The divergence from the prior sees it at once:
*)
let rate = posterior.KlToStandard().Mean().ToScalar()

let rateOfStretched =
    DiagonalGaussian(8.0 * posterior.Mean, posterior.LogVariance + 2.0 * log 8.0)
        .KlToStandard()
        .Mean()
        .ToScalar()

printfn $"as trained   {rate:F1} nats"
printfn $"8 times      {rateOfStretched:F1} nats"
(*** include-output ***)
check "stretching is paid for" (rateOfStretched > 10.0 * rate)
(**
None of this comes for nothing. The 10 numbers now carry noise as well, and a reconstruction from a noisy latent fits less closely:
*)
let misfitInTraining =
    autoencoder
        .Reconstruct(training)
        .NegativeLogLikelihood(training)
        .Mean()
        .ToScalar()

let distortionInTraining =
    Elbo.Estimate(vae, training, key.Fold "distortion").Distortion.Mean().ToScalar()

printfn $"autoencoder  {misfitInTraining:F1} nats on the training images"
printfn $"VAE          {distortionInTraining:F1} nats"
(*** include-output ***)
check "the VAE fits less closely" (distortionInTraining > misfitInTraining)
(**
The page on [the role of the KL](role-of-kl.html) shows what happens when one pays more for the divergence, or nothing.

## Words

The rest of these pages use five words, always with the same meaning.

| word | symbol | meaning |
|:-----|:-------|:--------|
| data | $x$ | what is observed: here an image |
| latent | $z$ | what is not observed, and explains the data: here 10 numbers |
| prior | $p(z)$ | how the latent is distributed before anything is observed |
| likelihood | $p(x \mid z)$ | how the data are distributed when the latent is known: what the decoder gives |
| posterior | $p(z \mid x)$, $q(z \mid x)$ | how the latent is distributed once the data are known: the true one, and the encoder's approximation |

Prior and likelihood together are a story of how data come about: first $z$, then $x$. The posterior reads that story
backwards. Reading it backwards is the business of Bayes' theorem, and of the [next page](bayes.html).

## References

- Diederik P. Kingma and Jimmy Ba, *Adam: A Method for Stochastic Optimization*, ICLR 2015.
- Diederik P. Kingma and Max Welling, *Auto-Encoding Variational Bayes*, ICLR 2014.
- Danilo Jimenez Rezende, Shakir Mohamed and Daan Wierstra, *Stochastic Backpropagation and Approximate Inference in Deep Generative Models*, ICML 2014.
*)
