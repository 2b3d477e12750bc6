(**
---
title: Writing a distribution
category: Guides
categoryindex: 3
index: 5
---

# Writing a distribution

Posteriors, priors and likelihoods are all values of `Distribution`, and your own is one class with six members. This page writes a logistic
distribution, verifies it, makes it a likelihood with a learned scale, and trains a model with it.

Its density, with location $m$ and scale $s$ in each coordinate, is

$$\log p(x) = \sum_j \left[-u_j - 2 \log\left(1 + e^{-u_j}\right) - \log s_j\right], \qquad u_j = \frac{x_j - m_j}{s_j}.$$

It looks like a Gaussian with heavier tails, so single distant values affect it less.
*)

(*** hide ***)
#load "../prelude.fsx"

open System
open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

type Logistic(location: Tensor, logScale: Tensor) =
    inherit Distribution()

    override _.Mean = location
    override _.Mode = location
    override _.IsReparameterized = true

    override d.Noise(key, samples) = key.Uniform(d.NoiseShape(samples, d.Shape.[-1]), d.Precision)

    override d.FromNoise noise =
        d.CheckNoise(noise, d.Shape.[-1])
        location + logScale.Exp() * (noise.Log() - (1.0 - noise).Log())

    override _.LogDensityOf x =
        let u = (x - location) * (-logScale).Exp()
        (-u - 2.0 * (-u).Softplus() - logScale).Sum -1

(**
What each member promises:

- The last axis is the *event*, the axes before it are the batch. `LogDensityOf` sums over the event and over nothing else: its result is
  `[..., batch]`, in nats per example. The shapes were checked before it is called.
- `Noise` is a function of a key and of nothing else; `FromNoise` is a deterministic function of the noise. Here the draw is the quantile of a uniform
  number.
- `IsReparameterized` says whether a draw carries the gradient of the parameters. If it does not, say `false`: then an estimate that would have
  the wrong gradient is refused.
- `Mean` and `Mode` have the shape of a draw. Where something has no closed form (the mode of a mixture), say what is returned in its documentation.

## Verify it

A density integrates to 1. Over one coordinate the sum on a fine grid is exact to many digits:
*)

let double (values: float list list) = Tensor.FromArray(array2D values)
let one = Logistic(double [ [ 0.7 ] ], double [ [ log 0.4 ] ])

let step = 0.01
let grid = Tensor.Linspace(-20.0, 20.0, 4001, Precision.Double).Reshape(Shape(4001, 1, 1))
let mass = one.LogDensity(grid).Exp().Sum().ToScalar() * step

mass
(*** include-it ***)

(*** hide ***)
check "the density integrates to 1" (abs (mass - 1.0) < 1e-9)

(**
Draws must follow the density that is claimed. The cumulative probability of a draw is its own noise, so the quantiles are exact and need no
statistics:
*)

let cumulative x = 1.0 / (1.0 + exp (-(x - 0.7) / 0.4))

[ 0.01; 0.25; 0.5; 0.99 ] |> List.map (fun u -> cumulative (one.FromNoise(double [ [ u ] ]).[0, 0]))
(*** include-it ***)

(*** hide ***)
for u in [ 1e-6; 0.01; 0.25; 0.5; 0.99 ] do
    check "a draw is a quantile" (abs (cumulative (one.FromNoise(double [ [ u ] ]).[0, 0]) - u) < 1e-12)

(**
And its derivatives agree with differences, in the value, the location and the scale together, also through a draw:
*)

let key = RandomKey.FromSeed 21

let derivatives =
    GradientCheck.Rule(
        (fun p ->
            let d = Logistic(p.Slice(0, 3), p.Slice(3, 3))
            let z = d.Sample(key.Fold "draw")
            d.LogDensity(z * 0.5 + 1.0)),
        key.Normal(Shape(6, 2), Precision.Double),
        key.Fold "check"
    )

derivatives.Passes()
(*** include-it ***)

(*** hide ***)
check "the derivatives agree" (derivatives.Passes())

(**
## Make it a likelihood

A *head* turns the decoder's output into a distribution. It is a parameter record, so it may hold what is learned: here one log-scale
per feature. `OutputsFor` says how many outputs of the network it takes for a given number of features.
*)

