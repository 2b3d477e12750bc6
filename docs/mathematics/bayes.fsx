(**
---
title: Bayes' theorem, by the friend who is late
category: Mathematics
categoryindex: 2
index: 2
---

# Bayes' theorem, by the friend who is late

A variational autoencoder answers one question over and over: given what I see, what may I believe about what I do not see? This page answers it
exactly, first for a friend who is late, where counting is enough, then for a latent number, which takes an integral.

## Where is Mina?

You are to meet Mina at the theater at seven. It is ten past, and she is not there. You see that she is late; you do not see why. From many
evenings you know her habits:

- Of ten times she comes by train six times and by car three times, and once she forgets altogether.
- By train she is more than ten minutes late one time in four, by car one time in two. If she forgot, she does not come at all.

How she comes is the latent $z$. What you observe, "not there at ten past", is the data $x$. The first line is the *prior* $p(z)$, the second
the *likelihood* $p(x \mid z)$. Fractions keep all of this exact: `1 /. 4` is a quarter, by a type of a few lines in this page's source.
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude

type Fraction =
    { Top: int
      Bottom: int }

    static member Of(top: int, bottom: int) =
        let divisor =
            int (System.Numerics.BigInteger.GreatestCommonDivisor(top, bottom))

        { Top = top / divisor; Bottom = bottom / divisor }

    static member (+)(a, b) =
        Fraction.Of(a.Top * b.Bottom + b.Top * a.Bottom, a.Bottom * b.Bottom)

    static member (*)(a, b) = Fraction.Of(a.Top * b.Top, a.Bottom * b.Bottom)
    static member (/)(a, b) = Fraction.Of(a.Top * b.Bottom, a.Bottom * b.Top)
    static member Zero = { Top = 0; Bottom = 1 }
    member f.Value = float f.Top / float f.Bottom
    override f.ToString() = if f.Bottom = 1 then $"{f.Top}" else $"{f.Top}/{f.Bottom}"

let (/.) top bottom = Fraction.Of(top, bottom)

let show (beliefs: (string * Fraction) list) =
    String.concat "   " [ for z, p in beliefs -> $"{z} {p}" ]
(** *)
let prior = [ "train", 6 /. 10; "car", 3 /. 10; "forgot", 1 /. 10 ]

let notThereAtTenPast z =
    match z with
    | "train" -> 1 /. 4
    | "car" -> 1 /. 2
    | _ -> 1 /. 1
(**
Imagine 40 such evenings. On 24 she takes the train, and is missing at ten past on 6 of them; on 12 she drives, and is missing on 6; on 4 she
forgot, and is missing on all 4. So she is missing on 16 evenings, and tonight is one of these. On 6 of the 16 she is on the train: three in eight.

That is all there is to Bayes' theorem. In symbols: the probability of *both*, the latent and the data, can be written in two ways,

$$p(x, z) = p(x \mid z)\, p(z) = p(z \mid x)\, p(x),$$

and division by $p(x)$ gives the *posterior*, what to believe once the data are seen:

$$p(z \mid x) = \frac{p(x \mid z)\, p(z)}{p(x)}, \qquad p(x) = \sum_z p(x \mid z)\, p(z).$$

The denominator $p(x)$ is the *evidence*: how probable the data are whatever the latent, here $16/40$.
*)
let bayes likelihood prior =
    let joint = [ for z, p in prior -> z, likelihood z * p ]
    let evidence = joint |> List.sumBy snd
    evidence, [ for z, p in joint -> z, p / evidence ]

let evidence, posterior = bayes notThereAtTenPast prior

printfn $"evidence   {evidence}"
printfn $"posterior  {show posterior}"
(*** include-output ***)
check "the evidence" (evidence = 16 /. 40)

check
    "the posterior"
    (posterior = [ "train", 3 /. 8; "car", 3 /. 8; "forgot", 1 /. 4 ])
(**
The train was twice as likely as the car. It no longer is, because being late points to the car. And that she forgot has become two and a half
times as likely as it was.

## Ten minutes later

Twenty past, and still no Mina. Of the evenings on which she is missing at ten past, she is still missing at twenty past one time in three if she came by train, and two in
three by car. There is nothing new to learn: *the posterior of before is the prior of now.*
*)
let stillNotThere z =
    match z with
    | "train" -> 1 /. 3
    | "car" -> 2 /. 3
    | _ -> 1 /. 1

let evidenceOfMore, later = bayes stillNotThere posterior

printfn $"evidence   {evidenceOfMore}"
printfn $"posterior  {show later}"
(*** include-output ***)
check
    "the second posterior"
    (later = [ "train", 1 /. 5; "car", 2 /. 5; "forgot", 2 /. 5 ])
(**
Had you come at twenty past and taken both observations at once, you would believe the same, and the evidence of both is the product of the two:
*)
let evidenceOfBoth, atOnce =
    prior |> bayes (fun z -> notThereAtTenPast z * stillNotThere z)

printfn $"evidence   {evidenceOfBoth}"
printfn $"posterior  {show atOnce}"
(*** include-output ***)
check "one step or two" (atOnce = later)
check "evidences multiply" (evidenceOfBoth = evidence * evidenceOfMore)
(**
### The same by living through it

If you do not trust the formula, live through 200,000 evenings: draw how she comes, draw whether she is missing, keep the evenings on
which she is missing at twenty past, and count. A share $p$ counted on $n$ evenings has the standard error $\sqrt{p(1-p)/n}$. The check allows four of them; a
correct program with other random numbers would be outside about once in 16,000 times.
*)
open VaeFunctional

let key = RandomKey.FromSeed 20

let uniform (name: string) =
    key.Fold(name).Uniform(Shape 200_000, Precision.Double).ToDoubles()

let comes =
    uniform "how"
    |> Array.map (fun u ->
        if u < 0.6 then "train"
        elif u < 0.9 then "car"
        else "forgot")

let missing (likelihood: string -> Fraction) name =
    Array.map2 (fun z u -> u < (likelihood z).Value) comes (uniform name)

let kept =
    Array.zip3
        comes
        (missing notThereAtTenPast "ten past")
        (missing stillNotThere "twenty past")
    |> Array.choose (fun (z, first, second) ->
        if first && second then Some z else None)

printfn $"missing at twenty past on {kept.Length} evenings"

for z, exact in later do
    let share = kept |> Array.averageBy (fun other -> if other = z then 1.0 else 0.0)
    let error = sqrt (exact.Value * (1.0 - exact.Value) / float kept.Length)
    printfn $"{z, -7} {share:F4} +/- {error:F4}, exactly {exact.Value:F4}"
    checkNear (4.0 * error) exact.Value share
(*** include-output ***)
(**
## When the latent is a number

Now let the latent be a number: $z$ says how heavy the traffic is tonight, 0 on an ordinary evening, and over all evenings $z \sim N(0, 1)$. Mina drives, and comes

$$x = 5 + 4 z + 3 \varepsilon, \qquad \varepsilon \sim N(0, 1)$$

minutes late: five as ever, four more for every unit of traffic, and some luck. In other words $p(x \mid z) = N(x;\, 5 + 4z,\, 3^2)$. (We write $N(x; m, s^2)$ for the density at $x$ of
the Gaussian with mean $m$ and variance $s^2$.) Tonight she is 20 minutes late. How heavy is the traffic?

Probabilities become *densities*: $p(z)$ is no longer the probability of $z$, but that of a small interval around $z$, divided by its length. A
density may exceed 1, and its unit is one over the unit of its argument. Sums become integrals. The theorem stays.

$$p(z \mid x) = \frac{p(x \mid z)\, p(z)}{p(x)}, \qquad p(x) = \int p(x \mid z)\, p(z)\, dz.$$

For Gaussians the posterior is found by *completing the square*. Look only at what depends on $z$:

$$\log p(z \mid x) = -\frac{(x - 5 - 4z)^2}{18} - \frac{z^2}{2} + \dots = -\frac12 \cdot \frac{25}{9}\, z^2 + \frac{4 (x - 5)}{9}\, z + \dots,$$

where the dots do not depend on $z$. A quadratic log-density is that of a Gaussian: the coefficient of $-z^2/2$ is one over its variance, and that of $z$ its mean over its variance. So

$$p(z \mid x) = N\!\left(z;\, \tfrac{4}{25}(x - 5),\, \left(\tfrac{3}{5}\right)^2\right), \qquad p(x) = N(x;\, 5,\, 5^2),$$

the evidence because $4z + 3\varepsilon$ is a sum of independent Gaussians, of variance $16 + 9 = 25$. Twenty minutes suggest $z = 2.4$, give or take $0.6$.

A grid says the same without any algebra: 2,001 kinds of traffic instead of three ways to come, and otherwise the theorem as above.
*)
let gaussian (mean: Tensor) (scale: float) =
    DiagonalGaussian(mean, Tensor.Full(mean.Shape, 2.0 * log scale, Precision.Double))

let standard (z: Tensor) = gaussian (0.0 * z) 1.0
let late (z: Tensor) = gaussian (5.0 + 4.0 * z) 3.0

let grid =
    Tensor.Linspace(-8.0, 8.0, 2_001, Precision.Double).Reshape(Shape(2_001, 1))

let step = 16.0 / 2_000.0
let twenty = Tensor.Full(grid.Shape, 20.0, Precision.Double)

let joint = ((standard grid).LogDensity grid + (late grid).LogDensity twenty).Exp()
let evidenceByGrid = joint.Sum().ToScalar() * step
let posteriorByGrid = joint / evidenceByGrid

let evidenceByFormula =
    exp (-0.5 * (15.0 / 5.0) ** 2.0) / (5.0 * sqrt (2.0 * System.Math.PI))

let posteriorByFormula =
    (gaussian (Tensor.Full(grid.Shape, 2.4, Precision.Double)) 0.6)
        .LogDensity(grid)
        .Exp()

let difference = (posteriorByGrid - posteriorByFormula).Abs().Max().ToScalar()

printfn $"p(20) by the grid     {evidenceByGrid:F10} per minute"
printfn $"p(20) by the formula  {evidenceByFormula:F10} per minute"

printfn $"the posterior densities differ by at most {difference:E0}"
(*** include-output ***)
checkNear 1e-15 evidenceByFormula evidenceByGrid
checkNear 1e-12 0.0 difference
(*** hide ***)
let shown =
    [ for i in 500..1_875 do
          if i % 5 = 0 then
              i ]

let curve name (density: Tensor) =
    let values = density.ToDoubles()

    ChartSeries.Of(
        name,
        [ for i in shown -> grid[i, 0] ],
        [ for i in shown -> values[i] ]
    )

let asFunctionOfTraffic =
    let likelihood = (late grid).LogDensity(twenty).Exp()
    likelihood / (likelihood.Sum() * step)

SvgChart.Lines(
    ChartText("Twenty minutes late", "traffic z", "density"),
    [ curve "prior" ((standard grid).LogDensity(grid).Exp())
      curve "likelihood" asFunctionOfTraffic
      curve "posterior" posteriorByGrid ]
)
|> chart
    "The likelihood of 20 minutes as a function of the traffic (scaled to area 1) lies far to the right; the posterior is a compromise with the prior, and narrower than either."
(*** include-it-raw ***)
(**
## Why p(x) is the hard integral

Nothing prevents such a grid for one latent number. But a grid of 20 points for each of 10 numbers has $20^{10}$ points, ten
trillion, and a network to evaluate at each. And with a network for a decoder there is no completing the square.

The integral is an average over the prior, $p(x) = E_{p(z)}[p(x \mid z)]$: that of $p(x \mid z)$ when $z$ is drawn from $p(z)$. So why not draw latents from the prior, and average? Let us try: 10,000
draws, for a model of $d$ independent copies of the one above, where the true $p(x)$ is known.
*)
let draws, examples = 10_000, 10

let errorOfAveraging d =
    let key = key.Fold(int64 d)

    let normal (name: string) (shape: Shape) =
        key.Fold(name).Normal(shape, Precision.Double)

    let x =
        5.0
        + 4.0 * normal "z" (Shape(examples, d))
        + 3.0 * normal "luck" (Shape(examples, d))

    let exact =
        (gaussian (Tensor.Full(x.Shape, 5.0, Precision.Double)) 5.0).LogDensity x

    let z = normal "draws" (Shape(draws, examples, d))
    let averaged = ((late z).LogDensity(x.BroadcastTo z.Shape)).LogMeanExp 0
    (averaged - exact).Mean().ToScalar()

let dimensions = [ 1; 2; 5; 10; 15; 20; 30; 40 ]
let errors = dimensions |> List.map errorOfAveraging
(*** hide ***)
checkNear 0.05 0.0 errors.Head
checkNear 1.0 -10.0 (List.last errors)

SvgChart.Lines(
    ChartText(
        "log p(x) from 10,000 draws of the prior",
        "latent numbers d",
        "error in nats"
    ),
    [ ChartSeries.Of("error", List.map float dimensions, errors) ]
)
|> chart
    "The estimate of log p(x) is good for a few latent numbers, and many nats too low for forty: hardly any draw explains the data."
(*** include-it-raw ***)
(**
The more latent numbers, the rarer a draw that could have made this $x$; the average hangs on the few that do, and then there are none. With
40 numbers the estimate is about ten nats too low, and a nat is a factor of $e$: it misses $p(x)$ by a factor of some twenty thousand.

So draw where the answer lies! If the draws come from a density $q$ instead, each has to be multiplied by its *importance weight* $p(z) / q(z)$ for the average to stay right. And if
$q$ is the posterior itself, something remarkable happens: by Bayes' theorem

$$\frac{p(x \mid z)\, p(z)}{p(z \mid x)} = p(x) \quad \text{for every } z,$$

so that a *single* draw gives $p(x)$ exactly, in any number of dimensions.
*)
let d = 40
let x = 5.0 + 5.0 * key.Fold("forty").Normal(Shape(1, d), Precision.Double)
let exactPosterior = gaussian (0.16 * (x - 5.0)) 0.6
let z = exactPosterior.Sample(key.Fold "draw")

let logOfProduct =
    (late z).LogDensity x + (standard z).LogDensity z - exactPosterior.LogDensity z

let exact =
    (gaussian (Tensor.Full(x.Shape, 5.0, Precision.Double)) 5.0).LogDensity x

printfn $"log p(x) = {exact[0]:F9}, from a single draw {logOfProduct[0]:F9}"
(*** include-output ***)
checkNear 1e-10 exact[0] logOfProduct[0]
(**
If you know the posterior, you know $p(x)$, and vice versa: they are equally hard. The way out is to take a $q$ that is
*not* quite the posterior, and to know what that costs. This is the [ELBO](elbo.html).
*)
