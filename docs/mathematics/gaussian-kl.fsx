(**
---
title: The KL divergence of Gaussians
category: Mathematics
categoryindex: 2
index: 5
---

# The KL divergence of Gaussians

A VAE pays $\mathrm{KL}(q(z \mid x) \,\|\, p(z))$ for every example: the *rate*. For Gaussians it has a closed form. This page derives it
term by term, differentiates it, finds its minimum, and compares it with an integral and with draws.

## Term by term

Let $q = N(\mu, \sigma^2)$ and $p = N(0, 1)$, for one latent number. The divergence is an average over $q$ of a difference of two log-densities,

$$\mathrm{KL}(q \,\|\, p) = E_q[\log q(z)] - E_q[\log p(z)].$$

**The first term.** The log-density of $q$ is $\log q(z) = -\tfrac12 \left[\log 2\pi + \log \sigma^2 + (z - \mu)^2 / \sigma^2\right]$. Averaged over $q$, the squared distance $(z - \mu)^2$
becomes $\sigma^2$ by the definition of a variance, and the fraction becomes 1:

$$E_q[\log q(z)] = -\tfrac12 \left[\log 2\pi + \log \sigma^2 + 1\right].$$

**The second term.** $\log p(z) = -\tfrac12 \left[\log 2\pi + z^2\right]$, and the average of a square is the squared mean plus the variance:

$$E_q[\log p(z)] = -\tfrac12 \left[\log 2\pi + \mu^2 + \sigma^2\right].$$

**The difference.** The constants cancel.

$$\mathrm{KL}(q \,\|\, p) = \tfrac12 \left[\mu^2 + \sigma^2 - 1 - \log \sigma^2\right].$$

For several independent latent numbers densities multiply, logarithms add, and so do divergences: the rate is the sum of this over the dimensions. It is a number of nats.

Each of the three formulas against an integral: the sum over 4,001 points of a grid, which for functions as smooth and as quickly vanishing as these is exact up to rounding.
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

let column (values: float list) =
    Tensor.FromArray(Array.ofList values, Shape(values.Length, 1))

let gaussian mean scale =
    DiagonalGaussian(column [ mean ], column [ 2.0 * log scale ])

let standard = gaussian 0.0 1.0
let q = gaussian 1.5 0.5

let step = 0.01

let grid =
    Tensor.Linspace(-20.0, 20.0, 4_001, Precision.Double).Reshape(Shape(4_001, 1, 1))

/// The integral of the density of q times f, over the grid.
let average (q: Distribution) (f: Tensor -> Tensor) =
    (q.LogDensity(grid).Exp() * f grid).Sum().ToScalar() * step

let firstTerm = average q q.LogDensity
let secondTerm = average q standard.LogDensity
let closedForm = q.KlToStandard()[0]

printfn $"E_q[log q] {firstTerm:F9}"
printfn $"E_q[log p] {secondTerm:F9}"

printfn $"KL(q || p) {firstTerm - secondTerm:F9}, in closed form {closedForm:F9}"
(*** include-output ***)
let logTwoPi = log (2.0 * System.Math.PI)
checkNear 1e-12 (-0.5 * (logTwoPi + log 0.25 + 1.0)) firstTerm
checkNear 1e-12 (-0.5 * (logTwoPi + 1.5 ** 2.0 + 0.25)) secondTerm
checkNear 1e-12 (firstTerm - secondTerm) closedForm
(**
## What it charges for

The formula falls into two parts, each of which is never negative. $\tfrac12 \mu^2$ is paid for a mean away from 0. $\tfrac12 (\sigma^2 - 1 - \log \sigma^2)$ is paid for a scale other than 1: gently for one that is too wide, and
without limit for one that shrinks to 0, since to say exactly where $z$ lies takes infinitely many nats.
*)
let means = [ -3.0 .. 0.1..3.0 ]
let scales = [ 0.05..0.05..3.0 ]

let ofMeans = [ for mean in means -> (gaussian mean 1.0).KlToStandard()[0] ]
let ofScales = [ for scale in scales -> (gaussian 0.0 scale).KlToStandard()[0] ]
(*** hide ***)
SvgChart.Lines(
    ChartText("KL(q || N(0, 1))", "the mean, or the scale", "nats"),
    [ ChartSeries.Of("mean, scale 1", means, ofMeans)
      ChartSeries.Of("scale, mean 0", scales, ofScales) ]
)
|> chart
    "A parabola in the mean; in the scale a curve with its minimum at 1 that rises to infinity at 0."
(*** include-it-raw ***)
(**
## Its derivatives

Networks give the logarithm $\ell = \log \sigma^2$, which may be any number, so that $\sigma^2 = e^\ell$ is positive without further ado. In these terms

$$\mathrm{KL} = \tfrac12 \left[\mu^2 + e^\ell - 1 - \ell\right], \qquad \frac{\partial\, \mathrm{KL}}{\partial \mu} = \mu, \qquad \frac{\partial\, \mathrm{KL}}{\partial \ell} = \tfrac12 \left(e^\ell - 1\right).$$

A model in this library is a record of tensors, and its gradient is a record of the same kind. So the smallest model here is a mean and a log-variance:
*)
type Q =
    { Mean: Tensor
      LogVariance: Tensor }

    interface IParameters<Q> with
        member q.Map f =
            { Mean = f.At("mean", q.Mean)
              LogVariance = f.At("log-variance", q.LogVariance) }

let divergence (q: Q) =
    Objective.ofValue (DiagonalGaussian(q.Mean, q.LogVariance).KlToStandard())

let somewhere =
    { Mean = Tensor.FromArray(array2D [ [ -2.0; 0.0; 0.3; 5.0 ] ])
      LogVariance = Tensor.FromArray(array2D [ [ 1.0; 0.0; -4.0; 0.01 ] ]) }

let gradient = (Gradient.valueAndGradient divergence somewhere).Gradient

let difference (a: Tensor) (b: Tensor) = (a - b).Abs().Max().ToScalar()

checkNear 1e-14 0.0 (difference gradient.Mean somewhere.Mean)

checkNear
    1e-15
    0.0
    (difference gradient.LogVariance ((somewhere.LogVariance.Exp() - 1.0) / 2.0))
(**
That compares with the formulas above. `GradientCheck` needs no formula: it measures the slope of any objective by finite differences, leaf by leaf in random directions, and compares it with the gradient.
*)
let measured = GradientCheck.Objective(divergence, somewhere, RandomKey.FromSeed 1)

printfn $"{measured}"
(*** include-output ***)
check "the gradient is the slope" (measured.Passes())
(**
## Its minimum

Both derivatives vanish only at $\mu = 0$ and $\ell = 0$. The second derivatives are 1 and $\tfrac12 e^\ell$, the mixed one is 0: all of it is convex in $(\mu, \ell)$, so this is the minimum, and descent
in steps that are small enough finds it. There $q = p$, and the divergence is 0, as a divergence must be.
*)
let descend (q: Q) =
    Parameters.zip
        (fun _ value slope -> value - 0.5 * slope)
        q
        (Gradient.valueAndGradient divergence q).Gradient

let path = List.scan (fun q _ -> descend q) somewhere [ 1..200 ]
let values = [ for q in path -> (Gradient.value divergence q).Value ]
let lowest = List.last path

printfn $"after   0 steps {values.Head:F6} nats"
printfn $"after  10 steps {values[10]:F6} nats"

printfn $"after 200 steps {List.last values:F6} nats"
(*** include-output ***)
checkNear 1e-9 0.0 (difference lowest.Mean (0.0 * lowest.Mean))
checkNear 1e-9 0.0 (difference lowest.LogVariance (0.0 * lowest.LogVariance))

check
    "every step goes down"
    (List.pairwise values |> List.forall (fun (before, after) -> after <= before))
(**
## By draws

Between distributions without a closed form the divergence is estimated by draws of $q$: the average of $\log q(z) - \log p(z)$. How good is it? With $z = \mu + \sigma \varepsilon$

$$\log q(z) - \log p(z) = \tfrac12 (\sigma^2 - 1)\, \varepsilon^2 + \mu \sigma \varepsilon + \text{constant},$$

of which the variance is $\tfrac12 (\sigma^2 - 1)^2 + \mu^2 \sigma^2$, because $\varepsilon^2$ has variance 2 and is uncorrelated with $\varepsilon$. So the standard error of $n$ draws is known in advance.
*)
let draws = 100_000

let standardError =
    sqrt ((0.5 * (0.25 - 1.0) ** 2.0 + 1.5 ** 2.0 * 0.25) / float draws)

let estimate =
    Divergence.MonteCarlo(q, standard, q.Noise(RandomKey.FromSeed 2, draws))[0]

printfn $"{estimate:F4} +/- {standardError:F4}, exactly {closedForm:F4}"
(*** include-output ***)
checkNear (4.0 * standardError) closedForm estimate
(**
(Four standard errors; a correct estimate with another key would fail this about once in 16,000 times.) Such an average may come out negative, although the divergence never is. Near its minimum the closed form is
computed so that even its rounding cannot make it negative: the library takes $e^\ell - 1 - \ell$ as one function. Written out, what the cancellation leaves is rounding, many times the result.
*)
let small = 1e-9
let writtenOut = 0.5 * (exp small - 1.0 - small)

let inOneFunction =
    DiagonalGaussian(column [ 0.0 ], column [ small ]).KlToStandard()[0]

printfn $"written out      {writtenOut:E3}"
printfn $"in one function  {inOneFunction:E3}"
printfn $"in theory        {small * small / 4.0:E3}"
(*** include-output ***)
checkNear 1e-27 (small * small / 4.0) inOneFunction

check
    "what is left is rounding"
    (abs (writtenOut - inOneFunction) > 10.0 * inOneFunction)
(**
## From q to p is not from p to q

Between any two Gaussians the same steps give

$$\mathrm{KL}\!\left(N(\mu, \sigma^2) \,\|\, N(m, s^2)\right) = \tfrac12 \left[\frac{(\mu - m)^2}{s^2} + \frac{\sigma^2}{s^2} - 1 - \log \frac{\sigma^2}{s^2}\right].$$

It is not a distance: exchange the two, and it is another number.
*)
let kl q p =
    match Divergence.ClosedForm(q, p) with
    | Known byDimension -> byDimension.Sum().ToScalar()
    | NotKnown -> failwith "Gaussians have a closed form."

let narrow, wide = gaussian 0.0 1.0, gaussian 0.0 3.0

printfn $"KL(narrow || wide) = {kl narrow wide:F4}"
printfn $"KL(wide || narrow) = {kl wide narrow:F4}"
(*** include-output ***)
checkNear 1e-12 (0.5 * (1.0 / 9.0 - 1.0 + log 9.0)) (kl narrow wide)
checkNear 1e-12 (0.5 * (9.0 - 1.0 - log 9.0)) (kl wide narrow)
(**
The average is over the first of the two. So $\mathrm{KL}(q \,\|\, p)$ is large where $q$ puts mass and $p$ does not, and does not mind where $p$ has mass and $q$ has none. To fit a single
Gaussian $q$ to a $p$ with two hills shows the difference. Minimized over $q$ by descent from a Gaussian a little to the right of the middle, $\mathrm{KL}(q \,\|\, p)$ settles on the hill nearby, and $\mathrm{KL}(p \,\|\, q)$ covers both: its minimum has the mean and the variance of $p$.
*)
let hills =
    GaussianMixture(
        Tensor.FromArray([| 0.0; 0.0 |]),
        column [ -2.5; 2.5 ],
        column [ 2.0 * log 0.7; 2.0 * log 0.7 ]
    )

let noise =
    Tensor.Linspace(-8.0, 8.0, 801, Precision.Double).Reshape(Shape(801, 1, 1))

let weightOfNoise = standard.LogDensity(noise).Exp() * 0.02

let fromQ (q: Q) =
    let q = DiagonalGaussian(q.Mean, q.LogVariance)
    let z = q.Reparameterize noise
    Objective.ofValue ((weightOfNoise * (q.LogDensity z - hills.LogDensity z)).Sum())

let logDensityOfHills = hills.LogDensity grid
let densityOfHills = logDensityOfHills.Exp()

let fromP (q: Q) =
    let q = DiagonalGaussian(q.Mean, q.LogVariance)

    Objective.ofValue (
        (densityOfHills * (logDensityOfHills - q.LogDensity grid)).Sum() * step
    )

let fit objective =
    let improve q =
        Parameters.zip
            (fun _ value slope -> value - 0.3 * slope)
            q
            (Gradient.valueAndGradient objective q).Gradient

    let found =
        List.fold
            (fun q _ -> improve q)
            { Mean = column [ 1.0 ]; LogVariance = column [ 0.0 ] }
            [ 1..400 ]

    found, DiagonalGaussian(found.Mean, found.LogVariance)

let (one, onOne), (both, onBoth) = fit fromQ, fit fromP
let value objective q = (Gradient.value objective q).Value

printfn "minimum of       mean  scale   KL(q || p)  KL(p || q)"

for name, q, gaussian in [ "KL(q || p)", one, onOne; "KL(p || q)", both, onBoth ] do
    let mean, scale = gaussian.Mean[0, 0], gaussian.Scale[0, 0]
    let ofQ, ofP = value fromQ q, value fromP q
    printfn $"{name}       {mean, 5:F2} {scale, 6:F2} {ofQ, 12:F4} {ofP, 11:F4}"
(*** include-output ***)
checkNear 0.01 2.5 (onOne.Mean[0, 0])
checkNear 1e-6 0.0 (onBoth.Mean[0, 0])
checkNear 1e-6 (sqrt (2.5 ** 2.0 + 0.49)) (onBoth.Scale[0, 0])
check "one hill is better for KL(q || p)" (value fromQ one < value fromQ both)
check "both are better for KL(p || q)" (value fromP both < value fromP one)
(*** hide ***)
let shown = [ for i in 1_400..5..2_600 -> i ]

let curve name (distribution: Distribution) =
    let density = distribution.LogDensity(grid).Exp().ToDoubles()

    ChartSeries.Of(
        name,
        [ for i in shown -> grid[i, 0, 0] ],
        [ for i in shown -> density[i] ]
    )

SvgChart.Lines(
    ChartText("One Gaussian for two hills", "z", "density"),
    [ curve "p" hills; curve "KL(q || p)" onOne; curve "KL(p || q)" onBoth ]
)
|> chart
    "The first divergence chooses one of the two hills; the second spreads over both, and over the valley between them."
(*** include-it-raw ***)
(**
A VAE uses the first kind twice: its rate is $\mathrm{KL}(q \,\|\, \text{prior})$, and what its ELBO lacks is $\mathrm{KL}(q \,\|\, \text{posterior})$. So an encoder that cannot express its posterior tends to be too
narrow rather than too wide.

The rate has a closed form, and so has its gradient. The distortion does not, and is estimated by draws of $q$. How a gradient passes through a draw is the subject of the
[next page](reparameterization.html).
*)
