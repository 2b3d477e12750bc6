(**
---
title: How differentiation works
category: Guides
categoryindex: 3
index: 3
---

# How differentiation works

You write an objective as an ordinary expression and call one function. This page follows what happens then, with four words: *rule*,
*trace*, *pullback* and *sweep*.
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

let scalar (value: float) = Tensor.Scalar(value, Precision.Double)

let objective (w: Parameter) =
    let a = w.Value.Exp()
    let b = a * w.Value
    Objective.ofValue b

let found = Parameter(scalar 0.5) |> Gradient.valueAndGradient objective

found.Value, found.Gradient.Value.ToScalar()
(*** include-it ***)

(*** hide ***)
check "the value is w exp w" (abs (found.Value - 0.5 * exp 0.5) < 1e-15)
check "the gradient is (1 + w) exp w" (abs (found.Gradient.Value.ToScalar() - 1.5 * exp 0.5) < 1e-15)

(**
The function is $L(w) = w e^w$, and its derivative $(1 + w) e^w$ at $w = \frac12$ is what came out. `Parameter` is the smallest
parameter record, a single tensor; a whole model goes the same way, leaf by leaf.

## Rule: a value and its pullbacks

Each primitive operation is a *rule*: a function for the value, and for each argument a *pullback*, which maps the derivative of the objective
with respect to the result (the *cotangent* of the result) to its contribution to the derivative with respect to
the argument. For $a = e^w$ and for $b = a w$

$$\bar w = \bar a \, a, \qquad \bar a = \bar b \, w, \quad \bar w = \bar b \, a.$$

`Rule.Unary` and `Rule.Binary` make such operations, and the library's own are made the same way. Here are these two again, with
pullbacks that say when they are called.
*)

let number (x: Tensor) = x.ToScalar().ToString("F4")

let exponential (w: Tensor) =
    Rule.Unary(
        w,
        (fun w -> w.Exp()),
        fun cotangent _ result ->
            printfn $"pullback of exp: {number cotangent} becomes {number (cotangent * result)}"
            cotangent * result
    )

let product (a: Tensor) (w: Tensor) =
    Rule.Binary(
        a,
        w,
        (fun a w -> a * w),
        (fun cotangent _ w _ ->
            printfn $"pullback of the product, left: {number cotangent} becomes {number (cotangent * w)}"
            cotangent * w),
        (fun cotangent a _ _ ->
            printfn $"pullback of the product, right: {number cotangent} becomes {number (cotangent * a)}"
            cotangent * a)
    )

let again =
    Parameter(scalar 0.5)
    |> Gradient.valueAndGradient (fun w ->
        let a = exponential w.Value
        let b = product a w.Value
        printfn $"a = {number a}, b = {number b}; nothing has been pulled back yet"
        Objective.ofValue b)

printfn $"gradient: {number again.Gradient.Value}"
(*** include-output ***)

(*** hide ***)
check "the rules are the library's operations" (again.Gradient = found.Gradient && again.Value = found.Value)

(**
## Trace: where a result came from

`Gradient.ValueAndGradient` calls the objective once, with a copy of the model whose tensors are marked as variables. An operation
on a variable gives a tensor with a *trace*: what it was computed from, and the rule's pullbacks. A trace is never changed; there is no global tape
and no recording mode to switch on. In the example the traces are

    w   variable
    a   from w        by exp
    b   from a and w  by the product

An operation on constants leaves no trace. So the same function, called with plain numbers, costs nothing extra, and evaluation and training
share one path. The pullback below would print, and is never called:
*)

exponential (scalar 0.5) |> number
(*** include-it ***)

let constantOnly =
    Parameter(scalar 0.5)
    |> Gradient.valueAndGradient (fun w -> Objective.ofValue (exponential (scalar 3.0) + w.Value))

number constantOnly.Gradient.Value
(*** include-it ***)

(*** hide ***)
check "a constant takes no part" (constantOnly.Gradient.Value.ToScalar() = 1.0)

(**
## Sweep: from the result back

The *sweep* starts with the cotangent 1 of the objective and takes the latest trace first, so that every result has its whole cotangent before it is
passed on. With numbers, at $w = 0.5$:

| the sweep takes | its cotangent | gives |
|---|---|---|
| b | 1 | 0.5 to a, and 1.6487 to w |
| a | 0.5 | 0.5 times 1.6487 = 0.8244 to w |
| w | 1.6487 + 0.8244 = 2.4731 | the gradient |

These are the lines that the rules printed above. A value that is used twice, as `w` is, receives a cotangent from each use and
they add up. A parameter that the objective never uses has gradient zero.

## Stopping a gradient

`StopGradient` gives the same values without their trace: the sweep stops there.
*)

let stopped =
    Parameter(scalar 0.5)
    |> Gradient.valueAndGradient (fun w -> Objective.ofValue (w.Value.Exp().StopGradient() * w.Value))

stopped.Value = found.Value, number stopped.Gradient.Value
(*** include-it ***)

(*** hide ***)
check "stopping changes no value" (stopped.Value = found.Value)
check "only the right factor is left" (abs (stopped.Gradient.Value.ToScalar() - exp 0.5) < 1e-15)

(**
## Workspaces, and when to copy

A training step makes dozens of intermediate tensors. They live in a *workspace* that belongs to the evaluation, and when it ends their memory serves the
next one; only what is returned, the value, the terms and the gradient, is moved out. You notice this in one
situation: when a tensor from inside an objective is kept in a variable outside. Reading it later is refused, since its numbers may by then be
those of another step (`refusal` gives the message of the exception that a call throws).
*)

let mutable kept = Unchecked.defaultof<Tensor>

let keeping (w: Parameter) =
    kept <- w.Value.Exp()
    Objective.ofValue kept

Parameter(scalar 0.5) |> Gradient.valueAndGradient keeping |> ignore

refusal (fun () -> kept.ToScalar())
(*** include-it ***)

(**
`Copy()` is an independent value, and outlives the evaluation. To look at a number, report it as a term, which needs no copy.
*)

let copying (w: Parameter) =
    kept <- w.Value.Exp().Copy()
    Objective.ofValue kept |> Objective.withTerm "exp" kept

let reported = Parameter(scalar 0.5) |> Gradient.valueAndGradient copying

number kept, reported.Terms
(*** include-it ***)

(*** hide ***)
check "a copy can be read" (abs (kept.ToScalar() - exp 0.5) < 1e-15 && reported.Terms.["exp"] = kept.ToScalar())

(**
## First order only

The functions of a rule see plain values, so nothing inside them is recorded and a gradient has no trace of its own. Differentiating
a gradient is therefore an error, never a silent zero:
*)

let nested (w: Parameter) =
    let inner = w |> Gradient.valueAndGradient (fun v -> Objective.ofValue (v.Value.Square()))
    Objective.ofValue inner.Gradient.Value

refusal (fun () -> Parameter(scalar 0.5) |> Gradient.valueAndGradient nested)
(*** include-it ***)

(**
## Precision

Where float32 meets double, the float32 number is widened, exactly, and the result is double. A gradient always has the precision of its
parameter, whatever happened in between. That is how `GradientCheck` can take the objective you train in float32, convert
the model, and compare its derivatives with differences in double:
*)

let checkResult = GradientCheck.Objective(objective, Parameter(Tensor.Scalar 0.5), RandomKey.FromSeed 3)

checkResult.Passes(), checkResult.Worst.RelativeError < 1e-9
(*** include-it ***)

(*** hide ***)
check "the derivative agrees with differences" (checkResult.Passes() && checkResult.Worst.RelativeError < 1e-9)

(**
Next: [writing your own rule](writing-a-rule.fsx). [Decision 4](../decisions/0004-rule-trace-fusion.md) says why these are three layers of one
design, and [decision 5](../decisions/0005-workspaces.md) is about workspaces.
*)
