(**
---
title: Random keys
category: Guides
categoryindex: 3
index: 1
---

# Random keys

A `RandomKey` is a value, like a number or a date. Every function that draws takes one, and what it draws is a function of it:
the same key gives the same draw, today and tomorrow, on one thread or on sixteen. There is no generator whose hidden state
moves on, so nothing that happens elsewhere in a program can change what you get.
*)

(*** hide ***)
#load "../prelude.fsx"

open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

let key = RandomKey.FromSeed 7

let first = key.Normal(Shape 3)
let again = key.Normal(Shape 3)

first = again
(*** include-it ***)

(*** hide ***)
check "the same key draws the same" (first = again)

(**
That is also the one mistake to avoid. If you use a key twice *for the same kind of draw*, you get the same numbers twice:
noise for the encoder that equals the noise for the decoder, say. The remedy is to derive a key for each purpose.

## Fold: a key for a purpose

`key.Fold "name"` is the key of a name, and `key.Fold 12` that of a number. Names can be chained, and read like a path:
*)

let forWeights = key.Fold("encoder").Fold("weights")
let forNoise = key.Fold("encoder").Fold("noise")

forWeights.Normal(Shape 3), forNoise.Normal(Shape 3)
(*** include-it ***)

(*** hide ***)
check "different names, different draws" (forWeights.Normal(Shape 3) <> forNoise.Normal(Shape 3))
check "a chain is not its concatenation" (key.Fold("a").Fold("b") <> key.Fold("ab"))
check "a name is not the number it spells" (key.Fold "1" <> key.Fold 1L)
check "a key is not changed by folding" (key = RandomKey.FromSeed 7)

(**
Folding changes nothing: `key` is what it was, and a purpose that you add later does not disturb the ones before it. A chain of
names cannot run together with another name, and a name that looks like a number is not that number:
*)

[ key.Fold("a").Fold("b") = key.Fold("ab"); key.Fold "1" = key.Fold 1L ]
(*** include-it ***)

(**
Fold a number for what repeats. The step of a training run, the index of an example, the number of an epoch: with
`key.Fold step`, step 1000 has the same noise whether the run came from step 0 or began at step 999. That is why
a resumed run of this library ends with the bits of one that was never interrupted.

## Split: several keys at once

Where there are no good names, `Split` gives any number of keys:
*)

let keys = key.Split 4

keys |> Seq.map (fun each -> (each.Uniform(Shape 1)).[0]) |> List.ofSeq
(*** include-it ***)

(*** hide ***)
check "keys of a split differ" ((keys |> Seq.distinct |> Seq.length) = 4)
check "a split does not depend on its size" ((key.Split 2).[1] = keys.[1])

(**
The second of two keys is the second of four: more keys do not change the first ones. The same holds for draws, so a
longer draw begins with the shorter one.
*)

key.Normal(Shape 5).Slice(0, 3) = first
(*** include-it ***)

(*** hide ***)
check "a longer draw begins with the shorter" (key.Normal(Shape 5).Slice(0, 3) = first)

(**
## What can be drawn

| draw | from a key |
|---|---|
| standard normal noise | `key.Normal(shape)` |
| uniform noise, inside the open interval from 0 to 1 | `key.Uniform(shape)` |
| zeros and ones, each with its own probability | `key.Bernoulli(probabilities)` |
| an order of n things | `key.Permutation n` |
| a sample of a distribution | `q.Sample key`, or `q.Sample(key, samples)` |

A draw in float32 is the rounded draw in double, so a check in double sees the noise of the training in float32:
*)

let double = key.Normal(Shape 4, Precision.Double)
let single = key.Normal(Shape 4)

double.To Precision.Single = single
(*** include-it ***)

(*** hide ***)
check "a single draw is the rounded double draw" (double.To Precision.Single = single)

(**
## Noise as an argument

Each function that samples is a thin layer over one that does not: `q.Sample key` is `q.FromNoise(q.Noise key)`. When you want to
see exactly what a draw does, or to feed the same noise to two models, take the second form.
*)

let q =
    DiagonalGaussian(Tensor.FromArray(array2D [ [ 1.0; -1.0 ] ]), Tensor.FromArray(array2D [ [ 0.0; -2.0 ] ]))

let noise = q.Noise(key.Fold "z")

q.Sample(key.Fold "z") = q.FromNoise noise
(*** include-it ***)

(*** hide ***)
check "a sample is a function of noise" (q.Sample(key.Fold "z") = q.FromNoise noise)

(**
With noise given by hand, exact statements are possible where a draw would allow only statistical ones. With zero
noise, the draw is the mean:
*)

q.FromNoise(Tensor.Zeros(noise.Shape, Precision.Double)) = q.Mean
(*** include-it ***)

(*** hide ***)
check "zero noise gives the mean" (q.FromNoise(Tensor.Zeros(noise.Shape, Precision.Double)) = q.Mean)

(**
## A key as text

A key prints as text and reads back from it, so a log line is enough to repeat a draw.
*)

let text = forNoise.ToString()

text, RandomKey.Parse text = forNoise
(*** include-it ***)

(*** hide ***)
check "a key reads back" (RandomKey.Parse text = forNoise)

(**
## In a training run

You write `at.Key` in an objective: `Train.Run` makes it from the state's key and the step. The batches have their own key, and
`Batches.map` has one more for each step. You need not do anything about it; it only means that everything random in a run is determined
by the one key given to `TrainingState.Start`.

How the numbers are made, with Philox4x32-10 and a counter that carries the kind of use, is in
[decision 6](../decisions/0006-random-keys.md).
*)
