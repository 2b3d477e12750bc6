(**
---
title: log p(x) is the ELBO and a gap
category: Mathematics
categoryindex: 2
index: 4
---

# log p(x) is the ELBO and a gap

The [page before](elbo.html) derived, for any density $q$ over the latent,

$$\log p(x) = \mathrm{ELBO}(q) + \mathrm{KL}(q \,\|\, p(z \mid x)).$$

Here all three are drawn, on the one kind of model where all three are exact: linear, with Gaussian noise. It is Mina in the traffic again. Traffic
$z \sim N(0, 1)$ makes her $x = 5 + 4z + 3\varepsilon$ minutes late; tonight $x = 20$. From the [page on Bayes' theorem](bayes.html) we know

$$\log p(20) = \log N(20;\, 5,\, 5^2) \approx -7.03, \qquad p(z \mid 20) = N(2.4,\, 0.6^2).$$

## Any q will do

Let $q = N(m, s^2)$. It is a record of two tensors, a mean and a log-variance, each `[batch, 1]`, so that a whole batch of $q$ can be tried at once. The average over $q$ is
exact with the two noises $\pm 1$, since the log-likelihood is quadratic in $z$. With them, $z$ has the shape `[2, batch, 1]`: draws, then $q$, then latents.
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

type Q =
    { Mean: Tensor
      LogVariance: Tensor }

    member q.Distribution = DiagonalGaussian(q.Mean, q.LogVariance)

    interface IParameters<Q> with
        member q.Map f =
            { Mean = f.At("mean", q.Mean)
              LogVariance = f.At("log-variance", q.LogVariance) }

let column (values: float list) =
    Tensor.FromArray(Array.ofList values, Shape(values.Length, 1))

let number (value: float) = column [ value ]
let logVariance (scale: float) = number (2.0 * log scale)

let x = number 20.0
let posterior = DiagonalGaussian(number 2.4, logVariance 0.6)
let logDensity = DiagonalGaussian(number 5.0, logVariance 5.0).LogDensity(x)[0]

let elbo (q: Q) =
    let noise = Tensor.FromArray([| 1.0; -1.0 |], Shape(2, 1, 1))

    let z =
        q.Distribution.Reparameterize(noise.BroadcastTo(Shape(2, q.Mean.Shape[0], 1)))

    let likelihood =
        DiagonalGaussian(5.0 + 4.0 * z, (logVariance 3.0).BroadcastTo z.Shape)

    (likelihood.LogDensity(x.BroadcastTo z.Shape)).Mean 0
    - q.Distribution.KlToStandard()

let gap (q: Q) =
    let posterior =
        DiagonalGaussian(
            posterior.Mean.BroadcastTo q.Mean.Shape,
            posterior.LogVariance
        )

    match Divergence.ClosedForm(q.Distribution, posterior) with
    | Known kl -> kl.Sum -1
    | NotKnown -> failwith "Gaussians have a closed form."
(**
`elbo` knows the prior and the decoder, and nothing of the posterior; `gap` knows the posterior. Every $q$ with a mean from -2 to 6 and a scale from 0.2 to 2 is a point in a plane.
At each of the 1,681 points of a grid in it:
*)
let plane =
    [ for i in 0..40 do
          for j in 0..40 -> -2.0 + 0.2 * float i, 0.2 + 0.045 * float j ]

let qs =
    { Mean = column (List.map fst plane)
      LogVariance = column [ for _, scale in plane -> 2.0 * log scale ] }

let farthest = (elbo qs + gap qs - logDensity).Abs().Max().ToScalar()

printfn $"log p(20) = {logDensity:F6}"
printfn $"ELBO + gap is farthest from it by {farthest:E0}"
(*** include-output ***)
checkNear 1e-11 0.0 farthest
check "the ELBO is a lower bound everywhere" (elbo(qs).Max().ToScalar() <= logDensity)
(**
First move the mean only, with the scale 0.6 of the posterior, then the scale only, with its mean.
*)
let means = [ -1.0 .. 0.1..5.0 ]
let scales = [ 0.1..0.05..3.0 ]

let alongMeans =
    { Mean = column means
      LogVariance = column [ for _ in means -> 2.0 * log 0.6 ] }

let alongScales =
    { Mean = column [ for _ in scales -> 2.4 ]
      LogVariance = column [ for scale in scales -> 2.0 * log scale ] }
(*** hide ***)
let curves title axis along (q: Q) =
    SvgChart.Lines(
        ChartText(title, axis, "nats"),
        [ ChartSeries.Of("log p(x)", along, [ for _ in along -> logDensity ])
          ChartSeries.Of("ELBO", along, (elbo q).ToDoubles())
          ChartSeries.Of("gap", along, (gap q).ToDoubles()) ]
    )

curves "Moving the mean of q" "mean of q" means alongMeans
|> chart
    "The ELBO is a parabola that touches log p(x) at the mean of the posterior, 2.4, where the gap is zero."
(*** include-it-raw ***)
(*** hide ***)
curves "Moving the scale of q" "scale of q" scales alongScales
|> chart
    "The ELBO touches log p(x) at the scale of the posterior, 0.6. It falls without limit as q widens, and as q shrinks to a point."
(*** include-it-raw ***)
let at values (curve: Tensor) =
    List.item (List.maxBy (fun i -> curve[i]) [ 0 .. curve.Count - 1 ]) values

checkNear 1e-9 2.4 (at means (elbo alongMeans))
checkNear 1e-9 0.6 (at scales (elbo alongScales))
(**
At every point of the axis the ELBO and the gap add up to the straight line. Where the gap closes, $q$ is the posterior.

## The slopes are opposite

The straight line has no slope. So whatever direction $q$ moves in, the ELBO gains what the gap loses:

$$\nabla_q\, \mathrm{ELBO}(q) = -\nabla_q\, \mathrm{KL}(q \,\|\, p(z \mid x)).$$

(The gradient $\nabla_q$ is the vector of the derivatives with respect to the numbers that describe $q$: here its mean $m$ and its log-variance $\log s^2$.)

This is why a VAE can be trained. The gradient on the right is the one that we want, and it cannot be computed without the posterior. The gradient on
the left is the same, and it can. At all points of the plane, by differentiation of the two functions above:
*)
let ofElbo =
    Gradient.valueAndGradient (fun q -> Objective.ofValue ((elbo q).Sum())) qs

let ofGap =
    Gradient.valueAndGradient (fun q -> Objective.ofValue ((gap q).Sum())) qs

let opposite =
    Parameters.zip
        (fun _ (a: Tensor) (b: Tensor) -> (a + b).Abs() / (1.0 + a.Abs()))
        ofElbo.Gradient
        ofGap.Gradient

printfn "largest sum of the two slopes, relative to one of them:"

for leaf in Parameters.leaves opposite do
    printfn $"{leaf.Path, -12} {leaf.Value.Max().ToScalar():E0}"

    checkNear 1e-12 0.0 (leaf.Value.Max().ToScalar())
(*** include-output ***)
(**
## Down to the posterior

So start with a bad $q$, and follow the gradient of the ELBO, which does not contain the posterior. This is gradient descent, on minus the ELBO: from each number that describes $q$ every step subtracts a tenth of its slope.
*)
let loss (q: Q) = Objective.ofValue (-(elbo q))

let improve (q: Q) =
    Parameters.zip
        (fun _ value slope -> value - 0.1 * slope)
        q
        (Gradient.valueAndGradient loss q).Gradient

let start = { Mean = number -1.0; LogVariance = logVariance 2.0 }
let path = List.scan (fun q _ -> improve q) start [ 1..300 ]

for step in [ 0; 5; 20; 100; 300 ] do
    let q = path[step].Distribution
    let mean, scale, gap = q.Mean[0, 0], q.Scale[0, 0], (gap path[step])[0]
    printfn $"step {step, 3}: mean {mean:F4}, scale {scale:F4}, gap {gap:F6}"
(*** include-output ***)
let found = (List.last path).Distribution
checkNear 1e-6 2.4 (found.Mean[0, 0])
checkNear 1e-6 0.6 (found.Scale[0, 0])
(*** hide ***)
let firstSteps = [ 0..40 ]

SvgChart.Lines(
    ChartText("Following the gradient of the ELBO", "step", "nats"),
    [ ChartSeries.Of("log p(x)", [ for _ in firstSteps -> logDensity ])
      ChartSeries.Of("ELBO", [ for step in firstSteps -> (elbo path[step])[0] ])
      ChartSeries.Of("gap", [ for step in firstSteps -> (gap path[step])[0] ]) ]
)
|> chart "The ELBO rises to log p(x) while the gap falls to zero."
(*** include-it-raw ***)
(**
It found the posterior: Bayes' theorem, by going uphill.

## One encoder for every x

A VAE does not search again for every $x$. Its encoder maps $x$ to a mean and a log-variance, and is trained on many $x$ at once. Here the posterior is $N(\tfrac{4}{25}(x - 5),\, 0.6^2)$, of which the
mean is linear in $x$ and the log-variance constant. So a single layer without an activation can express it: its weight matrix should come out as $(0.16, 0)$, its bias as $(-0.8, \log 0.36)$.
*)
let key = RandomKey.FromSeed 11
let vector (values: float list) = Tensor.FromArray(Array.ofList values)

let row (values: float list) =
    Tensor.FromArray(Array.ofList values, Shape(1, values.Length))

let evenings =
    5.0 + 5.0 * key.Fold("evenings").Normal(Shape(200, 1), Precision.Double)

let model encoder =
    Vae(
        encoder,
        PosteriorHead.DiagonalGaussianWithin SmoothBound.None,
        Prior.Standard 1,
        Dense(row [ 4.0 ], vector [ 5.0 ], Activation.Identity),
        GaussianHead(vector [ 2.0 * log 3.0 ], false, vector [ 0.0 ])
    )

let bothSigns =
    Tensor.FromArray([| 1.0; -1.0 |], Shape(2, 1, 1)).BroadcastTo(Shape(2, 200, 1))

let encoder =
    TrainingState.Start(
        Dense(row [ 0.0; 0.0 ], vector [ 0.0; 0.0 ], Activation.Identity),
        Adam.Default.WithLearningRate(LearningRate.Cosine(0.05, 3_000)),
        key
    )
    |> Train.run
        3_000
        (fun encoder batch _ ->
            Elbo.Estimate(model encoder, batch.X, bothSigns) |> Elbo.toObjective 1.0)
        (evenings |> Batches.inOrder 200 |> Batches.epochs 3_000)
    |> Train.states
    |> Seq.last
    |> _.Model

printfn $"weight matrix {encoder.Weight[0, 0]:F5}  {encoder.Weight[0, 1]:F5}"

printfn
    $"bias          {encoder.Bias[0]:F5} {encoder.Bias[1]:F5}, and log 0.36 = {log 0.36:F5}"
(*** include-output ***)
checkNear 1e-3 0.16 (encoder.Weight[0, 0])
checkNear 1e-3 0.0 (encoder.Weight[0, 1])
checkNear 1e-2 -0.8 (encoder.Bias[0])
checkNear 1e-2 (log 0.36) (encoder.Bias[1])
(**
With a network for a decoder the posterior is in general not a Gaussian, and then no Gaussian encoder closes the gap entirely. (A decoder that ignores $z$ is an exception: its posterior is the prior.) What is left has two causes: a Gaussian is not the posterior, and the encoder does not
give the best Gaussian for every $x$ (Cremer, Li and Duvenaud 2018 measure both).

## The decoder moves as well

A VAE trains encoder and decoder together, on the same ELBO. What the decoder $\theta$ ought to climb is $\log p_\theta(x)$. If $q$ is the posterior of the decoder as it is now, the gap is zero, its
least value; so its slope in $\theta$ is zero as well, and the ELBO has exactly the gradient of $\log p_\theta(x)$. Let $\theta$ be the two numbers of $x \mid z \sim N(a + bz, 3^2)$, with the
marginal $N(a,\, b^2 + 3^2)$:
*)
type Decoder =
    { Offset: Tensor
      Slope: Tensor }

    interface IParameters<Decoder> with
        member d.Map f =
            { Offset = f.At("offset", d.Offset); Slope = f.At("slope", d.Slope) }

let decoder = { Offset = number 5.0; Slope = number 4.0 }

let logDensityOf (decoder: Decoder) =
    DiagonalGaussian(decoder.Offset, (decoder.Slope.Square() + 9.0).Log()).LogDensity
        x

let elboAt (q: DiagonalGaussian) (decoder: Decoder) =
    let z = q.Reparameterize(Tensor.FromArray([| 1.0; -1.0 |], Shape(2, 1, 1)))

    let likelihood =
        DiagonalGaussian(
            decoder.Offset + decoder.Slope * z,
            (logVariance 3.0).BroadcastTo z.Shape
        )

    (likelihood.LogDensity(x.BroadcastTo z.Shape)).Mean 0 - q.KlToStandard()

let slopes f =
    let gradient =
        (Gradient.valueAndGradient (f >> Objective.ofValue) decoder).Gradient

    gradient.Offset[0, 0], gradient.Slope[0, 0]

let wrong = DiagonalGaussian(number 1.0, logVariance 0.6)

printfn "gradient in              offset   slope"

for name, (offset, slope) in
    [ "log p(x)             ", slopes logDensityOf
      "ELBO at the posterior", slopes (elboAt posterior)
      "ELBO at another q    ", slopes (elboAt wrong) ] do
    printfn $"{name} {offset, 9:F4} {slope, 7:F4}"
(*** include-output ***)
checkNear 1e-12 (fst (slopes logDensityOf)) (fst (slopes (elboAt posterior)))
checkNear 1e-12 (snd (slopes logDensityOf)) (snd (slopes (elboAt posterior)))

check
    "at another q it is another gradient"
    (abs (snd (slopes logDensityOf) - snd (slopes (elboAt wrong))) > 0.1)
(**
At another $q$ the ELBO pulls the decoder elsewhere: towards a decoder whose posterior is more like that $q$. A VAE's decoder is shaped by what its encoder can say.

## A word on units

$p(x)$ is a density: here per minute. Measure in hours, and the same evening has another log-density, higher by $\log 60$; the ELBO moves with it, and the gap stays. So log-densities of continuous data can
be positive, and they compare models of the same data in the same units, nothing else. (Probabilities of discrete data have no unit, and a log-probability is never positive.)
*)
let inHours =
    DiagonalGaussian(number (5.0 / 60.0), logVariance (5.0 / 60.0))
        .LogDensity(x / 60.0)[0]

printfn $"log p(x) is {logDensity:F4} for minutes and {inHours:F4} for hours"
printfn $"log 60   is {log 60.0:F4}"
(*** include-output ***)
checkNear 1e-12 (logDensity + log 60.0) inHours
(**
All of this rests on divergences between Gaussians. The [next page](gaussian-kl.html) takes one apart.

## References

- Chris Cremer, Xuechen Li and David Duvenaud, *Inference Suboptimality in Variational Autoencoders*, ICML 2018.
*)
