(**
---
title: Likelihood estimates
category: Guides
categoryindex: 3
index: 8
---

# Likelihood estimates, and when not to trust them

How likely are data under a model? For a model with latents the answer is an integral, $p(x) = \int p(x \mid z)\, p(z)\, dz$, and
`LogLikelihood.Estimate` estimates it by importance sampling (Burda et al., 2016): with $K$ draws from the posterior $q(z \mid x)$,

$$\log p(x) \approx \log \frac1K \sum_{k=1}^{K} w_k, \qquad w_k = \frac{p(x \mid z_k)\, p(z_k)}{q(z_k \mid x)}.$$

The number always looks precise. Whether it is can be seen where the truth is known, so this page estimates what has a closed
form, and breaks the estimate on purpose: by a posterior too narrow, by too many dimensions, and by data outside of the likelihood's
support.

## A model with all answers

In each of $d$ dimensions $z \sim N(0, 1)$ and $x \mid z \sim N(z, 1)$. Then $x \sim N(0, 2)$, and the posterior is $N(x/2, 1/2)$. As
$q$ we take that posterior with its scale multiplied by a width $t$: 1 is exact, less is overconfident, more is cautious.
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude
(** *)
open System
open VaeFunctional
open VaeFunctional.FSharp

type Model =
    { Size: int
      Width: float }

    interface ILatentModel with
        member m.Prior = DiagonalGaussian.Standard(m.Size, Precision.Double)

        member m.Encode x =
            DiagonalGaussian(x * 0.5, Tensor.Full(Shape m.Size, log (0.5 * m.Width * m.Width), Precision.Double))

        member m.Decode z = DiagonalGaussian(z, Tensor.Zeros(Shape m.Size, Precision.Double))

let key = RandomKey.FromSeed 10

let marginal (size: int) =
    DiagonalGaussian(Tensor.Zeros(Shape size, Precision.Double), Tensor.Full(Shape size, log 2.0, Precision.Double))

/// Data of the model, and the mean of their exact log p(x).
let draw size (count: int) =
    let x = (marginal size).Sample(key.Fold $"data {size}", count)
    x, (marginal size).LogDensity(x).Mean().ToScalar()

let estimate size width samples (x: Tensor) =
    LogLikelihood.Estimate({ Size = size; Width = width }, x, key.Fold "draws", samples)

let x, exact = draw 10 200

printfn $"exact                    %.3f{exact}"
printfn $"t = 1, one draw          %.3f{(estimate 10 1.0 1 x).Mean}"
(*** include-output ***)

(*** hide ***)
check "at the exact posterior one draw is exact" (abs ((estimate 10 1.0 1 x).Mean - exact) < 1e-10)

(**
With the exact posterior every weight *is* $p(x)$, whatever is drawn, and one draw suffices. That is worth remembering: the
quality of the estimate is the quality of $q$. The better the encoder, the fewer draws.

## Bias, and what K buys

Now a posterior one and a half times as wide as it should be, in ten dimensions. The logarithm of a mean is, in expectation, below the
logarithm of the expectation (Jensen), so the estimate is too low, on average for every $K$ and less so for a larger one. At
$K = 1$ it is the ELBO, and falls short by $\mathrm{KL}(q \,\|\, p(z \mid x))$; for large $K$ the shortfall is about half the relative
variance of the weights, divided by $K$. For these Gaussians

$$1 + \frac{\mathrm{Var}[w]}{p(x)^2} = \left(\frac{t^2}{\sqrt{2t^2 - 1}}\right)^d, \quad\text{finite only if } t > \sqrt{1/2}.$$
*)

/// The variance of the weights over the square of their mean; infinite for a q too narrow.
let relativeVariance size width =
    if 2.0 * width * width <= 1.0 then
        infinity
    else
        Math.Pow(width * width / sqrt (2.0 * width * width - 1.0), float size) - 1.0

let table size width counts =
    let x, exact = draw size 200
    printfn "     K   estimate   too low by   variance / 2K   error stated   draws worth (least)"

    [ for samples in counts ->
          let it = estimate size width samples x
          let predicted = relativeVariance size width / (2.0 * float samples)

          printfn
              $"%6d{samples}   %8.3f{it.Mean}   %10.3f{exact - it.Mean}   %13.3f{predicted}   %12.3f{it.MonteCarloError}   %7.1f{Seq.min it.EffectiveSampleSizes}"

          samples, exact - it.Mean, it ]

let wide = table 10 1.5 [ 1; 10; 100; 1_000; 10_000 ]
(*** include-output ***)

(*** hide ***)
let shortfalls = [ for _, shortfall, _ in wide -> shortfall ]
let klAtOne = 10.0 * (0.5 * (1.5 * 1.5 - 1.0) - log 1.5)
check "more draws, less bias" (shortfalls = List.sortDescending shortfalls)
check "one draw falls short by KL(q || posterior)" (abs (shortfalls.Head - klAtOne) < 0.5)

for samples, shortfall, it in wide do
    check "the same-sample ELBO is never above the estimate" (Seq.forall2 (<=) it.MeanLogWeights it.Values)

    if samples >= 1_000 then
        let predicted = relativeVariance 10 1.5 / (2.0 * float samples)

        check
            "for many draws the bias is as predicted, within four errors"
            (abs (shortfall - predicted) < 4.0 * it.MonteCarloError)

(**
## Two errors, and a third

Printing an estimate shows both errors it knows of:
*)

estimate 10 1.5 100 x |> string
(*** include-it ***)

(**
The first is the error *over the examples*: another 200 examples would give another mean. More examples make it smaller, more
draws do not. The second is the *Monte Carlo* error: other draws would give another number for the same examples. More draws make
it smaller. They answer different questions, so they are not added up.

The third is the bias, which no standard error contains. It shows in the last column: the *effective sample size*
$(\sum w)^2 / \sum w^2$, how many equally weighted draws these weights are worth. It is between 1 and $K$. Near $K$, all is well.
When it is a few, the estimate is the work of a few lucky draws, and both the value and its stated error are guesses.

## A posterior too narrow

What if $q$ is too narrow? Encoders trained by the ELBO tend to be: the reverse divergence forgives a $q$ that misses part of the
posterior more easily than one that goes beyond it. Below $t = \sqrt{1/2}$ the variance of the weights is infinite, and what
matters happens where $q$ almost never draws.
*)

let narrow = table 10 0.5 [ 1; 10; 100; 1_000; 10_000 ]
(*** include-output ***)

(**
This is the dangerous case. The bias falls slowly; the stated error is a fraction of the true one, as it is estimated from the
very draws that missed. The effective sample size is the only one to warn. Two remedies. Take ten times the draws and see whether
the estimate moves by more than its error; if it does, the error was not to be believed. Or draw from a wider $q$: an estimate may
be made with any $q$ that covers the posterior, not only with the one that the model was trained with, and a model whose posterior
is widened is a few lines:
*)

type Widened =
    { Inner: ILatentModel
      Factor: float }

    interface ILatentModel with
        member m.Prior = m.Inner.Prior
        member m.Decode z = m.Inner.Decode z

        member m.Encode x =
            match m.Inner.Encode x with
            | :? DiagonalGaussian as q -> DiagonalGaussian(q.Mean, q.LogVariance + 2.0 * log m.Factor)
            | q -> q

let widened =
    [ for factor in [ 1.0; 1.5; 2.0; 2.5; 3.0 ] ->
          let model = { Inner = { Size = 10; Width = 0.5 }; Factor = factor }

          factor, LogLikelihood.Estimate(model, x, key.Fold "draws", 1_000) ]

printfn "factor   too low by   error stated   draws worth (least)"

for factor, it in widened do
    printfn
        $"%6.1f{factor}   %10.3f{exact - it.Mean}   %12.3f{it.MonteCarloError}   %7.1f{Seq.min it.EffectiveSampleSizes}"
(*** include-output ***)

(*** hide ***)
let shortfallOf samples =
    narrow
    |> List.pick (fun (count, shortfall, it) -> if count = samples then Some(shortfall, it) else None)

let missed, stated = shortfallOf 10_000
check "the stated error is far too small" (missed > 5.0 * stated.MonteCarloError)
check "the effective sample size warns" (Seq.min stated.EffectiveSampleSizes < 100.0)
let _, doubled = widened |> List.find (fst >> (=) 2.0)
check "widened to the exact posterior it is exact" (abs (exact - doubled.Mean) < 1e-9)
let _, beyond = widened |> List.find (fst >> (=) 2.5)
check "too wide is better than too narrow" (abs (exact - beyond.Mean) < 0.1 * (exact - (snd widened.Head).Mean))

(**
At 2 the exact posterior is hit, which only works because it is known here; beyond, the estimate is nearly as good. Rather too
wide than too narrow. With a trained model, try a few factors: the largest value is the best, since each estimate is too low in
expectation, once its error is small.

## Many dimensions

The relative variance is a power of the dimension. A width that is harmless in one dimension is hopeless in a hundred:
*)

let byDimension =
    [ for size in [ 1; 10; 30; 100; 300 ] ->
          let x, exact = draw size 100
          let it = estimate size 1.3 1_000 x
          let needed = relativeVariance size 1.3 / (2.0 * 0.1)
          size, exact - it.Mean, it, needed ]

printfn "dimensions   too low by   error stated   draws worth (least)   K needed for a bias of 0.1"

for size, shortfall, it, needed in byDimension do
    printfn
        $"%10d{size}   %10.3f{shortfall}   %12.3f{it.MonteCarloError}   %19.1f{Seq.min it.EffectiveSampleSizes}   %25.2g{needed}"
(*** include-output ***)

(*** hide ***)
let _, worst, worstEstimate, worstNeeded = List.last byDimension

check
    "hopeless in many dimensions"
    (worst > 3.0 && Seq.min worstEstimate.EffectiveSampleSizes < 5.0 && worstNeeded > 1e6)

let _, best, bestEstimate, _ = byDimension.Head
check "harmless in one" (abs best < 0.01 && Seq.min bestEstimate.EffectiveSampleSizes > 500.0)

(**
So the often quoted "5,000 draws" are not a guarantee: it depends on how good $q$ is in how many *active* dimensions. Collapsed
dimensions cost nothing, as there $q$ is exact.

In short, before a log-likelihood is reported:

1. look at `EffectiveSampleSizes`, at the least and not at the mean;
2. repeat with ten times the draws: the value should rise by less than its stated error;
3. report $K$, both errors, and the same-sample ELBO (`estimate.Elbo`), which is below it by law;
4. and remember that it is a lower bound in expectation: a model can be better than its estimate, not worse.

## Gray pixels are not data of a Bernoulli

A Bernoulli distribution is about 0 and 1. Its formula, $x \log \mu + (1 - x) \log (1 - \mu)$, also gives a number for $x = 0.4$,
and many programs take it. Here the data are checked against the support of the likelihood:
*)

let shapes = ShapeImages.Generate(key.Fold "shapes", 500, 16)
let unseen = ShapeImages.Generate(key.Fold "unseen", 500, 16)

let untrained =
    Vae.Create(
        Mlp.Create(key.Fold "encoder", [ 256; 128; 64; 12 ], Activation.Relu),
        Mlp.Create(key.Fold "decoder", [ 6; 64; 128; 256 ], Activation.Relu),
        LikelihoodHead.Bernoulli(shapes.Images.Mean 0)
    )

refusal (fun () -> LogLikelihood.Estimate(untrained, unseen.Images, key, 10))
(*** include-it ***)

(**
What is wrong with that number? It is not a density: over $[0, 1]$ it does not integrate to 1 but to something that depends on $\mu$,
so that models can be compared by it neither with each other nor with anything else (Loaiza-Ganem and Cunningham, 2019, who give
the missing constant).
*)

let integral logit =
    let height x = exp (x * logit - log (1.0 + exp logit))

    let points = 2_000
    let inner = Seq.sum [ for i in 1 .. points - 1 -> height (float i / float points) ]
    (inner + 0.5 * (height 0.0 + height 1.0)) / float points

for logit in [ 0.0; 2.0; 5.0 ] do
    printfn $"mean %.3f{1.0 / (1.0 + exp -logit)}: the integral is %.3f{integral logit}"
(*** include-output ***)

(*** hide ***)
check "it is not a density" (abs (integral 0.0 - 0.5) < 1e-6 && integral 5.0 < 0.25)

(**
There are three honest ways: draw zeros and ones from the gray values (binarization, below), choose a likelihood of real numbers
(`LikelihoodHead.Gaussian`), or write one on $[0, 1]$.

## Two binarizations are two data sets

*Static* binarization draws each pixel once and keeps the result as the data set. *Dynamic* binarization draws again whenever an
image is used: an endless data set. They are different data. Here both are trained for the same number of steps on the same 500 gray images, each
model then tested on the draws that static training kept, on new draws of the same gray images, and on unseen images:
*)

let gray = shapes.Images
let kept = (key.Fold "kept").Bernoulli gray

let fit (batches: Batches) =
    TrainingState.Start(untrained, Adam.Default.WithLearningRate 2e-3, key.Fold "train")
    |> Train.run 1_000_000 (fun model batch at -> Elbo.Estimate(model, batch.X, at.Key) |> Elbo.toObjective 1.0) batches
    |> Train.states
    |> Seq.last
    |> fun state -> state.Model

let models =
    [ "static", fit (kept |> Batches.shuffled 100 |> Batches.epochs 200)
      "dynamic", fit (gray |> Batches.shuffled 100 |> Batches.epochs 200 |> Batches.map (fun x key -> key.Bernoulli x)) ]

let scores =
    [ for name, model in models ->
          name,
          [ for data in
                [ kept
                  (key.Fold "anew").Bernoulli gray
                  (key.Fold "test").Bernoulli unseen.Images ] ->
                LogLikelihood.Estimate(model, data, key.Fold "scores", 100).Mean ] ]

printfn "training   draws kept   the same images, drawn anew   unseen images"

for name, score in scores do
    printfn $"%-8s{name}   %10.2f{score[0]}   %27.2f{score[1]}   %13.2f{score[2]}"
(*** include-output ***)

(*** hide ***)
let static', dynamic = snd scores[0], snd scores[1]
check "static training learns the tosses by heart" (static'[0] - static'[1] > 1.0)
check "dynamic training cannot" (abs (dynamic[0] - dynamic[1]) < 1.0)
check "dynamic training is better on unseen images" (dynamic[2] > static'[2] + 0.5)

(**
The static model has learned some coin tosses by heart, which helps with nothing else. So say which binarization a figure is of,
for training and for test, and compare like with like.

## Densities have units

For discrete data $\log p(x)$ is the logarithm of a probability: never above 0, and comparable as long as the data is the same. For
real numbers it is that of a *density*, which has the unit one over the unit of the data. It may well be positive, and it changes
when centimeters become meters: if $y_j = x_j / s_j$, then

$$\log p(x) = \log p(y) - \sum_j \log s_j.$$
*)

let centimeters = x * 100.0
let standardize = Standardization.Fit centimeters
let standardized = standardize.Apply centimeters

let gaussianOf (data: Tensor) =
    let moments = Standardization.Fit data
    DiagonalGaussian(moments.Mean, 2.0 * moments.Scale.Log())

let perExample (data: Tensor) = ((gaussianOf data).LogDensity data).Mean().ToScalar()

let logScales = standardize.Scale.Log().Sum().ToScalar()

printfn $"in meters        %8.3f{perExample x}"
printfn $"in centimeters   %8.3f{perExample centimeters}"
printfn $"standardized     %8.3f{perExample standardized}"
printfn $"standardized, and put back into centimeters   %8.3f{perExample standardized - logScales}"
(*** include-output ***)

(*** hide ***)
check "densities change with the unit" (abs (perExample x - perExample centimeters - 10.0 * log 100.0) < 1e-6)
check "and back" (abs (perExample standardized - logScales - perExample centimeters) < 1e-6)

(**
So to compare a model of a standardized table with a model of the raw table, subtract the logarithms of the scales first.

Images are often reported in *bits per dimension*, which is a change of unit again: nats over the number of pixels and $\log 2$,
with the sign turned so that lower is better. For the model above:
*)

let bitsPerDimension features nats = -nats / (float features * log 2.0)
printfn $"%.2f{dynamic[2]} nats per image are %.4f{bitsPerDimension 256 dynamic[2]} bits per pixel"
(*** include-output ***)

(**
It compares models of the same data only. Pixels of 256 levels, treated as real numbers, need noise of one level's width added
before training (dequantization): otherwise a density can be pushed without limit onto the levels, and the figure means nothing
(Theis et al., 2016).

## References

- Yuri Burda, Roger Grosse and Ruslan Salakhutdinov, *Importance Weighted Autoencoders*, ICLR 2016.
- Gabriel Loaiza-Ganem and John P. Cunningham, *The continuous Bernoulli: fixing a pervasive error in variational autoencoders*, NeurIPS 2019.
- Lucas Theis, Aäron van den Oord and Matthias Bethge, *A note on the evaluation of generative models*, ICLR 2016.
*)
