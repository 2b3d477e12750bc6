(**
---
title: Parameter records
category: Guides
categoryindex: 3
index: 2
---

# Parameter records

A model is an immutable record that holds its tensors and its hyperparameters. There is no second description of it to carry
along, no registry of layers, and no reflection: the record says once what its children are, and
everything else follows.
*)

(*** hide ***)
#load "../prelude.fsx"

open System.Collections.Immutable
open Prelude
(** *)
open VaeFunctional
open VaeFunctional.FSharp

type Model =
    { Encoder: Mlp
      Decoder: Mlp
      LogScale: Tensor }

    interface IParameters<Model> with
        member m.Map f =
            { Encoder = f.At("encoder", m.Encoder)
              Decoder = f.At("decoder", m.Decoder)
              LogScale = f.At("log-scale", m.LogScale) }

(**
`Map` is the one member. It names every child, in a fixed order, and builds a record of the same kind from their images. In C# it is a line of a record:

```csharp
public sealed record Model(Mlp Encoder, Mlp Decoder, Tensor LogScale) : IParameters<Model>
{
    public Model Map(LeafMap f) => new(f.At("encoder", Encoder), f.At("decoder", Decoder), f.At("log-scale", LogScale));
}
```

Let us make one.
*)

let key = RandomKey.FromSeed 1

let model =
    { Encoder = Mlp.Create(key.Fold "encoder", [ 6; 8; 4 ], Activation.Tanh)
      Decoder = Mlp.Create(key.Fold "decoder", [ 2; 8; 6 ], Activation.Tanh)
      LogScale = Tensor.Zeros(Shape 6) }

(**
## Leaves and paths

A tensor of the record is a *leaf*, and the names that lead to it are its *path*. Errors, gradients and files all speak of leaves by
their paths.
*)

for leaf in Parameters.leaves model do
    printfn $"{leaf.Path, -26} {leaf.Value.Shape}"
(*** include-output ***)

(*** hide ***)
check "paths join the names" (Parameters.leaves model |> Seq.exists (fun leaf -> leaf.Path = "encoder/hidden/0/weight"))

(**
## What follows from one member

Gradients and the moments of an optimizer are records of the same type, so you can write their arithmetic. Half of a model, the
distance between two models, the number of trained numbers:
*)

let half = model |> Parameters.map (fun _ leaf -> leaf / 2.0)
let difference = (model, half) ||> Parameters.zip (fun _ a b -> a - b)

Parameters.norm model, Parameters.norm difference, Parameters.count model
(*** include-it ***)

(*** hide ***)
check "half is half" (abs (Parameters.norm model - 2.0 * Parameters.norm difference) < 1e-6 * Parameters.norm model)
check "the count" (Parameters.count model = int64 (6 * 8 + 8 + 8 * 4 + 4 + 2 * 8 + 8 + 8 * 6 + 6 + 6))

(**
The function passed to `map` receives the path too, so it can treat a part by its name. This one makes a part zero; applied to a
gradient, that part of the model stays unchanged:
*)

let without (part: string) = Parameters.map (fun path leaf -> if path.StartsWith part then leaf * 0.0 else leaf)

let frozen = model |> without "decoder/"

Parameters.norm frozen.Decoder, Parameters.norm frozen.Encoder = Parameters.norm model.Encoder
(*** include-it ***)

(*** hide ***)
check "only the decoder is frozen" (Parameters.norm frozen.Decoder = 0.0 && frozen.Encoder = model.Encoder)

(**
A whole model converts to double with one call, to check derivatives for instance, and back:
*)

let inDouble = model |> Parameters.toPrecision Precision.Double

inDouble.LogScale.Precision, Parameters.toPrecision Precision.Single inDouble = model
(*** include-it ***)

(*** hide ***)
check "to double and back is exact" (Parameters.toPrecision Precision.Single inDouble = model)

(**
## Constants

Some tensors belong to a model without being trained: the mean of the data, a fixed scale. `f.Constant` names them. A constant is
copied, converted and saved with the record, and has no gradient.
*)

type Centered =
    { Mean: Tensor
      Weight: Tensor }

    interface IParameters<Centered> with
        member m.Map f = { Mean = f.Constant("mean", m.Mean); Weight = f.At("weight", m.Weight) }

let centered = { Mean = Tensor.FromArray [| 3.0; 4.0 |]; Weight = Tensor.FromArray [| 1.0; 2.0 |] }

