(**
---
title: Questions and answers
category: Guides
categoryindex: 3
index: 13
---

# Questions and answers

Variational autoencoders are a few lines of mathematics, and the same few mistakes occur in one project after another. These are the
questions that users of such projects ask most, with links to where some of them did, and the answer of this library, each
shown by running it.
*)

(*** hide ***)
#load "../prelude.fsx"

open System
open System.IO
open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

let key = RandomKey.FromSeed 12

let images =
    ShapeImages.Generate(key.Fold "data", 300, 8).Images
    |> fun gray -> key.Fold("binary").Bernoulli gray

let model =
    Vae.Create(
        Mlp.Create(key.Fold "encoder", [ 64; 32; 6 ], Activation.Tanh),
        Mlp.Create(key.Fold "decoder", [ 3; 32; 64 ], Activation.Tanh),
        LikelihoodHead.Bernoulli(images.Mean 0)
    )

let loss (model: Vae) (batch: Batch) (at: StepContext) = Elbo.Estimate(model, batch.X, at.Key) |> Elbo.toObjective 1.0

let batches = images |> Batches.shuffled 50 |> Batches.epochs 10

let start = TrainingState.Start(model, Adam.Default.WithLearningRate 3e-3, key.Fold "train")

let run from = from |> Train.run 20 loss batches |> Train.states |> List.ofSeq

