(**
---
title: Writing an objective
category: Guides
categoryindex: 3
index: 6
---

# Writing an objective

Training minimizes what your function returns. It has three arguments, the model, a batch, and the context of the step (its number and its key),
and gives an `Objective`: a scalar, with named terms to print.
*)

(*** hide ***)
#load "../prelude.fsx"

open System
open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

let key = RandomKey.FromSeed 4

let images =
    ShapeImages.Generate(key.Fold "data", 600, 12).Images
    |> fun gray -> key.Fold("binary").Bernoulli gray

let model =
    Vae.Create(
        Mlp.Create(key.Fold "encoder", [ 144; 64; 12 ], Activation.Relu),
        Mlp.Create(key.Fold "decoder", [ 6; 64; 144 ], Activation.Relu),
        LikelihoodHead.Bernoulli(images.Mean 0)
    )

let negativeElbo (model: Vae) (batch: Batch) (at: StepContext) =
    Elbo.Estimate(model, batch.X, at.Key) |> Elbo.toObjective 1.0

(**
Try it on a batch before training with it. Nothing is recorded here, and the terms are numbers:
*)

let batch = Batches.InOrder(images, 50).At(0, key)
let at = StepContext(0, key.Fold "at")

let tried = model |> Gradient.value (fun m -> negativeElbo m batch at)

tried.Terms
(*** include-it ***)

(*** hide ***)
let parts = tried.Terms
check "the bound is minus distortion and rate" (abs (parts.["elbo"] + parts.["distortion"] + parts.["rate"]) < 1e-3)
check "the objective is minus the bound" (abs (tried.Value + parts.["elbo"]) < 1e-3)

(**
## Weights of the rate

`Elbo.toObjective beta` weighs the rate: less than 1 for sharper reconstructions, more for a posterior that spends less. A warm-up
lets the weight grow with the step, so that the decoder learns to use the latent before it is charged for it:
*)

let warmedUp (model: Vae) (batch: Batch) (at: StepContext) =
    Elbo.Estimate(model, batch.X, at.Key) |> Elbo.toObjective (Warmup.Linear(at.Step, 100))

[ 0L; 50L; 100L; 500L ] |> List.map (fun step -> Warmup.Linear(step, 100))
(*** include-it ***)

(**
The weight enters once and linearly. With the same noise, two weights differ by their difference times the rate; this is a law of the tests, and you
can see it here:
*)

let weighted (beta: float) =
    (model |> Gradient.value (fun m -> Elbo.Estimate(m, batch.X, at.Key) |> Elbo.toObjective beta)).Value

weighted 4.0 - weighted 1.0, 3.0 * parts.["rate"]
(*** include-it ***)

(*** hide ***)
check "a weight enters once" (abs (weighted 4.0 - weighted 1.0 - 3.0 * parts.["rate"]) < 1e-3)

(**
Whatever the weight, the term `elbo` is the bound itself, of weight 1. A weighted sum is an objective, not a bound, and the types keep them apart:
`ElboTerms.Elbo` is a `LowerBound`, which only the library's bounds can make; `Objective` is anything at all that is minimized.

## Your own expression

Free bits (Kingma et al., 2016) charge a latent dimension no less than a small amount, so that a dimension is not given up before it
is useful. It needs the rate dimension by dimension, which a Gaussian posterior knows:
*)

let freeBits (free: float) (model: Vae) (batch: Batch) (at: StepContext) =
    let q = model.Encode batch.X :?> DiagonalGaussian
    let p = q.Sample at.Key |> model.Decode
    p.CheckSupport batch.X
    let distortion = p.NegativeLogLikelihood batch.X
    let rates = q.KlToStandardByDimension().Mean 0
    let charged = Tensor.Maximum(rates, Tensor.Scalar free).Sum()

    Objective.ofValue (distortion.Mean() + charged)
    |> Objective.withTerm "elbo" (-(distortion.Mean() + rates.Sum()))
    |> Objective.withTerm "used" ((rates.GreaterThan free).Sum())

(model |> Gradient.value (fun m -> freeBits 0.1 m batch at)).Terms
(*** include-it ***)

