(**
---
title: The ELBO, two ways
category: Mathematics
categoryindex: 2
index: 3
---

# The ELBO, two ways

The [page before](bayes.html) ended with two quantities that are equally hard: the evidence $p(x)$ and the posterior $p(z \mid x)$. This page takes
any other distribution $q(z)$ in the posterior's place, and finds a number that never exceeds $\log p(x)$, and that can be computed. It
is the *evidence lower bound*, in short ELBO. There are two ways to it. The first is quick; the second says how much is missing.

Why the logarithm? The examples of a data set are taken to be independent. So their densities multiply, and the logarithms add:
$\log p(x_1, \dots, x_N) = \sum_n \log p(x_n)$. What holds for one $x$ holds for the sum.

## First way: Jensen

**Step 1.** The evidence is an integral over the latent. Multiply and divide by $q(z)$, which turns it into an average over $q$:

$$p(x) = \int p(x, z)\, dz = \int q(z)\, \frac{p(x, z)}{q(z)}\, dz = E_q\!\left[\frac{p(x, z)}{q(z)}\right].$$

This asks that $q(z)$ be positive wherever $p(x, z)$ is, as a Gaussian is. (Where it is not, the average misses a part of $p(x)$, and what follows is a bound all the more.) The fraction is the *weight of a draw*, $w(z)$: the importance weight $p(z) / q(z)$ of the page before, times the likelihood $p(x \mid z)$.

**Step 2.** Take the logarithm, and exchange it with the average. That is not allowed with equality. But the logarithm is concave: a chord
lies below the curve, so the average of logarithms is at most the logarithm of the average. This is Jensen's inequality.
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude
(** *)
let weights = [ 0.5; 4.0 ]
let logOfAverage = log (List.average weights)
let averageOfLogs = List.average (List.map log weights)

printfn
    $"log of the average {logOfAverage:F4}, average of the logs {averageOfLogs:F4}"
(*** include-output ***)
check "Jensen" (averageOfLogs < logOfAverage)
checkNear 1e-14 (0.5 * log 2.0) averageOfLogs
(**
**Step 3.** So, for any $q$,

$$\log p(x) = \log E_q\!\left[\frac{p(x, z)}{q(z)}\right] \ge E_q\!\left[\log \frac{p(x, z)}{q(z)}\right] = \mathrm{ELBO}(q).$$

Equality holds exactly if the weight of a draw does not vary, that is if $p(x, z) / q(z)$ is the same for all $z$. Then $q$ is proportional to $p(x, z)$, and that is the posterior.

## Second way: the divergence from the posterior

**Step 1.** How far is $q$ from the posterior? A common measure is the *Kullback-Leibler divergence*

$$\mathrm{KL}(q \,\|\, p) = E_q\!\left[\log \frac{q(z)}{p(z)}\right].$$

It is never negative. For $\log t \le t - 1$ for every $t > 0$, with equality only at $t = 1$. Put $t = p(z) / q(z)$, and average over $q$:

$$-\mathrm{KL}(q \,\|\, p) = E_q\!\left[\log \frac{p(z)}{q(z)}\right] \le E_q\!\left[\frac{p(z)}{q(z)} - 1\right] = \int_{q > 0} p(z)\, dz - 1 \le 0.$$

It is zero only if $q = p$ (almost everywhere). It is not symmetric: the average is over $q$, and the [page on Gaussians](gaussian-kl.html) shows what a difference this makes.

**Step 2.** Take the posterior for $p$, and write it by Bayes' theorem as $p(z \mid x) = p(x, z) / p(x)$:

$$\mathrm{KL}(q \,\|\, p(z \mid x)) = E_q\!\left[\log \frac{q(z)\, p(x)}{p(x, z)}\right] = E_q\!\left[\log \frac{q(z)}{p(x, z)}\right] + \log p(x).$$

The evidence left the average because it does not depend on $z$.

**Step 3.** Exchange sides:

$$\log p(x) = \underbrace{E_q\!\left[\log \frac{p(x, z)}{q(z)}\right]}_{\mathrm{ELBO}(q)} + \underbrace{\mathrm{KL}(q \,\|\, p(z \mid x))}_{\text{gap},\ \ge 0}.$$

The same bound, and now its gap has a name. The left side does not depend on $q$. So to raise the ELBO by changing $q$ *is* to bring $q$ nearer to the posterior,
without ever having computed the posterior.

## Counted out

Back to Mina, of whom only three things are possible: train, car, forgotten. At twenty past the joint probabilities $p(x, z)$ were 1/20, 1/10 and 1/10, the evidence their sum 1/4,
and the posterior 1/5, 2/5, 2/5. Averages over $q$ are sums of three terms, so that both sides can be computed for any $q$.
*)
let joint = [ 1.0 / 20.0; 1.0 / 10.0; 1.0 / 10.0 ]
let evidence = List.sum joint
let posterior = joint |> List.map (fun p -> p / evidence)

/// The sum of q log(q / p), with 0 log 0 = 0.
let divergence q p =
    List.map2 (fun q p -> if q = 0.0 then 0.0 else q * log (q / p)) q p |> List.sum

let elbo q = -(divergence q joint)
let gap q = divergence q posterior

printfn "q                          ELBO       gap       sum"

for name, q in
    [ "the prior    ", [ 0.6; 0.3; 0.1 ]
      "undecided    ", [ 1.0 / 3.0; 1.0 / 3.0; 1.0 / 3.0 ]
      "surely train ", [ 1.0; 0.0; 0.0 ]
      "the posterior", posterior ] do
    printfn $"{name}         {elbo q, 9:F5} {gap q, 9:F5} {elbo q + gap q, 9:F5}"
    check "the ELBO is a bound" (elbo q <= log evidence + 1e-15)
    checkNear 1e-14 (log evidence) (elbo q + gap q)

printfn $"log p(x)                                  {log evidence, 9:F5}"
(*** include-output ***)
checkNear 1e-14 0.0 (gap posterior)
(**
(`elbo` is the divergence with the sign turned, and with a joint that sums to $p(x)$ rather than to 1.) A walk from the prior to the posterior, and some way beyond it:
*)
let walk = [ 0.0..0.02..1.4 ]

let between t =
    List.map2 (fun a b -> (1.0 - t) * a + t * b) [ 0.6; 0.3; 0.1 ] posterior
(*** hide ***)
open VaeFunctional
open VaeFunctional.FSharp

SvgChart.Lines(
    ChartText("From the prior, 0, to the posterior, 1, and beyond", "how far", "nats"),
    [ ChartSeries.Of("log p(x)", walk, [ for _ in walk -> log evidence ])
      ChartSeries.Of("ELBO", walk, [ for t in walk -> elbo (between t) ]) ]
)
|> chart "The ELBO rises to log p(x), touches it at the posterior, and falls again."
(*** include-it-raw ***)
let highest = walk |> List.maxBy (fun t -> elbo (between t))
checkNear 1e-9 1.0 highest
(**
## Distortion and rate

As written, the ELBO is an average of $\log p(x, z) - \log q(z)$. Since $p(x, z) = p(x \mid z)\, p(z)$, it splits into the two parts that a VAE is made of:

$$\mathrm{ELBO} = E_q[\log p(x \mid z)] - \mathrm{KL}(q(z) \,\|\, p(z)) = -(\text{distortion} + \text{rate}).$$

- The **distortion** $-E_q[\log p(x \mid z)]$ is what a draw of $q$ fails to explain of $x$.
- The **rate** $\mathrm{KL}(q \,\|\, p(z))$ is what $q$ says about $z$ beyond what the prior said, in nats.

Note the two divergences: the rate is from the *prior*, and is a part of the ELBO; the gap is from the *posterior*, and is what the ELBO lacks. A $q$
that equals the prior has rate 0, and a gap as soon as $x$ says anything about $z$.

In a VAE $q$ is the encoder's answer, $q(z \mid x)$: one network that gives a $q$ for every $x$, instead of a search for the best $q$ for each.

## The same in the library

The model of the traffic is a VAE too: prior $N(0, 1)$, and a decoder that is linear, with $x \mid z \sim N(5 + 4z, 3^2)$. Let the encoder answer to every $x$ with $q = N(0.1\,x,\, 0.8^2)$, which
is not the posterior.

A few words on the code. `Dense` is a single layer, $xW + b$, with the *weight matrix* $W$ and the *bias* $b$ (a layer's weights have nothing to do with the weights of draws). The encoder's has one
input and two outputs, the mean $0.1\,x + 0$ and the log-variance $0\,x + \log 0.8^2$; `SmoothBound.None` leaves the latter unchanged. Data have the shape `[examples, features]`,
latents `[examples, latents]`, and where there are several draws for each example they come first: `[draws, examples, latents]`. Here there is one feature, and one latent.
*)
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
(**
Here everything is known on paper. For $q = N(m, s^2)$ and $x = 20$

$$\text{distortion} = \tfrac12 \log (2 \pi \cdot 9) + \frac{(15 - 4m)^2 + 16 s^2}{18}, \qquad \text{rate} = \tfrac12 \left(m^2 + s^2 - 1 - \log s^2\right),$$

since the mean of $(15 - 4z)^2$ is the square of its mean plus its variance. In general the average over $q$ has to be estimated by draws, and so the library does it. It gives
the rate in closed form, and the distortion by a draw of $z$. One draw is a poor estimate; many are a good one, with a standard error that can be stated.
*)
let m, s = 2.0, 0.8

let distortion =
    0.5 * log (2.0 * System.Math.PI * 9.0)
    + ((15.0 - 4.0 * m) ** 2.0 + 16.0 * s * s) / 18.0

let rate = 0.5 * (m * m + s * s - 1.0 - log (s * s))

let key = RandomKey.FromSeed 3
let copies = 100_000
let draws = Elbo.Estimate(model, x.BroadcastTo(Shape(copies, 1)), key).Elbo.Values

let average = draws.Mean().ToScalar()
let error = sqrt ((draws - average).Square().Mean().ToScalar() / float copies)

printfn $"one draw       {draws[0]:F4}"
printfn $"100,000 draws  {average:F4} +/- {error:F4}"
printfn $"on paper       {-(distortion + rate):F4}"
(*** include-output ***)
checkNear (4.0 * error) -(distortion + rate) average

let logEvidence = -0.5 * log (2.0 * System.Math.PI * 25.0) - 15.0 ** 2.0 / 50.0
checkNear 0.005 -7.03 logEvidence
check "a single draw may exceed log p(x)" (draws[0] > logEvidence)
(**
The one draw is higher than the ELBO, and higher even than $\log p(20) = -7.03$. There is nothing wrong with that: it is the average that never exceeds $\log p(x)$, not every draw.

For a linear decoder one can do better, and be exact. The distortion is quadratic in the noise $\varepsilon$ of the draw $z = m + s \varepsilon$, and the average of a quadratic
function depends on the mean and the variance of $\varepsilon$ alone. The two values $+1$ and $-1$ have mean 0 and variance 1. So the two draws that they make give the exact average.
The noise has the shape `[2, 1, 1]`: two draws, for one example, of one latent number. `Estimate` makes the draws $z$ of it, decodes them, and averages over the first axis.
*)
let exactNoise = Tensor.FromArray([| 1.0; -1.0 |], Shape(2, 1, 1))
let terms = Elbo.Estimate(model, x, exactNoise)

printfn $"distortion  {terms.Distortion[0]:F12}, on paper {distortion:F12}"
printfn $"rate        {terms.Rate[0]:F12}, on paper {rate:F12}"
printfn $"ELBO        {terms.Elbo.Values[0]:F12}"
(*** include-output ***)
checkNear 1e-12 distortion (terms.Distortion[0])
checkNear 1e-12 rate (terms.Rate[0])
(**
Noise can be passed in because this library is made that way: what is random is a thin layer over functions that are not. The
[next page](log-density.html) uses it to draw $\log p(x)$, the ELBO and the gap together.
*)