type LogisticLikelihood =
    { LogScale: Tensor }

    interface IParameters<LogisticLikelihood> with
        member m.Map f = { LogScale = f.At("log-scale", m.LogScale) }

    interface IDistributionHead with
        member _.OutputsFor coordinates = coordinates
        member m.Of output = Logistic(output, m.LogScale)

    interface IParameters<IDistributionHead> with
        member m.Map f = (m :> IParameters<LogisticLikelihood>).Map f

(**
`Vae.Create` takes it like any of the library's. The data are points on a noisy line, one in twenty of them far off.
*)

let along = key.Fold("line").Normal(Shape(1000, 1))
let rare = key.Fold("rare").Uniform(Shape(1000, 1)).LessThan 0.05

let points =
    Tensor.Concatenate([| along; along * 0.5 |], 1)
    + key.Fold("noise").Normal(Shape(1000, 2)) * (0.05 + rare * 2.0)

let model =
    Vae.Create(
        Mlp.Create(key.Fold "encoder", [ 2; 16; 2 ], Activation.Tanh),
        Mlp.Create(key.Fold "decoder", [ 1; 16; 2 ], Activation.Tanh),
        { LogScale = Tensor.Zeros(Shape 2) }
    )

Parameters.Check model

let bound (model: Vae) (batch: Batch) (at: StepContext) = Elbo.Estimate(model, batch.X, at.Key).ToObjective()

let trained =
    TrainingState.Start(model, Adam.Default.WithLearningRate 1e-2, key.Fold "train")
    |> Train.run 1000 bound (points |> Batches.shuffled 100 |> Batches.epochs 100)
    |> Train.states
    |> Seq.last

let logScale = (trained.Model.LikelihoodHead :?> LogisticLikelihood).LogScale

trained.Terms, logScale.Exp()
(*** include-it ***)

(*** hide ***)
let before = RateDistortion.Estimate(model, points, key.Fold "evaluate")
let after = RateDistortion.Estimate(trained.Model, points, key.Fold "evaluate")
check "training raises the bound" (after.Elbo > before.Elbo + 1.0)
check "the scales shrank" (logScale.ToDoubles() |> Array.forall (fun l -> exp l < 0.5))

(**
## As a posterior or a prior

Nothing ties a distribution to one place. Between a logistic posterior and the Gaussian prior there is no closed form of the divergence, unless `KlTo`
is overridden, so the rate is found from the draws; the type says which of the two it is:
*)

match Divergence.Estimate(one, DiagonalGaussian.Standard(1, Precision.Double), one.Noise(key.Fold "kl", 10_000)) with
| Exact byDimension -> printfn $"exact: {byDimension}"
| Sampled(mean, samples) -> printfn $"from {samples} draws: {mean.[0]:F3} nats"
(*** include-output ***)

(*** hide ***)
let estimated =
    (Divergence.Estimate(one, DiagonalGaussian.Standard(1, Precision.Double), one.Noise(key.Fold "kl", 10_000)).Value)
        .[0]

let exact =
    let densities = one.LogDensity grid
    let prior = DiagonalGaussian.Standard(1, Precision.Double).LogDensity(grid.Reshape(Shape(4001, 1)))

    (densities.Exp().Reshape(Shape 4001) * (densities.Reshape(Shape 4001) - prior)).Sum().ToScalar()
    * step

check "the sampled divergence is near the integral" (abs (estimated - exact) < 0.05)

(**
The integral on the grid above gives the number that this estimates:
*)

exact
(*** include-it ***)

(**
## A discrete one

A distribution over counts or classes is written the same way, with `IsReparameterized` false, and with `CheckSupport` overridden: it throws
for a value that could not have been drawn. Every bound and every evaluation calls it once, where data enters, so gray pixels under a Bernoulli
likelihood are an error instead of a score that means nothing. `LogDensityOf` itself is pure arithmetic and searches nothing: let it be
$-\infty$ outside of the support.
*)

refusal (fun () -> (Bernoulli.ofLogits (Tensor.Zeros(Shape(1, 2)))).CheckSupport(Tensor.Full(Shape(1, 2), 0.5)))
(*** include-it ***)
