(**
---
title: Writing a rule
category: Guides
categoryindex: 3
index: 4
---

# Writing a rule

Most functions need no rule: an expression of the library's operations is differentiable as it is. A custom rule is worth its lines
when the expression loses digits, when its derivative is simpler or cheaper than the one from the chain rule, or when the library does not have the
operation. This page writes one of each kind and checks it.
*)

(*** hide ***)
#load "../prelude.fsx"

open System
open Prelude
(** *)
open System
open VaeFunctional
open VaeFunctional.FSharp

(**
## One argument

The sine divided by its argument, $\operatorname{sinc}(x) = \sin(x) / x$, is 1 at 0, where the expression gives NaN:
*)

let naive (x: Tensor) = x.Sin() / x

naive(Tensor.FromArray [| 0.0; 1.0 |]).ToDoubles()
(*** include-it ***)

(*** hide ***)
check "the expression is NaN at 0" (Double.IsNaN (naive (Tensor.FromArray [| 0.0 |])).[0])

(**
A rule gives the value, and the *pullback*: from the cotangent of the result, the argument and the result to the cotangent of the argument.
Its shape is the argument's. Here, away from 0, with $y = \operatorname{sinc}(x)$,

$$\bar x = \bar y \, \frac{\cos x - y}{x}, \qquad \text{and } \bar x = 0 \text{ at } x = 0.$$

Both functions see plain values, so anything may happen inside; here a loop over the numbers, which the library's operations
could not express without the NaN.
*)

/// A function of every element, in the argument's shape and precision.
let each (f: float -> float) (x: Tensor) = Tensor.FromArray(x.ToDoubles() |> Array.map f, x.Shape).To x.Precision

let sinc (x: Tensor) =
    let value x = if x = 0.0 then 1.0 else Math.Sin x / x
    let slope x = if x = 0.0 then 0.0 else (Math.Cos x - value x) / x
    Rule.Unary(x, each value, fun cotangent x _ -> cotangent * each slope x)

sinc(Tensor.FromArray [| 0.0; 1.0 |]).ToDoubles()
(*** include-it ***)

(*** hide ***)
check "the rule is 1 at 0" ((sinc (Tensor.FromArray [| 0.0 |])).[0] = 1.0)

(**
## Check it

`GradientCheck.Rule` compares the pullback with differences, in double, along a random direction. The law is
$\langle w, J v \rangle = \langle J^\top w, v \rangle$ for random $v$ and $w$, so one comparison touches every element at once.
*)

let key = RandomKey.FromSeed 5
let points = key.Normal(Shape(3, 4), Precision.Double)
let verdict = GradientCheck.Rule(sinc, points, key.Fold "sinc")

verdict
(*** include-it ***)

(*** hide ***)
check "the rule passes" (verdict.Passes())

(**
A wrong sign, a forgotten factor, a transposed matrix: it finds them all, because it compares with what the function does.
*)

let wrong (x: Tensor) = Rule.Unary(x, (fun x -> x.Square()), fun cotangent x _ -> cotangent * x)

let found = GradientCheck.Rule(wrong, points, key.Fold "wrong")

found.Passes(), found.Worst.Computed / found.Worst.Measured
(*** include-it ***)

(*** hide ***)
check
    "a forgotten factor is found"
    (not (found.Passes()) && abs (found.Worst.Computed / found.Worst.Measured - 0.5) < 1e-6)

(**
The ratio tells what is missing: a 2. Where the function has a kink, check on either side of it and document
the derivative at the kink; the library's conventions are in the documentation of each operation (that of ReLU at 0 is 0).

## Two arguments

A rule of two arguments has two pullbacks, and each is called only where its argument is being differentiated. The
log-probability of a count $x$ under a Poisson law of log-rate $l$ is $x l - e^l - \log x!$, where the last term
does not depend on $l$. As a rule its derivative reuses nothing but $e^l$:
*)

let logFactorial (x: float) = seq { 2.0 .. x } |> Seq.sumBy Math.Log

let poisson (x: Tensor) (logRate: Tensor) =
    Rule.Binary(
        x,
        logRate,
        (fun x l -> x * l - l.Exp() - each logFactorial x),
        (fun _ _ _ _ -> raise (NotSupportedException "A count has no derivative: stop its gradient.")),
        (fun cotangent x l _ -> cotangent * (x - l.Exp()))
    )

let counts = Tensor.FromArray [| 0.0; 1.0; 2.0; 7.0 |]

let toLogRate =
    GradientCheck.Rule(poisson counts, Tensor.FromArray [| -1.0; 0.0; 0.5; 2.0 |], key.Fold "poisson")

toLogRate.Passes()
(*** include-it ***)

(*** hide ***)
check "the Poisson rule passes" (toLogRate.Passes())

let total =
    Tensor.FromArray [| for x in 0.0 .. 60.0 -> x |]
    |> fun x -> (poisson x (Tensor.Full(x.Shape, Math.Log 3.0, Precision.Double))).Exp().Sum().ToScalar()

check "probabilities sum to 1" (abs (total - 1.0) < 1e-12)

(**
The probabilities of all counts sum to 1, which checks the value; here over the counts to 60, with rate 3:
*)

total
(*** include-it ***)

(**
If the two shapes differ, the pullback to the smaller one has to sum over what was spread: the cotangent that it returns must have
the argument's shape, and the sweep reports it otherwise.
*)

let spread (x: Tensor) = Rule.Unary(x, (fun x -> x.BroadcastTo(Shape(3, 2))), fun cotangent _ _ -> cotangent)

refusal (fun () ->
    Parameter(Tensor.Zeros(Shape 2))
    |> Gradient.valueAndGradient (fun w -> Objective.ofValue ((spread w.Value).Sum())))
(*** include-it ***)

(**
(`refusal` gives the message of the exception that a call throws.) The remedy is `cotangent.Sum 0`.

## Many arguments

`Rule.Variadic` takes a list and one pullback, which is told the index of the argument. Here is the sum of a list, whose pullback passes the
cotangent on to each:
*)

let sumOf (tensors: Tensor list) =
    Rule.Variadic(Array.ofList tensors, (fun all -> Seq.reduce (+) all), fun cotangent _ -> cotangent)

let sums = GradientCheck.Rule((fun x -> sumOf [ x; x.Square(); x ]), points, key.Fold "sum")

sums.Passes()
(*** include-it ***)

(*** hide ***)
check "the sum passes" (sums.Passes())

(**
## What a rule may not do

If a function of a rule used a variable that is not its argument, the gradient of that variable would be lost. This is refused as well:
*)

refusal (fun () ->
    Parameter(Tensor.Ones(Shape 2))
    |> Gradient.valueAndGradient (fun w ->
        let captured = Rule.Unary(Tensor.Ones(Shape 2), (fun x -> x * w.Value), fun cotangent _ _ -> cotangent)
        Objective.ofValue (captured.Sum())))
(*** include-it ***)

(**
An activation is a rule or an expression with a name: `Activation.Of("sinc", sinc)` can be used like the library's own.
*)

let network = Mlp.Create(key.Fold "network", [ 4; 8; 2 ], Activation.Of("sinc", sinc))

network.Apply(points).Shape
(*** include-it ***)

(*** hide ***)
let whole =
    GradientCheck.Objective(
        (fun (m: Mlp) -> Objective.ofValue ((m.Apply points).Square().Sum())),
        network,
        key.Fold "whole"
    )

check "a network with the activation passes" (whole.Passes())
