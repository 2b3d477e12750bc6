(**
---
title: Generation
category: Mathematics
categoryindex: 2
index: 8
---

# Generation

A trained model is a recipe for new data, in two draws: a latent $z$ from the prior $p(z)$, then $x$ from $p(x \mid z)$. On this page a
model of the built-in shapes does that, walks between images, and is compared with an autoencoder that learned no distribution. At
the end we look whether what it makes is new.
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude
(** *)
open System
open VaeFunctional
open VaeFunctional.FSharp

let key = RandomKey.FromSeed 9
let side = 16
let shapes = ShapeImages.Generate(key.Fold "shapes", 4_000, side)
let unseen = ShapeImages.Generate(key.Fold "unseen", 1_000, side)
let latent = 6

let encoder outputs = Mlp.Create(key.Fold "encoder", [ side * side; 200; 100; outputs ], Activation.Relu)

let decoder = Mlp.Create(key.Fold "decoder", [ latent; 100; 200; side * side ], Activation.Relu)

let likelihood = LikelihoodHead.Bernoulli(shapes.Images.Mean 0)

let train objective model =
    let batches =
        shapes.Images
        |> Batches.shuffled 100
        |> Batches.epochs 60
        |> Batches.map (fun x key -> key.Bernoulli x)

    TrainingState.Start(model, Adam.Default.WithLearningRate 2e-3, key.Fold "train")
    |> Train.run 1_000_000 objective batches
    |> Train.states
    |> Seq.last
    |> fun state -> state.Model

let vae =
    Vae.Create(encoder (2 * latent), decoder, likelihood)
    |> train (fun model batch at -> Elbo.Estimate(model, batch.X, at.Key) |> Elbo.toObjective 1.0)

(**
## Two draws, and two pictures of them

`Generate` makes the first draw and gives the *distributions* $p(x \mid z)$; `Sample` makes both. Here are the means of 12 of these
distributions, and below each one draw from it.
*)

let distributions = vae.Generate(key.Fold "pictures", count = 12)
let means = distributions.Mean
let draws = distributions.Sample(key.Fold "pixels")

(*** hide ***)
let grid columns (rows: Tensor list) = PictureGrid.Of(Tensor.Concatenate rows, side, side, columns = columns, scale = 3)

grid 12 [ means; draws ]
|> picture "Means of p(x|z) for twelve draws of z from the prior, and below each a draw of x."
(*** include-it-raw ***)

(**
The upper row looks soft, the lower one noisy, and both for the same reason. Given $z$, the pixels of this likelihood are
independent. At an edge whose place the latent does not say exactly, a mean shows the probability of white: gray. A
draw tosses a coin for each gray pixel by itself, and so tears an edge that in every real image is whole somewhere. What a person
calls "the picture" is the mean; what the model says the data look like is the draw. Draws vary nearly as much as the data, means
do not. By the law of total variance,

$$\mathrm{Var}[x] = \mathrm{Var}_z\big[E[x \mid z]\big] + E_z\big[\mathrm{Var}[x \mid z]\big],$$

and a mean is $E[x \mid z]$ alone. Summed over the pixels, from 4,000 draws:
*)

let variance (x: Tensor) = (x - x.Mean 0).Square().Mean(0).Sum().ToScalar()

let many = vae.Generate(key.Fold "many", count = 4_000)
let ofData = variance ((key.Fold "binary").Bernoulli shapes.Images)
let ofMeans = variance many.Mean
let within = (many.Mean * (1.0 - many.Mean)).Mean(0).Sum().ToScalar()
let ofDraws = variance (many.Sample(key.Fold "pixels of many"))

printfn $"data                 %6.2f{ofData}"
printfn $"draws of x           %6.2f{ofDraws}"
printfn $"means                %6.2f{ofMeans}"
printfn $"variance within      %6.2f{within}"
printfn $"means + within       %6.2f{ofMeans + within}"
(*** include-output ***)

(*** hide ***)
check "the law of total variance" (abs (ofDraws - ofMeans - within) < 0.02 * ofDraws)
check "draws vary as the data do, means less" (abs (ofDraws - ofData) < 0.1 * ofData && ofMeans < ofDraws)

(**
Softness is therefore not a fault of the picture but a statement of the model: here I am not sure. A decoder that is trained longer,
or with more latent dimensions, is sure of more. A likelihood that knows neighboring pixels belong together would be another
remedy.

## Interpolation and traversal

Between the posteriors of two images lie latents too, and if the map has no gaps they decode to shapes:
*)

let walk first second = vae.Interpolate(unseen.Images.Slice(first, 1), unseen.Images.Slice(second, 1), steps = 12).Mean

(*** hide ***)
grid 12 [ walk 0 1; walk 2 3; walk 4 5 ]
|> picture "Three walks between posterior modes of unseen images."
(*** include-it-raw ***)

(**
A traversal moves one dimension of a latent and leaves the others where they are: it shows what a dimension is about. Those of the
largest rate come first, since one that carries nothing changes nothing.
*)

let at =
    RateDistortion.Estimate(vae, (key.Fold "test").Bernoulli unseen.Images, key.Fold "rate", samples = 5)

let start = (vae.Encode(unseen.Images.Slice(0, 1))).Mode.Reshape(Shape latent)

let traversals =
    [ for dimension, _ in Seq.indexed at.RateByBlock |> Seq.sortByDescending snd ->
          vae.Traverse(start, dimension, [ for i in 0..11 -> -2.2 + 0.4 * float i ]).Mean ]

(*** hide ***)
grid 12 traversals
|> picture "One image; each row moves one latent dimension from -2.2 to 2.2, largest rate first."
(*** include-it-raw ***)

(**
## What an autoencoder yields

Now the same networks without a distribution over the latent: a deterministic autoencoder, trained on the same batches to
reconstruct. It does that better. Then the recipe for generation is applied to it as well: it has no prior, so we draw from
$N(0, I)$; and, since that is not fair, from the Gaussian that fits its codes in each dimension.
*)

let autoencoder =
    Autoencoder(encoder latent, decoder, likelihood)
    |> train (fun model batch _ -> Objective.Of(model.Reconstruct(batch.X).NegativeLogLikelihood batch.X))

let codes = autoencoder.Encode shapes.Images
let fitted = Standardization.Fit codes
let noise = (key.Fold "prior").Normal(Shape(1_000, latent))

let generated =
    [ "VAE, prior", vae.Decode(noise).Mean
      "autoencoder, N(0, I)", autoencoder.Decode(noise).Mean
      "autoencoder, fitted Gaussian", autoencoder.Decode(fitted.Invert noise).Mean ]

(*** hide ***)
generated
|> List.map (fun (_, images) -> images.Slice(0, 12))
|> grid 12
|> picture
    "Generated by the VAE (above), by an autoencoder from N(0, I), and by it from a Gaussian fitted to its codes."
(*** include-it-raw ***)

(**
Looking is not measuring, and one number is not enough: a model that makes the same good picture every time is near the data, and far
from covering it. So for 1,000 generated images: how far each is from the nearest of 1,000 unseen ones (*fidelity*), how far
each unseen one is from the nearest generated one (*coverage*), both the smaller the better, and how much they vary
(*variance*), the nearer to that of the data the better. The first row does the same with 1,000 images of the training set,
which is as good as one can get.
*)

/// The Euclidean distance from each image to the nearest of a set.
let nearest (set: Tensor) (images: Tensor) =
    let products = images.MatMul(set, transposeRight = true)

    let squares = images.Square().Sum(-1, keepAxis = true) - 2.0 * products + set.Square().Sum -1

    -((-squares).Max -1) |> Tensor.clamp (0.0, 1e6) |> Tensor.sqrt

let median (values: Tensor) =
    let sorted = values.ToDoubles() |> Array.sort
    sorted[sorted.Length / 2]

let judged =
    [ for name, images in ("training images", shapes.Images.Slice(0, 1_000)) :: generated ->
          name, median (nearest unseen.Images images), median (nearest images unseen.Images), variance images ]

printfn "                              fidelity   coverage   variance"

for name, fidelity, coverage, spread in judged do
    printfn $"%-28s{name}   %7.2f{fidelity}   %8.2f{coverage}   %8.2f{spread}"

printfn
    $"\nscales of the codes: %.1f{(fitted.Scale.ToDoubles() |> Array.min)} to %.1f{(fitted.Scale.ToDoubles() |> Array.max)}"
(*** include-output ***)

(**
The autoencoder drawn from $N(0, I)$ gives nearly one picture again and again: its codes are spread over tens of units, as
nothing keeps them near the origin, and $N(0, I)$ is a speck in their middle. Fidelity alone would not have shown it. With the
fitted Gaussian coverage and variance are far better, but fidelity is worse; and fidelity and coverage are both worse than the
VAE's: its codes do not fill that Gaussian, so some draws fall where no code was. The VAE needed no fit afterwards; its rate
had already pulled the posteriors to the prior. The difference is one of degree, and on easy data it is small: a density
fitted to the codes with more care (a mixture, say) is a second model, trained on the first.
*)

(*** hide ***)
let scores name = judged |> List.pick (fun (it, f, c, v) -> if it = name then Some(f, c, v) else None)

let (_, coverageOfVae, varianceOfVae), (_, coverageAtOrigin, varianceAtOrigin) =
    scores "VAE, prior", scores "autoencoder, N(0, I)"

let fidelityOfVae, _, _ = scores "VAE, prior"
let fidelityAtOrigin, _, _ = scores "autoencoder, N(0, I)"
let fidelityOfFit, coverageOfFit, varianceOfFit = scores "autoencoder, fitted Gaussian"

check
    "N(0, I) is a speck among the codes"
    (varianceAtOrigin < 0.3 * varianceOfVae && coverageAtOrigin > 1.4 * coverageOfVae)

check "the codes are spread wide" (fitted.Scale.ToDoubles() |> Array.forall (fun scale -> scale > 3.0))

check
    "the fit gains coverage and variance, and loses fidelity"
    (coverageOfFit < coverageAtOrigin
     && varianceOfFit > varianceAtOrigin
     && fidelityOfFit > fidelityAtOrigin)

check "the VAE is ahead of the fit" (fidelityOfVae < fidelityOfFit && coverageOfVae < coverageOfFit)

(**
## Are they new?

A model could cheat by storing its training set. Then each sample would lie close to a training image, closer than *unseen* images
of the same kind do. Below the generated images are their nearest neighbors in the training set:
*)

let neighbors =
    let distances = (means.Reshape(Shape(12, 1, side * side)) - shapes.Images).Square().Sum(-1).ToDoubles()

    let ofImage i = [ 0 .. shapes.Count - 1 ] |> List.minBy (fun j -> distances[i * shapes.Count + j])

    shapes.Images.Take(Array.init 12 ofImage)

(*** hide ***)
grid 12 [ means; neighbors ]
|> picture "Generated images, and below each the nearest of 4,000 training images."
(*** include-it-raw ***)

let toTraining = nearest shapes.Images
let copies = shapes.Images.Slice(0, 1_000) * 0.98
let fresh = vae.Generate(key.Fold "fresh", count = 1_000).Mean

let novelty =
    [ "unseen images", toTraining unseen.Images
      "generated images", toTraining fresh
      "copies, made a little grayer", toTraining copies ]

for name, distances in novelty do
    printfn $"%-30s{name} median distance to the nearest training image %5.2f{median distances}"
(*** include-output ***)

(**
The generated images are no nearer to the training set than unseen ones are, and the last row shows that copies would have been
found. This check is honest, and it is weak: the distance of pixels calls two images far apart when one is the other moved by a
pixel, so a copy with a small shift escapes it (Theis et al., 2016). The better question is what the model says of data: were the
training set stored, its images would be likelier than unseen ones.
*)

let elbo (images: Tensor) =
    RateDistortion.Estimate(vae, (key.Fold "test").Bernoulli images, key.Fold "rate", samples = 5)

printfn $"training: {elbo (shapes.Images.Slice(0, 1_000))}"
printfn $"unseen:   {elbo unseen.Images}"
(*** include-output ***)

(**
About a nat apart, several times the standard errors: the model knows the images it was trained on a little better than others,
and far from by heart. Where the first is well above the second it is time to stop earlier, or to find more data.
*)

(*** hide ***)
let distanceOf name = novelty |> List.find (fst >> (=) name) |> snd |> median
check "samples are not copies" (distanceOf "generated images" >= distanceOf "unseen images")
check "copies are found" (distanceOf "copies, made a little grayer" < 0.5 * distanceOf "unseen images")

let gap = (elbo (shapes.Images.Slice(0, 1_000))).Elbo - (elbo unseen.Images).Elbo
check "the model overfits a little" (gap > 0.3 && gap < 2.0)

(**
How likely data are under a model, how that is estimated, and when not to trust the estimate, is in the guide to
[likelihood estimates](../guides/likelihood-estimates.html). To train a model on your own data, begin with the guide to
[data](../guides/data.html); to change what is trained, with those to [distributions](../guides/writing-a-distribution.html) and
[objectives](../guides/writing-an-objective.html).

## References

- Lucas Theis, Aäron van den Oord and Matthias Bethge, *A note on the evaluation of generative models*, ICLR 2016.
*)
