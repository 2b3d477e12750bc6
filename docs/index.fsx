(**
---
title: VaeFunctional
---

# Variational autoencoders for .NET, as pure functions

A model is an immutable record of its parameters. Encoder, sampling, decoder and loss are functions that compose into one
differentiable bound on log p(x). The core is C#, designed to be pleasant to use from F#.
*)
(*** include-it-raw: plane ***)
(**
- [**Start in C#**](start/csharp.md)
  From an empty folder to a trained model, its pictures, and a file that keeps it.
- [**Start in F#**](start/fsharp.fsx)
  The same as a pipeline, in a project or in a script.
- [**Learn the mathematics**](mathematics/autoencoder-to-vae.fsx)
  From the autoencoder to the VAE, derived step by step, and every step executed.

## A whole model

This code drew the picture above while this page was built:
*)
(*** hide ***)
#load "prelude.fsx"

open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

let key = RandomKey.FromSeed 7

// Ellipses, squares and triangles of one size: only kind and angle differ.
let factors =
    ShapeImages.Generate(key.Fold "data", 4_000, 16).Factors
    * Tensor.FromArray [| 1.0; 0.0; 1.0; 0.0; 0.0 |]
    + Tensor.FromArray [| 0.0; 0.36; 0.0; 0.5; 0.5 |]

let images = ShapeImages.Render(factors, 16)

// 256 pixels to 2 latent numbers (a mean and a log-variance each), and back.
let vae =
    Vae.Create(
        Mlp.Create(key.Fold "encoder", [ 256; 128; 2 * 2 ], Activation.Relu),
        Mlp.Create(key.Fold "decoder", [ 2; 128; 128; 256 ], Activation.Relu),
        LikelihoodHead.Bernoulli(images.Mean 0)
    )

let loss (model: Vae) (batch: Batch) (at: StepContext) =
    let bound = Elbo.Estimate(model, batch.X, at.Key)
    Elbo.toObjective 1.0 bound

let blackOrWhite (gray: Tensor) (draw: RandomKey) = draw.Bernoulli gray

let batches = images |> Batches.shuffled 100 |> Batches.epochs 50 |> Batches.map blackOrWhite

let trained =
    TrainingState.Start(vae, Adam.Default.WithLearningRate 2e-3, key.Fold "train")
    |> Train.run 1_000 loss batches
    |> Train.states
    |> Seq.last

// Places of the latent plane, in reading order.
let axis = [ -2.2 .. 0.4..2.2 ]
let places = [ for y in List.rev axis -> [ for x in axis -> [ x; y ] ] ]

let plane = places |> List.concat |> array2D |> Tensor.FromArray |> trained.Model.Decode

let drawn = PictureGrid.Of(plane.Mean, 16, 16, columns = axis.Length, scale = 3)

(*** hide, define-output: plane ***)
drawn
|> picture
    "A plane of two latent numbers, decoded: what the model learned of shapes that turn and change into each other."

(**
`trained` is a value like any other: the same key gives the same one, bit for bit, on any number of threads.

## What it promises

- **One small package.** Nothing native to install, no Python, no graphics card. Intel MKL and OpenBLAS are used
  [if you choose them](decisions/0009-kernels.md).
- **Fast on a CPU.** A training step takes less time than PyTorch's at its best on the same processor:
  [measured](performance.md), with the commands that repeat it.
- **Numbers to trust.** What it computes is checked by laws rather than examples: [which law verifies what](guides/verification.fsx).
- **Nothing hidden.** No global seed, no tape, no modules with state: [keys](guides/keys.fsx) and
  [parameter records](guides/parameter-records.fsx) are values, and a training step is a function of them.
- **Honest bounds.** Everything is in nats per example, and only a lower bound has the type of one:
  [likelihood estimates and when not to trust them](guides/likelihood-estimates.fsx).

Coming from another library? [What it is called here](guides/coming-from.md). A word is unclear? [The glossary](glossary.md).
*)
