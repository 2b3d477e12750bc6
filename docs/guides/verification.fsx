(**
---
title: Verification
category: Guides
categoryindex: 3
index: 9
---

# Verification: what is proven by which law

A test with an example says that one number came out as it did before. A *law* says what must be true of every number, and why:
that a bound is not above what it bounds, that a gradient is the slope, that a closed form is the mean it stands for. This library
is tested by laws where there is one, and you can run the same kind of laws on your own model. First how, then the table
of what is verified here.

## A test project in C#

The package `VaeFunctional.FsCheck` has the laws of models as a test, and generators for properties of your own. From an empty folder to
passing tests, first in C#, then [in F#](#a-test-project-in-f). The packages are not on nuget.org yet: pack them from a clone into a folder, and
name that folder as a source of the new project.

```bash
dotnet pack VaeFunctional/VaeFunctional.sln -c Release -o packages   # in the folder that holds the clone

dotnet new xunit -o OwnModel
cd OwnModel
dotnet new nugetconfig
dotnet nuget add source "$PWD/../packages" --name vaefunctional --configfile nuget.config
dotnet add package VaeFunctional.FsCheck
```

The package brings `VaeFunctional` and FsCheck.Xunit with it. Put this into `UnitTest1.cs`, instead of what is there:

```csharp
using FsCheck.Xunit;
using VaeFunctional;
using Xunit;

namespace OwnModel;

public sealed record Model(Mlp Encoder, Mlp Decoder, Tensor LogScale) : ILatentModel, IParameters<Model>
{
    public Distribution Prior => DiagonalGaussian.Standard(Decoder.Inputs);

    public Distribution Encode(Tensor x) => PosteriorHead.DiagonalGaussian.Of(Encoder.Apply(x));

    public Distribution Decode(Tensor z) => new DiagonalGaussian(Decoder.Apply(z), 2 * LogScale);

    public Model Map(LeafMap f) => new(f.At("encoder", Encoder), f.At("decoder", Decoder), f.At("log-scale", LogScale));
}

[VaeProperties]
public class ModelTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    private static readonly Model Model = new(
        Mlp.Create(Key.Fold("encoder"), [6, 12, 4], Activation.Tanh),
        Mlp.Create(Key.Fold("decoder"), [2, 12, 6], Activation.Tanh),
        Key.Fold("scales").Normal(new Shape(6)));

    private static readonly Tensor Data = Key.Fold("data").Normal(new Shape(50, 6));

    // All laws of models, for ten generated keys.
    [Fact]
    public void The_model_obeys_every_law() => ModelProperties.Check(Model, Data);

    // A law of your own, for generated keys.
    [Property]
    public bool The_bound_is_at_least_the_mean_log_weight(RandomKey key)
    {
        var bound = ImportanceWeightedBound.Estimate(Model, Data, key, 5);
        return bound.LogWeights.Mean(0).ToDoubles().Zip(bound.Values.ToDoubles()).All(pair => pair.First <= pair.Second + 1e-4);
    }

    // A law of the library's own models, for random sizes, heads and priors.
    [Property]
    public bool Reconstructions_have_the_shape_of_the_data(ModelExample example) => example.Model.Reconstruct(example.X).Shape == example.X.Shape;
}
```

`dotnet test` runs three tests. `ModelProperties.Check` verifies the 28 laws below for ten keys; if one does not hold, the message of the failed test is
the whole report, and begins with the laws that fail. `[VaeProperties]` gives every `[Property]` of the class what it asks for: a `RandomKey`, `Shape`, `Tensor`, `Distribution`, `Mlp`, `Vae`, a
`ModelExample` (a model, data that fit it, and a key), and all other types of `VaeArbitraries`. Written once as `[assembly: VaeProperties]` it does so for all classes; your own arbitraries are its
arguments, as in `[VaeProperties(typeof(MyArbitraries))]`. A failing test shows a small example, found by shrinking, and a seed;
`VAEFUNCTIONAL_REPLAY='(11,13)' dotnet test` repeats the run of that seed.

To generate the key, the data or the model yourself, return `ModelProperties.Hold(model, data, key)` from a `[Property]`: the same laws once for every
example. A property has 100 of them if you do not say otherwise, so `[Property(MaxTest = 10)]` is as much work as `Check`.

## A test project in F#

The same with `dotnet new xunit -lang F# -o OwnModel` for the second command. This is `Tests.fs`:

```fsharp
[<VaeFunctional.VaeProperties>]
module OwnModel.ModelTests

open FsCheck.Xunit
open VaeFunctional
open Xunit

type Model =
    { Encoder: Mlp
      Decoder: Mlp
      LogScale: Tensor }

    interface IParameters<Model> with
        member m.Map f =
            { Encoder = f.At("encoder", m.Encoder)
              Decoder = f.At("decoder", m.Decoder)
              LogScale = f.At("log-scale", m.LogScale) }

    interface ILatentModel with
        member m.Prior = DiagonalGaussian.Standard m.Decoder.Inputs
        member m.Encode x = PosteriorHead.DiagonalGaussian.Of(m.Encoder.Apply x)
        member m.Decode z = DiagonalGaussian(m.Decoder.Apply z, 2.0 * m.LogScale)

let key = RandomKey.FromSeed 11

let model =
    { Encoder = Mlp.Create(key.Fold "encoder", [ 6; 12; 4 ], Activation.Tanh)
      Decoder = Mlp.Create(key.Fold "decoder", [ 2; 12; 6 ], Activation.Tanh)
      LogScale = (key.Fold "scales").Normal(Shape 6) }

let data = (key.Fold "data").Normal(Shape(50, 6))

// All laws of models, for ten generated keys.
[<Fact>]
let The_model_obeys_every_law () = ModelProperties.Check(model, data)

// A law of your own, for generated keys.
[<Property>]
let The_bound_is_at_least_the_mean_log_weight (key: RandomKey) =
    let bound = ImportanceWeightedBound.Estimate(model, data, key, 5)
    let means = (bound.LogWeights.Mean 0).ToDoubles()
    Array.forall2 (fun mean value -> mean <= value + 1e-4) means (bound.Values.ToDoubles())

// A law of the library's own models, for random sizes, heads and priors.
[<Property>]
let Reconstructions_have_the_shape_of_the_data (example: ModelExample) =
    example.Model.Reconstruct(example.X).Shape = example.X.Shape
```

What follows is F#, too, and works in C# by the same names.

## Another model

To see what the laws find, here is a model with a likelihood that the library does not have: the logistic distribution, with a learned scale for
every feature.
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

// log p(x) = -sum_j [u_j + 2 log(1 + exp(-u_j)) + log s_j],  u = (x - m) / s
type Logistic(mean: Tensor, logScale: Tensor) =
    inherit Distribution()
    override _.Mean = mean
    override _.Mode = mean
    override _.IsReparameterized = true

    override d.Noise(key, samples) = key.Uniform(d.NoiseShape(samples, d.Shape[-1]), d.Precision)

    override _.FromNoise u = mean + logScale.Exp() * (u.Log() - (1.0 - u).Log())

    override _.LogDensityOf x =
        let u = (x - mean) * Tensor.exp -logScale
        -(u + 2.0 * Tensor.softplus -u + logScale).Sum -1

type Model =
    { Encoder: Mlp
      Decoder: Mlp
      LogScale: Tensor }

    interface IParameters<Model> with
        member m.Map f =
            { Encoder = f.At("encoder", m.Encoder)
              Decoder = f.At("decoder", m.Decoder)
              LogScale = f.At("log-scale", m.LogScale) }

    interface ILatentModel with
        member m.Prior = DiagonalGaussian.Standard m.Decoder.Inputs
        member m.Encode x = PosteriorHead.diagonal (m.Encoder.Apply x)
        member m.Decode z = Logistic(m.Decoder.Apply z, m.LogScale)

let key = RandomKey.FromSeed 11

let model =
    { Encoder = Mlp.Create(key.Fold "encoder", [ 6; 12; 4 ], Activation.Relu)
      Decoder = Mlp.Create(key.Fold "decoder", [ 2; 12; 6 ], Activation.Relu)
      LogScale = (key.Fold "scales").Normal(Shape 6) }

let data = (key.Fold "data").Normal(Shape(50, 6))

(**
## All laws at once

`ModelLaws.Check` verifies 28 laws that every model with latents obeys, whatever its parameters: trained or not, good or bad. It
computes in double and returns the laws by name as values, so that a test can ask whether they `Hold` and a person can read what
was found.
*)

let laws = ModelLaws.Check(model, data, key.Fold "laws")

printfn $"{laws}"
(*** include-output ***)

(*** hide ***)
check "a right model obeys every law" laws.Hold

(**
A law has three outcomes: it holds, it fails, or it was not tested, and then the line says why. The laws of draws deserve a word. A
distribution is written twice, once as a density and once as a way to draw, and nothing makes both agree but care. If they do, the
*score* has mean zero, by the parameters and by the values themselves (Stein's identity),

$$\mathbb{E}_{x \sim p_\theta}\left[\frac{\partial}{\partial\theta} \log p_\theta(x)\right] = 0, \qquad
\mathbb{E}_{x \sim p}\left[f'(x) + f(x) \frac{\partial}{\partial x} \log p(x)\right] = 0,$$

where $f$ vanishes at the edges of the support; for discrete values the counts of neighbors have the odds of their probabilities. A
density that lost its constant is found by a reference distribution near the draws, where there is one: in many dimensions the law
is not tested. All this is
measured for any distribution. In C# the call is the same, `ModelLaws.Check(model, data, key)`.

Now let us see mistakes found. Four that are easily made: the scale is left out of the density's normalization, a draw takes twice
the scale, the encoder centers its input by the mean *of the batch*, and the gradient is stopped on the way. All four would train,
and print plausible numbers.
*)

type Unnormalized(mean, logScale) =
    inherit Logistic(mean, logScale)
    override _.LogDensityOf x = base.LogDensityOf x + logScale.Sum -1

type TwiceAsWide(mean, logScale) =
    inherit Logistic(mean, logScale)
    override _.FromNoise u = 2.0 * base.FromNoise u - mean

type Mistake =
    | ScaleLeftOut
    | DrawnTwiceAsWide
    | CenteredByTheBatch
    | GradientStopped

type Mistaken =
    { Right: Model
      Mistake: Mistake }

    interface IParameters<Mistaken> with
        member m.Map f = { m with Right = f.At("right", m.Right) }

    interface ILatentModel with
        member m.Prior = (m.Right :> ILatentModel).Prior

        member m.Encode x =
            match m.Mistake with
            | CenteredByTheBatch -> (m.Right :> ILatentModel).Encode(x - x.Mean 0)
            | _ -> (m.Right :> ILatentModel).Encode x

        member m.Decode z =
            match m.Mistake with
            | ScaleLeftOut -> Unnormalized(m.Right.Decoder.Apply z, m.Right.LogScale)
            | DrawnTwiceAsWide -> TwiceAsWide(m.Right.Decoder.Apply z, m.Right.LogScale)
            | GradientStopped -> (m.Right :> ILatentModel).Decode(z.StopGradient())
            | CenteredByTheBatch -> (m.Right :> ILatentModel).Decode z

let broken =
    [ for mistake in [ ScaleLeftOut; DrawnTwiceAsWide; CenteredByTheBatch; GradientStopped ] ->
          let found = ModelLaws.Check({ Right = model; Mistake = mistake }, data, key.Fold "laws")
          mistake, found.Laws |> Seq.filter (fun law -> law.Outcome = LawOutcome.Fails) |> List.ofSeq ]

for mistake, laws in broken do
    printfn $"{mistake}"

    for law in laws do
        printfn $"   {law}"
(*** include-output ***)

(*** hide ***)
for mistake, laws in broken do
    let expected =
        match mistake with
        | ScaleLeftOut -> "the likelihood's score is 0 on average"
        | DrawnTwiceAsWide -> "the likelihood's draws belong to its density"
        | CenteredByTheBatch -> "an example's ELBO does not depend on its batch"
        | GradientStopped -> "the ELBO's gradient is its central difference"

    check $"{mistake} is found" (laws |> List.exists (fun law -> law.Name = expected))

(**
**What no law sees: a tensor that `Map` does not name.** The laws know only the leaves that `Map` names. Forget one, and `Map` returns it unchanged: nothing is
wrong with the record, all laws hold, and training never moves that tensor, nor is it saved. So count: compare the number of parameters with the number that your model
should have, in the same test.
*)

let affine inputs outputs = (inputs + 1) * outputs
let expected = affine 6 12 + affine 12 4 + affine 2 12 + affine 12 6 + 6
printfn $"{Parameters.count model} parameters, expected {expected}"
(*** include-output ***)

(*** hide ***)
check "every parameter is named" (Parameters.count model = int64 expected)

type Forgetful =
    { All: Model }

    interface IParameters<Forgetful> with
        member m.Map f =
            { All = { m.All with Encoder = f.At("encoder", m.All.Encoder); Decoder = f.At("decoder", m.All.Decoder) } }

    interface ILatentModel with
        member m.Prior = (m.All :> ILatentModel).Prior
        member m.Encode x = (m.All :> ILatentModel).Encode x
        member m.Decode z = (m.All :> ILatentModel).Decode z

let forgetful = { All = model }
check "no law sees a leaf that Map does not name" (ModelLaws.Check(forgetful, data, key.Fold "laws").Hold)
check "the count does" (Parameters.count forgetful = int64 (expected - 6))

(**
A law that holds proves itself and nothing more. None of them says that a model is good. That right models raise no alarm is verified
for every combination of the library's parts, for as many keys as you say (`200`, or a range such as `50..99`):
`VAEFUNCTIONAL_LAW_KEYS=200 dotnet test tests/VaeFunctional.Tests -c Release --filter FullyQualifiedName~FalseAlarms`.

## One law at a time

The parts can be called by themselves, on anything:

- `Parameters.Check model` verifies that a record maps: unique paths, nothing changed by the identity, every image back in its place. A `Map` that names nothing is refused.
- `GradientCheck.Objective(objective, model, key)` compares the gradient of *your* objective, whatever is in it, with central differences, leaf by leaf. An objective
  that no parameter changes is refused, as when it uses a model from outside instead of the one it is given.
- `GradientCheck.Rule(function, x, key)` does so for a function of one tensor, such as a rule you wrote.
*)

let freeBits (model: Model) =
    let q = PosteriorHead.diagonal (model.Encoder.Apply data)
    let p = Logistic(model.Decoder.Apply(q.Sample(key.Fold "draws")), model.LogScale)
    let rates = q.KlToStandardByDimension().Mean 0

    p.NegativeLogLikelihood(data).Mean() + Tensor.Maximum(rates, Tensor.Scalar 0.05).Sum()
    |> Objective.ofValue

Parameters.Check model
let gradients = GradientCheck.Objective(freeBits, model, key.Fold "check", step = 1e-4)
printfn $"{gradients.Worst}"
(*** include-output ***)

(*** hide ***)
check "the gradient of your own objective" (gradients.Passes 1e-5)

(**
## Laws in plain code

Any statement about your model can be a law. Two that follow from Jensen's inequality, for 200 keys; no tolerance is needed for
the sampling error, as they hold on the same draws. For every example the mean log-weight is at most the log-mean-exp, and leaving
draws out lowers the latter on average:
*)

let jensen (key: RandomKey) =
    let bound = ImportanceWeightedBound.Estimate(model, data, key, 5)
    let all = bound.Values.ToDoubles()
    let means = (bound.LogWeights.Mean 0).ToDoubles()

    let leavingOneOut =
        Tensor.Stack
            [ for left in 0..4 ->
                  bound.LogWeights
                      .Take(
                          [ for i in 0..4 do
                                if i <> left then
                                    i ]
                      )
                      .LogMeanExp
                      0 ]

    let rounding = 1e-4
    let lower = (leavingOneOut.Mean 0).ToDoubles()

    Array.forall2 (fun mean all -> mean <= all + rounding) means all
    && Array.forall2 (fun less all -> less <= all + rounding) lower all

let keys = (key.Fold "jensen").Split 200
keys |> Seq.map jensen |> Seq.countBy id |> List.ofSeq
(*** include-it ***)

(*** hide ***)
check "Jensen, for every key" (Seq.forall jensen keys)

(**
In a [test project](#a-test-project-in-f) `jensen` with `[<Property>]` above it is a test: [FsCheck](https://fscheck.github.io/FsCheck/) generates the
keys, and shows the one that fails.

## Oracles: models with known answers

The strongest test of a bound is a model where everything is known.

- **Linear-Gaussian.** With an affine encoder and decoder and a Gaussian likelihood, $\log p(x)$, the posterior, the ELBO and all gradients have closed forms. Then $\log p(x) = \mathrm{ELBO} + \mathrm{KL}(q \| p(z|x))$
  is tested to rounding. The noise that makes an expectation exact: $\pm\sqrt{d}\, e_j$ for each of $d$ dimensions has mean 0 and covariance $I$, which is all that a quadratic function asks for.
- **The exact posterior.** If $q$ is the posterior, every log-weight *is* $\log p(x)$, for any key: no tolerance for chance at all. [Likelihood estimates](likelihood-estimates.fsx) uses one.
- **Enumeration.** A Bernoulli likelihood over few pixels: the probabilities of all $2^D$ images sum to one, and $\sum_x e^{\mathrm{ELBO}(x)} \le 1$ for any encoder.
- **Quadrature.** With one or two latent dimensions and a smooth decoder $\log p(x)$ is an integral that a grid gives to ten digits.

## What is verified here

Every name stands for a test class in `tests/VaeFunctional.Tests`; that they exist is itself a test.

| law | formula | test | what it would catch |
|---|---|---|---|
| a KL divergence is not negative, and 0 only at equality | $\frac12 \sum (\mu^2 + e^{\ell} - 1 - \ell) \ge 0$ | `Distributions/GaussianDivergenceLaws` | cancellation near 0, clamping |
| closed forms are the means they stand for | $\mathbb{E}_q[\log q - \log p] = \mathrm{KL}$ | `Distributions/KlTests` | a wrong factor or sign |
| densities are normalized and agree with an independent library | $\int p = 1$ | `Distributions/DistributionTableTests` | a constant dropped |
| draws have the moments of their density | | `Distributions/SamplingTests` | a scale taken for a variance |
| each rule's pullback is the transpose of its differential | $\langle w, Jv \rangle = \langle J^\top w, v \rangle$ | `Tensors/RuleTableTests` | a wrong derivative; a rule without a row fails too |
| a whole ELBO has the right gradient, for every combination of parts | | `Models/ModelGradientTests` | a term detached, a broadcast summed wrongly |
| the objective is linear in beta with slope rate | $L(\beta_2) - L(\beta_1) = (\beta_2 - \beta_1)\,\mathrm{rate}$ | `Objectives/ElboTests` | a weight ignored, or applied twice |
| bounds are ordered on the same draws | $\overline{\log w} \le \log \overline{w} \le \max \log w$ | `Evaluation/WeightStatisticsTests`, `Objectives/ImportanceWeightedBoundTests` | a surrogate reported as a bound |
| only a bound has a bound's type | | `Objectives/BoundTypeTests` | a weighted objective reported as an ELBO |
| the ELBO misses log p(x) by KL(q, posterior) | $\log p(x) = \mathrm{ELBO} + \mathrm{KL}$ | `Laws/LinearGaussianTests` | any wrong term, in value or gradient |
| at the exact posterior nothing depends on the key | $\log w \equiv \log p(x)$ | `Laws/ZeroVarianceTests` | draws dropped, weights mixed up |
| probabilities of a nonlinear decoder sum to 1 | $\sum_x e^{\mathrm{ELBO}(x)} \le 1$ | `Laws/NonlinearDecoderTests` | a bound that is not one |
| what collapses is what must | $\lambda_j > \beta\sigma^2$ | `Laws/CollapseTests` | training that stops short, a rate weighted wrongly |
| without the reparameterization the encoder has no gradient of the distortion | | `Laws/StopGradientTests` | a gradient from nowhere |
| binarized pixels have the mean of the gray ones | $\mathbb{E}[b] = x$ | `Laws/BinarizationTests` | an inverted comparison |
| an estimate of log p(x) uses exactly K draws, whatever the chunks | | `Evaluation/LogLikelihoodTests` | draws dropped at the end of a batch |
| a model's laws notice the mistakes they are for | | `Evaluation/ModelLawsTests` | a law that cannot fail |
| products agree with three nested loops, on every backend | | `Kernels/ProductTests`, `Kernels/CblasProductTests` | an edge of a tile; order of threads |
| elementary functions are right to a few units in the last place | | `Kernels/OperatorAccuracyTests` | a polynomial cut short |
| random numbers give published answers, and no draw is used twice | | `Random/PhiloxTests`, `Random/RandomKeyTests` | keys that collide |
| optimizers follow their papers | | `Optimization/OptimizerTests` | a bias correction forgotten |
| a schedule changes exactly the updates where it changes the rate | | `Optimization/StepOfOptimizerTests` | a step that is ignored |
| a run is the fold of its steps, bit for bit | | `Training/RunTests`, `Training/RandomRunTests` | memory reused too early |
| a step that diverges gives back the state before it | | `Training/DivergenceStageTests`, `Optimization/AdamRangeTests` | a state that was overwritten |
| a temporary that escapes is an error | | `Tensors/WorkspaceTests` | wrong numbers, silently |
*)