(**
The library's bounds check their data themselves; your own expression calls `CheckSupport`, so that gray pixels or missing values are an error that
names the first of them, and not a loss of infinity or NaN.

Terms are given by name and reported; nothing is differentiated through them. A term with one number per example, `[batch]`, is reported as its
mean.

## The unit

Everything is in nats per example: a density is summed over the features of an example, never averaged over them, and an objective is the mean over the examples.
`Objective.ofValue` takes a vector `[batch]` or a scalar. Anything else is most likely a forgotten sum, so it is refused (`refusal` gives the message of the exception):
*)

refusal (fun () -> Objective.ofValue (Tensor.Zeros(Shape(50, 144))))
(*** include-it ***)

(**
## Regularizers

The model is a record, so a penalty on its parameters is a fold over them:
*)

let penalized (weight: float) (model: Vae) (batch: Batch) (at: StepContext) =
    let elbo = Elbo.Estimate(model, batch.X, at.Key)

    let squares = model |> Parameters.fold (fun sum _ leaf -> sum + leaf.Square().Sum()) (Tensor.Scalar 0.0)

    Objective.ofValue (-elbo.Elbo.Mean + weight * squares)
    |> Objective.withTerm "elbo" elbo.Elbo.Values
    |> Objective.withTerm "squares" squares

(model |> Gradient.value (fun m -> penalized 1e-3 m batch at)).Terms
(*** include-it ***)

(*** hide ***)
let squares = (model |> Gradient.value (fun m -> penalized 1e-3 m batch at)).Terms.["squares"]

check "the squares are the norm's" (abs (squares - Parameters.norm model ** 2.0) < 1e-3 * squares)

(**
For Adam there is `Adam.WithDecoupledDecay`, which shrinks the weights in addition to the gradient's step, not through it.

## A tighter bound

The importance-weighted bound (Burda et al., 2016) takes several draws per example. It *is* a bound, and its type says so:
*)

let tighter (samples: int) (model: Vae) (batch: Batch) (at: StepContext) =
    ImportanceWeightedBound.Estimate(model, batch.X, at.Key, samples).ToObjective()

let boundOf samples = (model |> Gradient.value (fun m -> tighter samples m batch at)).Terms.["bound"]

boundOf 1, boundOf 50
(*** include-it ***)

(*** hide ***)
check "more draws, a higher bound" (boundOf 50 > boundOf 1)

(**
## Check its gradient

Nobody derives a pullback here, and yet an objective can be wrong: a `StopGradient` too many, your own rule, a draw that is not reparameterized. `GradientCheck.Objective` takes
the closure you train with, in double, one direction for each leaf, and names a wrong leaf. ReLU has a kink, so steps are small; where the two
disagree it tries shorter ones, and other directions, before it reports it:
*)

let verdicts =
    [ "free bits", freeBits 0.1; "penalized", penalized 1e-3; "tighter", tighter 5 ]
    |> List.map (fun (name, objective) ->
        let result =
            GradientCheck.Objective((fun m -> objective m batch at), model, key.Fold "check", step = 1e-4)

        name, result.Passes 1e-5)

verdicts
(*** include-it ***)

(*** hide ***)
check "the gradients agree" (verdicts |> List.forall snd)

(**
It needs one value at one model, so a key must fix the noise; an objective that draws different noise at each call is refused:
*)

let calls = ref 0L

let restless (m: Vae) =
    calls.Value <- calls.Value + 1L
    negativeElbo m batch (StepContext(0, key.Fold calls.Value))

let refused = refusal (fun () -> GradientCheck.Objective(restless, model, key.Fold "check"))

refused.Substring(0, 35)
(*** include-it ***)

(**
## Train with it

Partial application fixes what the objective takes besides the three arguments:
*)

let states =
    TrainingState.Start(model, Adam.Default.WithLearningRate 3e-3, key.Fold "train")
    |> Train.run 60 (freeBits 0.05) (images |> Batches.shuffled 50 |> Batches.epochs 15)
    |> Train.states
    |> Seq.map (fun state -> state.Step, state.Terms)
    |> Seq.toList

for step, terms in states do
    printfn $"{step, 4}  {terms}"
(*** include-output ***)

(*** hide ***)
check "training raises the bound" ((snd (List.last states)).["elbo"] > parts.["elbo"] + 10.0)

(**
If a number is not finite, the outcome is `Diverged`, with the state before the step, the step and where the number is; the
[questions and answers](faq.fsx) show one.
*)
