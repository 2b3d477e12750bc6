(**
---
title: The gradient of a draw
category: Mathematics
categoryindex: 2
index: 6
---

# The gradient of a draw

To train an encoder we need the gradient of the distortion, an average over draws of $q$. But $q$ is the very thing that the encoder changes. This page shows how the
gradient is lost when one is careless, and two ways to get it back: one good, the other general.

The model is the traffic of the [pages before](elbo.html), with an encoder that is not the posterior: to $x = 20$ it answers $q = N(m, s^2)$ with $m = 2$ and $s = 0.8$. For this
model the distortion and its derivatives are known on paper. With $\ell = \log s^2$, which is what an encoder gives,

$$D = \tfrac12 \log (2 \pi \cdot 9) + \frac{(15 - 4m)^2 + 16 e^\ell}{18}, \qquad \frac{\partial D}{\partial m} = -\frac{4 (15 - 4m)}{9}, \qquad \frac{\partial D}{\partial \ell} = \frac{16\, e^\ell}{18}.$$
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

let row (values: float list) =
    Tensor.FromArray(Array.ofList values, Shape(1, values.Length))

let vector (values: float list) = Tensor.FromArray(Array.ofList values)

let model =
    Vae(
        encoder =
            Dense(
                row [ 0.1; 0.0 ],
                vector [ 0.0; 2.0 * log 0.8 ],
                Activation.Identity
            ),
        posterior = PosteriorHead.DiagonalGaussianWithin SmoothBound.None,
        prior = Prior.Standard 1,
        decoder = Dense(row [ 4.0 ], vector [ 5.0 ], Activation.Identity),
        likelihood =
            GaussianHead(
                vector [ 2.0 * log 3.0 ],
                learnsScale = false,
                offset = vector [ 0.0 ]
            )
    )

let x = row [ 20.0 ]
let toMean, toLogVariance = -4.0 * (15.0 - 8.0) / 9.0, 16.0 * 0.64 / 18.0
(**
## How sampling breaks it

A draw is a number out of a generator. It was made *with* $m$ and $s$, but it does not say how: ask for its derivative with respect to $m$, and there is
none. In this library a draw keeps its derivative; `StopGradient` takes it away, and leaves what a plain generator gives.
*)
let exactNoise = Tensor.FromArray([| 1.0; -1.0 |], Shape(2, 1, 1))

let distortion (draw: DiagonalGaussian -> Tensor) (model: Vae) =
    let q = model.Encode x :?> DiagonalGaussian
    let z = draw q

    Objective.ofValue (
        (model.Decode(z).NegativeLogLikelihood(x.BroadcastTo(Shape(2, 1, 1)))).Mean 0
    )

let gradientOf draw = (Gradient.valueAndGradient (distortion draw) model).Gradient

let broken = gradientOf (fun q -> q.Reparameterize(exactNoise).StopGradient())

let print (gradient: Vae) =
    for leaf in Parameters.leaves gradient do
        if not leaf.IsConstant then
            printfn $"{leaf.Path, -15} {leaf.Value}"

print broken
(*** include-output ***)
let encoderOf (gradient: Vae) = gradient.Encoder :?> Dense

check
    "no gradient reaches the encoder"
    ((encoderOf broken).Weight = row [ 0.0; 0.0 ]
     && (encoderOf broken).Bias = vector [ 0.0; 0.0 ])
(**
The encoder's gradient of the distortion is not inaccurate: it is exactly zero. The decoder's is right, and so is that of the rate, which needs no draw. So nothing
crashes. The encoder feels the rate alone, and learns to say nothing.

## How the reparameterization mends it

A draw of $N(m, s^2)$ can be made in two steps: first noise that does not depend on the parameters, then a formula that does,

$$\varepsilon \sim N(0, 1), \qquad z = m + s\, \varepsilon.$$

The distribution of $z$ is the same. But an average over $q$, of any function $f$ of the draw (here $f(z) = -\log p(x \mid z)$, of which the average is the distortion), has become an average over a distribution that does *not* depend on the parameters, so that the derivative may be taken inside:

$$\frac{\partial}{\partial m}\, E_q[f(z)] = \frac{\partial}{\partial m}\, E_\varepsilon[f(m + s \varepsilon)] = E_\varepsilon[f'(m + s \varepsilon)],$$

and with $s = e^{\ell / 2}$, of which the derivative is $s / 2$,

$$\frac{\partial}{\partial \ell}\, E_q[f(z)] = E_\varepsilon\!\left[f'(m + s \varepsilon)\, \tfrac12 s\, \varepsilon\right].$$

(To exchange derivative and average it is enough that $f$ is continuous, smooth except at a few points, and that its derivative grows no faster than some exponential of $|z|$. Networks with smooth
activations or with kinks give such functions. A function that jumps is not one.) The same code without `StopGradient`:
*)
let mended = gradientOf (fun q -> q.Reparameterize exactNoise)

print mended
printfn $"on paper, for the encoder's bias: {toMean:F6} and {toLogVariance:F6}"
(*** include-output ***)
check "the decoder's gradient was right before" (broken.Decoder = mended.Decoder)
checkNear 1e-12 toMean ((encoderOf mended).Bias[0])
checkNear 1e-12 toLogVariance ((encoderOf mended).Bias[1])
checkNear 1e-11 (20.0 * toMean) ((encoderOf mended).Weight[0, 0])
checkNear 1e-11 (20.0 * toLogVariance) ((encoderOf mended).Weight[0, 1])
(**
(The gradient of the weight matrix is that of the bias times the input, 20. The two noises $\pm 1$ give the exact average here, as on the [page on the ELBO](elbo.html).)

This is what Kingma and Welling (2014) and Rezende, Mohamed and Wierstra (2014) brought to autoencoders. One line of algebra, and a network that samples can be trained
like any other.

## The other way: the score function

There is another gradient, which needs nothing of $f$ but its values. Differentiate the density under the integral, with respect to its parameters $m$ and $\ell$, and use $\nabla q = q\, \nabla \log q$:

$$\nabla E_q[f(z)] = \int f(z)\, \nabla q(z)\, dz = E_q\!\left[f(z)\, \nabla \log q(z)\right].$$

The factor $\nabla \log q$ is called the *score* (Williams 1992 uses it to learn from rewards). It also works where $z$ is discrete, or $f$ jumps. In code: the draw and $f$ are constants, and the
gradient comes from $\log q$ alone.

To compare the two draw by draw, give each of 100,000 draws its own copy of $m$ and $\ell$. Then the gradient has a row for each draw.
*)
type Q =
    { Mean: Tensor
      LogVariance: Tensor }

    member q.Distribution = DiagonalGaussian(q.Mean, q.LogVariance)

    interface IParameters<Q> with
        member q.Map f =
            { Mean = f.At("mean", q.Mean)
              LogVariance = f.At("log-variance", q.LogVariance) }

let copies (noise: Tensor) scale =
    { Mean = Tensor.Full(noise.Shape, 2.0, Precision.Double)
      LogVariance = Tensor.Full(noise.Shape, 2.0 * log scale, Precision.Double) }

let f (z: Tensor) = model.Decode(z).NegativeLogLikelihood(x.BroadcastTo z.Shape)

let reparameterized noise (q: Q) = f (q.Distribution.Reparameterize noise)

let scored baseline noise (q: Q) =
    let z = q.Distribution.Reparameterize(noise).StopGradient()
    (f z - baseline) * q.Distribution.LogDensity z

let byDraw (estimator: Tensor -> Q -> Tensor) noise scale =
    let objective q = Objective.ofValue ((estimator noise q).Sum())

    (Gradient.valueAndGradient objective (copies noise scale)).Gradient

let averageAndDeviation (weights: Tensor) (values: Tensor) =
    let average = (weights * values).Sum().ToScalar()
    average, sqrt ((weights * (values - average).Square()).Sum().ToScalar())

let draws = 100_000
let key = RandomKey.FromSeed 5
let noise = key.Normal(Shape(draws, 1), Precision.Double)
let equal = Tensor.Full(noise.Shape, 1.0 / float draws, Precision.Double)

printfn "gradient        in            average             one draw"

for name, estimator in
    [ "reparameterized", reparameterized; "score function ", scored 0.0 ] do
    let gradient = byDraw estimator noise 0.8

    for leaf, values, exact in
        [ "mean        ", gradient.Mean, toMean
          "log-variance", gradient.LogVariance, toLogVariance ] do
        let average, deviation = averageAndDeviation equal values
        let error = deviation / sqrt (float draws)

        let estimate = $"{average, 7:F4} +/- {error:F4}   +/- {deviation, 4:F2}"
        printfn $"{name} {leaf} {estimate}   exactly {exact, 7:F4}"

        checkNear (4.0 * error) exact average
(*** include-output ***)
(**
Both are right on average: *unbiased*. (The checks allow four standard errors; each would fail about once in 16,000 times for another key.) But a single draw of the score function says far
less. It knows the height of $f$ at a point and nothing of its slope, and has to find out from many heights in which direction they rise.
*)
(*** hide ***)
let first = [ 10..10..1_000 ]

let runningAverage estimator =
    let values = (byDraw estimator noise 0.8).Mean.ToDoubles()
    let sums = Array.scan (+) 0.0 values
    [ for n in first -> sums[n] / float n ]

SvgChart.Lines(
    ChartText(
        "The gradient in the mean, averaged over draws",
        "draws",
        "nats per unit"
    ),
    [ ChartSeries.Of("exact", List.map float first, [ for _ in first -> toMean ])
      ChartSeries.Of(
          "reparameterized",
          List.map float first,
          runningAverage reparameterized
      )
      ChartSeries.Of(
          "score function",
          List.map float first,
          runningAverage (scored 0.0)
      ) ]
)
|> chart
    "The average of the reparameterized gradient settles at once; that of the score function wanders."
(*** include-it-raw ***)
(**
## How much they vary

The standard deviation of one draw can be computed as well, with a grid of noise instead of random noise. For the reparameterization it is known on paper: $f'(z) = -\tfrac49 (15 - 4z)$ is linear in $z$, so its
standard deviation is $\tfrac{16}{9} s$. The score function has a known remedy, a *baseline*: since $E_q[\nabla \log q] = \nabla \int q(z)\, dz = \nabla 1 = 0$, any constant $b$ may be subtracted from $f$ without changing the average. Here $b$
is the average of $f$, which is the distortion itself.
*)
let grid =
    Tensor.Linspace(-10.0, 10.0, 2_001, Precision.Double).Reshape(Shape(2_001, 1))

let weights =
    DiagonalGaussian(0.0 * grid, 0.0 * grid)
        .LogDensity(grid)
        .Exp()
        .Reshape(grid.Shape)
    * 0.01

let distortionAt scale =
    0.5 * log (2.0 * System.Math.PI * 9.0)
    + ((15.0 - 8.0) ** 2.0 + 16.0 * scale * scale) / 18.0

let deviation estimator scale =
    snd (averageAndDeviation weights (byDraw estimator grid scale).Mean)

printfn "scale  reparameterized  score function  with a baseline"

for scale in [ 0.01; 0.1; 0.8; 2.0 ] do
    let byNoise = deviation reparameterized scale
    let byScore = deviation (scored 0.0) scale
    let withBaseline = deviation (scored (distortionAt scale)) scale
    printfn $"{scale, 5:F2} {byNoise, 16:F3} {byScore, 15:F3} {withBaseline, 16:F3}"
    checkNear 1e-9 (16.0 / 9.0 * scale) byNoise
    check "the reparameterization varies least" (byNoise < withBaseline)
    check "a baseline helps" (withBaseline < byScore)
(*** include-output ***)
let drawsNeeded other scale =
    (deviation other scale / deviation reparameterized scale) ** 2.0

checkNear 5.0 43.0 (drawsNeeded (scored 0.0) 0.8)
check "many thousands" (drawsNeeded (scored 0.0) 0.1 > 10_000.0)
check "hundreds" (drawsNeeded (scored (distortionAt 0.1)) 0.1 > 100.0)

let measured = snd (averageAndDeviation equal (byDraw (scored 0.0) noise 0.8).Mean)
checkNear 0.3 (deviation (scored 0.0) 0.8) measured
(*** hide ***)
let scales = [ 0.05..0.05..2.0 ]

let logDeviation estimatorAt =
    [ for scale in scales -> log10 (deviation (estimatorAt scale) scale) ]

SvgChart.Lines(
    ChartText(
        "Standard deviation of a one-draw gradient",
        "scale of q",
        "log10 of the deviation"
    ),
    [ ChartSeries.Of(
          "reparameterized",
          scales,
          logDeviation (fun _ -> reparameterized)
      )
      ChartSeries.Of("score", scales, logDeviation (fun _ -> scored 0.0))
      ChartSeries.Of("score, baseline", scales, logDeviation (distortionAt >> scored)) ]
)
|> chart
    "As q narrows, the reparameterized gradient becomes exact, that of the score function explodes, and the baseline keeps it finite."
(*** include-it-raw ***)
(**
The number of draws for a given accuracy goes with the square of the deviation. At $s = 0.8$ that is a factor of some forty in favor of the reparameterization. At $s = 0.1$ it is many thousands, or hundreds with the
baseline, and a narrow $q$ is what a trained encoder gives where the data say much. With many latent numbers the score function becomes worse still: the score of every coordinate is multiplied by all of $f$, and so
by the noise of all the other coordinates.

It remains the way for what cannot be reparameterized. A distribution says which it is:
*)
let q = model.Encode x

printfn $"Gaussian  {q.IsReparameterized}"
printfn $"Bernoulli {(Bernoulli.ofLogits (row [ 0.0 ])).IsReparameterized}"
(*** include-output ***)
check "a Gaussian is reparameterized" q.IsReparameterized

check
    "a Bernoulli variable is not"
    (not (Bernoulli.ofLogits (row [ 0.0 ])).IsReparameterized)
(**
## The noise as an argument

The reparameterization splits a draw into noise and a formula. The library takes this at its word: whatever samples also takes the noise as an argument, and a random key is only a way
to make noise. So the ELBO of given noise is a function like any other.
*)
let given = q.Noise(key.Fold "noise", 1)
let once = Elbo.Estimate(model, x, given).Elbo.Values
let again = Elbo.Estimate(model, x, given).Elbo.Values
let byKey = Elbo.Estimate(model, x, key.Fold "noise").Elbo.Values

check "the same noise, the same bits" (once = again)
check "a key is a way to make noise" (once = byKey)
(**
A function can be differentiated, and its derivative measured: `GradientCheck` moves the parameters a little this way and that, with the same noise, and compares.
*)
let slopes =
    GradientCheck.Objective(
        (fun model -> Elbo.Estimate(model, x, given) |> Elbo.toObjective 1.0),
        model,
        key.Fold "directions"
    )

printfn $"{slopes}"
(*** include-output ***)
check "the gradient of the ELBO is its slope" (slopes.Passes())
(**
With fresh noise on either side such a comparison would drown in it. This is how every objective of the library is verified, and how you can verify yours.

With this page all parts of a VAE are in place: a [bound](elbo.html), its [rate](gaussian-kl.html), and a gradient for its distortion. What the rate does to a trained model is next:
[the role of the KL](role-of-kl.html).

## References

- Diederik P. Kingma and Max Welling, *Auto-Encoding Variational Bayes*, ICLR 2014.
- Danilo Jimenez Rezende, Shakir Mohamed and Daan Wierstra, *Stochastic Backpropagation and Approximate Inference in Deep Generative Models*, ICML 2014.
- Ronald J. Williams, *Simple Statistical Gradient-Following Algorithms for Connectionist Reinforcement Learning*, Machine Learning 8, 1992.
*)