let loss (m: Centered) = Objective.ofValue ((m.Weight * m.Mean).Sum())
let gradient = (Gradient.valueAndGradient loss centered).Gradient

gradient.Weight.ToDoubles(), gradient.Mean = centered.Mean
(*** include-it ***)

(*** hide ***)
check "the gradient of the weight is the mean" (gradient.Weight = centered.Mean)
check "a constant has no gradient and stays" (gradient.Mean = centered.Mean)
check "a constant is not counted" (Parameters.count centered = 2L)

(**
## Settings

What is not a tensor but belongs to the model, such as an activation or a number of levels, stays a field of the record. `f.Setting` names it, so that a
[saved model](files.fsx) says what it was made with and is not loaded into one with other settings. It returns its value unchanged. A value that is not a number, a
text, a truth value, an enumeration or a list of these takes a third argument, the function to its text.
The name of each record's type counts among the settings, without being named in `Map`: rename a type, and its old files differ in it. The page on files
shows [how to load them nonetheless](files.fsx#A-model).
*)

type Scaled =
    { Weight: Tensor
      Levels: int }

    interface IParameters<Scaled> with
        member m.Map f = { Weight = f.At("weight", m.Weight); Levels = f.Setting("levels", m.Levels) }

let scaled = { Weight = Tensor.Ones(Shape 3); Levels = 8 }

(scaled |> Parameters.map (fun _ leaf -> leaf * 2.0)).Levels
(*** include-it ***)

(*** hide ***)
check "a setting is passed on" ((scaled |> Parameters.map (fun _ leaf -> leaf * 2.0)).Levels = 8)

(**
## Lists of children

`f.Each` maps an `ImmutableArray` of records, whose names are their positions. An immutable array compares by reference, so a record that holds
one needs its own equality, or it will not equal itself after `Map`. `Mlp` is made that way; in F#, keep
the children in fields if their number is fixed.
*)

model.Encoder.Hidden.Length, (Parameters.leaves model.Encoder |> Seq.head).Path
(*** include-it ***)

(**
## The laws

A record is correct when three laws hold: mapping the identity gives an equal record, every path occurs once, and every image comes
back to where it was. `Parameters.Check` verifies them; put it in a test of every record that you write.
*)

Parameters.Check model
Parameters.Check centered

(**
It finds the mistake of a copied line (`refusal` gives the message of the exception that a call throws):
*)

type Twice =
    { First: Tensor
      Second: Tensor }

    interface IParameters<Twice> with
        member m.Map f = { First = f.At("weight", m.First); Second = f.At("weight", m.Second) }

let twice = { First = Tensor.Zeros(Shape 2); Second = Tensor.Ones(Shape 2) }

refusal (fun () -> Parameters.Check twice)
(*** include-it ***)

(**
What no check can see is a tensor that `Map` never names. That is why the examples build the whole record in
`Map`, and do not copy it with one field changed: a field that is forgotten in a construction does not compile.

## Your own network, head or prior

The parts of `Vae` are records behind interfaces (`INetwork`, `IDistributionHead`, `IPrior`), so your own part fits in the
same places. It is a record with `Map`, and with one more member that says that its interface's `Map` is the same. Here is a
network that adds its input to the output of another:
*)

type Residual =
    { Inner: Mlp }

    interface IParameters<Residual> with
        member m.Map f = { Inner = f.At("inner", m.Inner) }

    interface INetwork with
        member m.Inputs = m.Inner.Inputs
        member m.Outputs = m.Inner.Outputs
        member m.Apply x = x + m.Inner.Apply x

    interface IParameters<INetwork> with
        member m.Map f = (m :> IParameters<Residual>).Map f

let residual = { Inner = Mlp.Create(key.Fold "residual", [ 2; 8; 2 ], Activation.Tanh) }

let decoder: INetwork = residual

Parameters.Check residual
decoder.Apply(Tensor.Zeros(Shape(1, 2))).Shape
(*** include-it ***)

(*** hide ***)
check
    "a residual network adds its input"
    (decoder.Apply(Tensor.Ones(Shape(1, 2))) = Tensor.Ones(Shape(1, 2)) + residual.Inner.Apply(Tensor.Ones(Shape(1, 2))))

(**
Why it is one interface with one member is in [decision 3](../decisions/0003-parameter-records.md); what a gradient does with the record is
on the page about [differentiation](differentiation.fsx).
*)