(**
## Should it be a sum or a mean?

The most frequent question of all ([pytorch/examples 290](https://github.com/pytorch/examples/issues/290),
[keras-io 270](https://github.com/keras-team/keras-io/issues/270)). A distortion averaged over pixels added to a rate summed over latents weighs the rate by the number of
pixels, and nobody wrote that weight down.

Here it is a sum over what belongs to one example and a mean over examples, both in nats, and there is no switch. An image that occurs twice in a batch
changes nothing; an image with twice the pixels costs twice as much.
*)

let p = Bernoulli.ofLogits (Tensor.Full(Shape(1, 64), 0.3, Precision.Double))
let wide = Bernoulli.ofLogits (Tensor.Full(Shape(1, 128), 0.3, Precision.Double))
let ones size = Tensor.Ones(Shape(1, size), Precision.Double)

(wide.LogDensity(ones 128)).[0] / (p.LogDensity(ones 64)).[0]
(*** include-it ***)

(*** hide ***)
check
    "twice the pixels, twice the nats"
    (abs ((wide.LogDensity(ones 128)).[0] / (p.LogDensity(ones 64)).[0] - 2.0) < 1e-12)

let once = Elbo.Estimate(model, images, Tensor.Zeros(Shape(300, 3)))
let doubled = Elbo.Estimate(model, Tensor.Concatenate [| images; images |], Tensor.Zeros(Shape(600, 3)))

checkNear 1e-3 (once.Elbo.Mean.ToScalar()) (doubled.Elbo.Mean.ToScalar())

(**
## Why do two runs differ?

Weights that differ although the seed is the same ([PyTorch-VAE 105](https://github.com/AntixK/PyTorch-VAE/issues/105)), and a resumed run that is not the run that was interrupted
([pytorch-lightning 17543](https://github.com/Lightning-AI/pytorch-lightning/issues/17543)). Hidden generators move on with everything that draws from them, and sums in another order round
differently.

Here everything random is a function of keys and steps, and sums are taken in a fixed order whatever the number of threads. Two runs, one of them interrupted after
20 of 60 steps and resumed:
*)

let whole = run start |> List.last
let interrupted = run start |> List.head
let resumed = run interrupted |> List.last

interrupted.Step, resumed.Step, resumed = whole
(*** include-it ***)

(*** hide ***)
check "a resumed run is the run" (interrupted.Step = 20L && resumed.Step = 60L && resumed = whole)

let threads = Backend.Threads
Backend.Threads <- 1
check "the number of threads changes nothing" ((run start |> List.last) = whole)
Backend.Threads <- threads

(**
The two states are equal as values: parameters, moments, key and step, to the bit. Between machines with vectors of different widths, or between two backends,
bits may differ; `Backend.Describe()` says which backend runs.

## Why does my KL weight do nothing?

Because it is stored and never used ([lightning-bolts 328](https://github.com/Lightning-Universe/lightning-bolts/issues/328),
[tsgm 69](https://github.com/AlexanderVNikitin/tsgm/issues/69)), or used in one branch only
([PyPOTS 540](https://github.com/WenjieDu/PyPOTS/issues/540)). Nothing fails when that happens.

Here it is an argument of the one function that makes the objective, and the law that it enters once and linearly is a test. With the same noise, in double:
*)

let inDouble = model |> Parameters.toPrecision Precision.Double
let noise = key.Fold("noise").Normal(Shape(300, 3), Precision.Double)

let terms = Elbo.Estimate(inDouble, images, noise)
let objective beta = (terms.ToObjective beta).Value.ToScalar()
let rate = terms.Rate.Mean().ToScalar()

(objective 8.0 - objective 2.0) / rate
(*** include-it ***)

(*** hide ***)
checkNear 1e-10 6.0 ((objective 8.0 - objective 2.0) / rate)
check "there is a rate" (rate > 0.0)

(**
And a weighted objective cannot be reported as a bound by mistake: `ElboTerms.Elbo` has the type `LowerBound`, and a weighted sum does not.

## Why is my loss NaN?

Most often a log-variance grew without limit, and its exponential with it ([synthcity 331](https://github.com/vanderschaarlab/synthcity/issues/331),
[pytorch_geometric 500](https://github.com/pyg-team/pytorch_geometric/issues/500)). Here the posterior's head bounds it smoothly, by $10 \tanh(x / 10)$: small values pass
unchanged, and no output of an encoder makes a variance overflow.
*)

let wild =
    PosteriorHead.diagonal (Tensor.FromArray(array2D [ [ 0.0; 1e6 ]; [ 0.0; -1e6 ]; [ 0.0; 0.01 ] ]))

wild.LogVariance.ToDoubles()
(*** include-it ***)

(*** hide ***)
check "log-variances are bounded" (wild.LogVariance.ToDoubles() |> Array.forall (fun l -> abs l <= 10.0))
check "small ones pass" (abs (wild.LogVariance.[2, 0] - 0.01) < 1e-6)

(**
If a number is not finite nevertheless, the run ends with an outcome that says where, and with the state before it, which you can save, inspect, or continue from with a smaller learning rate.
Here is a learning rate that no model survives:
*)

let reckless = TrainingState.Start(model, Sgd 1e38, key.Fold "train")

for outcome in reckless |> Train.run 1 loss batches do
    match outcome with
    | Advanced(state, _) -> printfn $"step {state.Step}: {state.Terms}"
    | Diverged(before, step, leaf) ->
        printfn $"step {step} diverged: {leaf}; the state before it has {before.Step} steps"
(*** include-output ***)

(*** hide ***)
let endings = reckless |> Train.run 1 loss batches |> List.ofSeq

match List.last endings with
| Diverged(before, step, _) ->
    check
        "the state before the divergence is finite"
        (before.Model.Leaves() |> Seq.forall (fun leaf -> leaf.Value.FirstNonFinite() < 0))

    check "it is the state before the step" (before.Step = step)
| Advanced _ -> failwith "The reckless run ought to diverge."

(**
## Is my log-likelihood right?

Marginal likelihoods have been taken over the last batch only
([scvi-tools 1032](https://github.com/scverse/scvi-tools/issues/1032)), summed over examples before the logarithm
([breze 85](https://github.com/breze-no-salt/breze/pull/85)), or returned with the other sign. Here is a model whose
log p(x) is known: $z \sim N(0, 1)$, $x \mid z \sim N(2z, 1)$, so that $x \sim N(0, 5)$, with a posterior that is deliberately off.
*)

type Line() =
    interface ILatentModel with
        member _.Prior = DiagonalGaussian.Standard(1, Precision.Double)
        member _.Encode x = DiagonalGaussian(x * 0.3, Tensor.Full(x.Shape, -1.0, Precision.Double))
        member _.Decode z = DiagonalGaussian(z * 2.0, Tensor.Zeros(z.Shape, Precision.Double))

let points = key.Fold("points").Normal(Shape(500, 1), Precision.Double) * sqrt 5.0
let estimate = LogLikelihood.Estimate(Line(), points, key.Fold "likelihood", samples = 500)

let exact =
    DiagonalGaussian(Tensor.Zeros(Shape 1, Precision.Double), Tensor.Full(Shape 1, log 5.0, Precision.Double))
        .LogDensity
        points

estimate.Elbo, estimate.Mean, exact.Mean().ToScalar()
(*** include-it ***)

(*** hide ***)
checkNear 0.01 (exact.Mean().ToScalar()) estimate.Mean
check "one value per example" (estimate.Values.Length = 500)
check "the bound is below" (Seq.forall2 (fun elbo value -> elbo <= value) estimate.MeanLogWeights estimate.Values)

(**
The estimate is the logarithm of a mean of weights, for each of the 500 examples; the mean of logarithms, its ELBO, is never above it. When not to trust it is
[a page of its own](likelihood-estimates.fsx).

## Why is my score so good?

Gray pixels under a Bernoulli likelihood ([pyro 529](https://github.com/pyro-ppl/pyro/issues/529),
[pytorch/examples 460](https://github.com/pytorch/examples/issues/460)): the cross-entropy of a gray level is a number, but not a log-probability, and cannot be compared with
anything. Here every bound and every evaluation checks its data once against the support of the likelihood, and refuses what is outside (`refusal` gives the message of the
exception). A density by itself is pure arithmetic: `LogDensity` of a gray pixel is minus infinity, and of NaN it is NaN. Your own objective, if it
uses `LogDensity` without a bound, calls `CheckSupport` where data enters it.
*)

refusal (fun () -> Elbo.Estimate(model, images * 0.5, key.Fold "gray"))
(*** include-it ***)

(**
[Binarize](data.fsx) the pixels, or take a likelihood that fits them.

## How do I save it?

A sampling layer that cannot be saved ([pyod 328](https://github.com/yzhao062/pyod/issues/328)), and files that run code when they are loaded
([keras 18284](https://github.com/keras-team/keras/issues/18284)).
Here sampling is a function, not a layer, a model is a record of tensors and settings, and [files](files.fsx) hold nothing else:
*)

(*** hide ***)
let file = Path.GetTempFileName()
(** *)
ModelFile.Save(file, model)

ModelFile.Load(file, model) = model
(*** include-it ***)

(*** hide ***)
check "a loaded model is the saved one" (ModelFile.Load(file, model) = model)
File.Delete file

(**
## Why does my exported model always draw the same?

Because its noise was baked in as a constant when it was exported
([pytorch 61208](https://github.com/pytorch/pytorch/issues/61208)), or because the other side cannot draw at all
([onnx-coreml 391](https://github.com/onnx/onnx-coreml/issues/391)). Here noise is an argument of a deterministic function, so
the caller determines it:
*)

let few = images.Slice(0, 2)
let zero = model.Forward(few, Tensor.Zeros(Shape(2, 3)))
let drawn = model.Forward(few, key.Normal(Shape(2, 3)))

zero.Distortion.ToDoubles(), drawn.Distortion.ToDoubles()
(*** include-it ***)

(*** hide ***)
check "noise determines the result" (zero.Distortion <> drawn.Distortion)

check
    "with noise 0 the latent is the mean"
    (zero.Distortion = (model.Decode((model.Encode few).Mean)).NegativeLogLikelihood few)

(**
## What about tables of mixed columns, with holes?

Libraries for tables are asked for missing cells first
([pytorch_tabular 405](https://github.com/pytorch-tabular/pytorch_tabular/issues/405), [173](https://github.com/pytorch-tabular/pytorch_tabular/issues/173)), where a hole is
often filled silently or becomes a NaN in the loss. Here `Csv.Read` refuses a hole and names it, and you say what replaces it. For columns of different kinds the likelihood
is a distribution made of two, each over its own columns:
*)

type Joined(left: Distribution, right: Distribution) =
    inherit Distribution()
    let size = left.Shape.[-1]
    let join (a: Tensor) (b: Tensor) = Tensor.Concatenate([| a; b |], -1)
    let first (x: Tensor) = x.Slice(0, size, -1)
    let rest (x: Tensor) = x.Slice(size, x.Shape.[-1] - size, -1)

    override _.Mean = join left.Mean right.Mean
    override _.Mode = join left.Mode right.Mode
    override _.IsReparameterized = left.IsReparameterized && right.IsReparameterized

    override _.Noise(key, samples) =
        join (left.Noise(key.Fold "left", samples)) (right.Noise(key.Fold "right", samples))

    override _.FromNoise noise = join (left.FromNoise(first noise)) (right.FromNoise(rest noise))
    override _.LogDensityOf x = left.LogDensity(first x) + right.LogDensity(rest x)

    override _.CheckSupport x =
        left.CheckSupport(first x)
        right.CheckSupport(rest x)

/// Two measured columns, then two that are yes or no.
type MixedColumns() =
    interface IParameters<IDistributionHead> with
        member m.Map _ = m

    interface IDistributionHead with
        member _.OutputsFor coordinates = coordinates

        member _.Of output =
            Joined(DiagonalGaussian(output.Slice(0, 2, -1), Tensor.Zeros(Shape 2)), Bernoulli(output.Slice(2, 2, -1)))

let row = Tensor.FromArray(array2D [ [ 0.5; -1.0; 1.0; 0.0 ] ])

let mixed =
    Vae.Create(
        Mlp.Create(key.Fold "encoder", [ 4; 8; 4 ], Activation.Tanh),
        Mlp.Create(key.Fold "decoder", [ 2; 8; 4 ], Activation.Tanh),
        MixedColumns()
    )

Elbo.Estimate(mixed, row, key.Fold "mixed").Elbo.Values
(*** include-it ***)

(*** hide ***)
let output = Tensor.FromArray(array2D [ [ 0.1; 0.2; 0.3; -0.4 ] ])
let joined = (MixedColumns() :> IDistributionHead).Of output

let parts =
    DiagonalGaussian(output.Slice(0, 2, -1), Tensor.Zeros(Shape 2)).LogDensity(row.Slice(0, 2, -1))
    + Bernoulli(output.Slice(2, 2, -1)).LogDensity(row.Slice(2, 2, -1))

check "the joined density is the sum" (joined.LogDensity row = parts)

refusal (fun () -> Elbo.Estimate(mixed, Tensor.FromArray(array2D [ [ 0.5; -1.0; 0.7; 0.0 ] ]), key))
|> ignore

(**
## My rate is zero. Is it broken?

Perhaps not ([disentangling-vae 50](https://github.com/YannDubs/disentangling-vae/issues/50)): if the data does not pay for a latent dimension, the best posterior is the prior. See
how many dimensions are used, then make the decoder smaller or give the latent more time, by a [warm-up or free bits](writing-an-objective.fsx).
*)

ActiveUnits.Estimate(whole.Model, images)
(*** include-it ***)

(**
## What is not here?

Convolutions, second derivatives, and devices other than the processor. Layers are dense, and the library is meant for problems where a CPU is
enough, of which there are [more than one thinks](../performance.md).
*)
