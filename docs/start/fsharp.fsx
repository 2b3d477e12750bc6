(**
---
title: Getting started in F#
category: Start
categoryindex: 1
index: 2
---

# Getting started in F#

From an empty folder to a trained model, pictures of what it learned, and a file that keeps it. You need the
[.NET SDK 10](https://learn.microsoft.com/dotnet/core/install/) and nothing else: no native library, no Python, no graphics card.

## A new project

The packages are not on nuget.org yet. Until they are, pack them from a clone into a folder, and name that folder as a source of the new
project:

```bash
dotnet pack VaeFunctional/VaeFunctional.sln -c Release -o packages   # in the folder that holds the clone

dotnet new console -lang F# -o FirstVae
cd FirstVae
dotnet new nugetconfig
dotnet nuget add source "$PWD/../packages" --name vaefunctional --configfile nuget.config
dotnet add package VaeFunctional.FSharp
```

The first command assumes that the clone is in a folder `VaeFunctional`. To use a newer clone of the same version, pack again and delete the folders
`vaefunctional` and `vaefunctional.fsharp` in `~/.nuget/packages`, where NuGet keeps what it has unpacked.

`VaeFunctional.FSharp` brings `VaeFunctional` with it. All code on this page, from top to bottom, is `Program.fs`; start it with
`dotnet run -c Release`.

For a script instead of a project there is an even shorter way. In a clone, after `dotnet build -c Release`, a script in `docs/` begins
with `#load "prelude.fsx"`, as every page of this site does.

## A model and its training
*)

(*** hide ***)
#load "../prelude.fsx"

open System.IO
open Prelude

let working = Directory.CreateTempSubdirectory "vae-start"
let before = Directory.GetCurrentDirectory()
Directory.SetCurrentDirectory working.FullName
(** *)
open VaeFunctional
open VaeFunctional.FSharp

// Everything random is a function of keys; a name makes a key for a purpose.
let key = RandomKey.FromSeed 7
let shapes = ShapeImages.Generate(key.Fold "data", 4_000, 16)

// 256 gray pixels to 6 latent numbers (a mean and a log-variance each), and back.
let vae =
    Vae.Create(
        Mlp.Create(key.Fold "encoder", [ 256; 128; 2 * 6 ], Activation.Relu),
        Mlp.Create(key.Fold "decoder", [ 6; 128; 256 ], Activation.Relu),
        LikelihoodHead.Bernoulli(shapes.Images.Mean 0)
    )

// What training minimizes: the negative evidence lower bound.
let loss (model: Vae) (batch: Batch) (at: StepContext) = Elbo.Estimate(model, batch.X, at.Key) |> Elbo.toObjective 1.0

// Batches of black and white images, drawn again from the gray ones each time they are seen.
let batches =
    shapes.Images
    |> Batches.shuffled 100
    |> Batches.epochs 20
    |> Batches.map (fun gray draw -> draw.Bernoulli gray)

let start = TrainingState.Start(vae, Adam.Default.WithLearningRate 2e-3, key.Fold "train")

let trained =
    start
    |> Train.run 100 loss batches
    |> Train.states
    |> Seq.map (fun state ->
        printfn $"{state.Step, 6}  {state.Terms}"
        state)
    |> Seq.last

let model = trained.Model
(*** include-output ***)

(*** hide ***)
check "the run has all its steps" (trained.Step = 800L)
check "the model has learned" (trained.Terms.["elbo"] > -50.0)

(**
The `elbo` is the evidence lower bound in nats per image: it rises. It is minus the sum of `distortion`, how badly images are explained, and
`rate`, how much is said about each of them. Both are explained [where the mathematics begins](../mathematics/autoencoder-to-vae.fsx).

Run it again and the numbers are the same to the last digit, on any number of threads.

## Pictures

Images that the model has not seen, above their reconstructions from six numbers; then images that nobody drew, from latents of the prior:
*)

let unseen = ShapeImages.Generate(key.Fold "unseen", 500, 16).Images
let few = unseen.Slice(0, 12)

let reconstructions =
    PictureGrid.Of(Tensor.Concatenate [| few; model.Reconstruct(few).Mean |], 16, 16, columns = 12, scale = 3)

reconstructions.Save "reconstructions.png"

let samples =
    PictureGrid.Of(model.Generate(key.Fold "samples", 36).Mean, 16, 16, columns = 12, scale = 3)

samples.Save "drawn.png"

(*** hide ***)
check "the pictures are there" (File.Exists "reconstructions.png" && File.Exists "drawn.png")

reconstructions |> picture "Images the model has not seen, and below them their reconstructions."
(*** include-it-raw ***)

(*** hide ***)
samples |> picture "Images that nobody drew: latents from the prior, decoded."
(*** include-it-raw ***)

(**
## How good is it?

Two results for images that training has not seen: the bound, and an estimate of log p(x) with a hundred draws for each, which comes with
[two errors and the effective sample size](../guides/likelihood-estimates.fsx).
*)

let test = key.Fold("test").Bernoulli unseen
let rateDistortion = RateDistortion.Estimate(model, test, key.Fold "evaluate", samples = 10)
let likelihood = LogLikelihood.Estimate(model, test, key.Fold "likelihood", samples = 100)

printfn $"{rateDistortion}"
printfn $"{likelihood}"
(*** include-output ***)

(*** hide ***)
check "the likelihood is above the bound" (likelihood.Mean > rateDistortion.Elbo)
check "unseen images are explained" (rateDistortion.Elbo > -50.0)

(**
## Keep it

A model file holds the numbers under their names, with the settings, in a format that [other tools read](../guides/files.fsx), and
never any code. To load it, give a model of the same kind; `vae`, not trained, is one.
*)

model |> ModelFile.save "shapes.safetensors"

let loaded = vae |> ModelFile.load "shapes.safetensors"

printfn $"{loaded = model}"
(*** include-output ***)

(*** hide ***)
check "what is loaded is what was saved" (loaded = model)

(**
## Survive a crash

A checkpoint holds the state of a run: the model, the optimizer and its moments, the key, the number of steps and the terms of the last one. The
data, the size of the batches, the number of epochs and the objective are your program's, and must stay as they were for the same bits; only more epochs
lengthen the run and change nothing before.

`Checkpoint.saveEach` saves every state as it passes. `Checkpoint.loadOrStart` loads the last of them, with the key and the step of the file;
the state that it is given is the template, and the run starts with it if there is no file. Once a run is complete no more states follow, so
`train` returns the loaded state first: there is always a last one.
*)

let train () =
    let from = start |> Checkpoint.loadOrStart "training.safetensors"

    from
    |> Train.run 100 loss batches
    |> Train.states
    |> Checkpoint.saveEach "training.safetensors"
    |> Seq.append [ from ]

// A run that is broken off after two saved states, as if the power had failed.
for state in train () |> Seq.truncate 3 do
    printfn $"at step {state.Step}"

// The next one continues from there.
let resumed = train () |> Seq.last

printfn $"{resumed = trained}"
(*** include-output ***)

(*** hide ***)
check "a resumed run is the run" (resumed = trained)

check
    "a complete run can be started again"
    ((train () |> Seq.truncate 3 |> List.ofSeq) = [ trained ] && train () |> Seq.last = trained)

(**
The interrupted run ends with the same bits as the one that was never interrupted. In your own program, `train () |> Seq.last` is all you need; stop it
when you like, and start it again.

To start over, delete both `training.safetensors` and `training.safetensors.previous`, the state before the last: if only that is left, it is
loaded.

## Where to go next

- [The mathematics](../mathematics/autoencoder-to-vae.fsx), derived and executed.
- [Random keys](../guides/keys.fsx) and [parameter records](../guides/parameter-records.fsx), the two ideas that everything is made of.
- [Your own data](../guides/data.fsx).
- [Writing an objective](../guides/writing-an-objective.fsx), when the bound alone is not what you want.
*)

(*** hide ***)
Directory.SetCurrentDirectory before
working.Delete true
