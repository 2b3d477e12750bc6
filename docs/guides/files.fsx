(**
---
title: Files
category: Guides
categoryindex: 3
index: 11
---

# Files

Models, training states and arrays go into files that other tools can read, and no file ever runs code: a file holds numbers, their names and their shapes,
and what they mean is in your program. This page saves and loads each kind, and then breaks some.
*)

(*** hide ***)
#load "../prelude.fsx"

open System
open System.IO
open Prelude

let folder = Directory.CreateTempSubdirectory("vae-files").FullName
let inFolder (name: string) = Path.Combine(folder, name)
let withoutFolder (message: string) = message.Replace(folder + Path.DirectorySeparatorChar.ToString(), "")
(** *)
open System.IO
open VaeFunctional
open VaeFunctional.FSharp

let key = RandomKey.FromSeed 9

let vaeOf hidden activation =
    Vae.Create(
        Mlp.Create(key.Fold "encoder", [ 64; hidden; 8 ], activation),
        Mlp.Create(key.Fold "decoder", [ 4; hidden; 64 ], activation),
        Likelihood.Bernoulli()
    )

let model = vaeOf 32 Activation.Relu

(**
## A model

`ModelFile.Save` writes every leaf under its path, with the settings of the records (the activation of a layer, for instance) beside them. To load, give a model of the same kind as a template; its
numbers do not matter.
*)

ModelFile.Save(inFolder "model.safetensors", model)

let loaded = ModelFile.Load(inFolder "model.safetensors", vaeOf 32 Activation.Relu)

loaded = model
(*** include-it ***)

(*** hide ***)
check "a loaded model is the saved one" (loaded = model)

(**
If the template is of another kind, one error lists everything that differs (`refusal` gives the message of the exception):
*)

refusal (fun () -> ModelFile.Load(inFolder "model.safetensors", vaeOf 16 Activation.Tanh))
|> withoutFolder
|> printfn "%s"
(*** include-output ***)

(**
A record of your own is saved the same way: its leaves are known by `Map`. Settings that are not tensors are named there too, with `f.Setting`, and then belong to what must agree:
*)

type Ordinal =
    { Network: Mlp
      Levels: int }

    interface IParameters<Ordinal> with
        member m.Map f = { Network = f.At("network", m.Network); Levels = f.Setting("levels", m.Levels) }

let ordinal levels = { Network = Mlp.Create(key.Fold "ordinal", [ 4; levels ], Activation.Relu); Levels = levels }

ModelFile.Save(inFolder "ordinal.safetensors", ordinal 5)

ModelFile.Load(inFolder "ordinal.safetensors", ordinal 5) = ordinal 5
(*** include-it ***)

(*** hide ***)
check "a record of one's own comes back" (ModelFile.Load(inFolder "ordinal.safetensors", ordinal 5) = ordinal 5)

check
    "a differing setting is told"
    ((refusal (fun () -> ModelFile.Load(inFolder "ordinal.safetensors", { ordinal 5 with Levels = 6 }))).Contains
        "levels")

(**
## A checkpoint

A checkpoint holds the whole state: model, moments of the optimizer, key and number of steps. `SaveEach` writes every state of a run as it passes, and `LoadOrStart` begins where the last run ended, or
at the start if there is no file. These two are all that a long training needs to survive a crash.
*)

let images = ShapeImages.Generate(key.Fold "data", 300, 8).Images

let batches = images |> Batches.shuffled 50 5 |> Batches.map (fun gray draw -> draw.Bernoulli gray)

let loss (model: Vae) (batch: Batch) (at: StepContext) = Elbo.Estimate(model, batch.X, at.Key) |> Elbo.minimize 1.0

let start = TrainingState.Start(model, Adam.Default.WithLearningRate 3e-3, key.Fold "train")

let train () =
    Checkpoint.LoadOrStart(inFolder "run.safetensors", start)
    |> Train.run 10 loss batches
    |> Train.states
    |> fun states -> states.SaveEach(inFolder "run.safetensors")

(**
A run that is broken off after its first state, as if the power had failed, and the run after it:
*)

let brokenOff = train () |> Seq.head
let steps = train () |> Seq.map _.Step |> List.ofSeq

brokenOff.Step, steps
(*** include-it ***)

(**
The second went on from step 10, and it ended with the bits of a run that nobody interrupted:
*)

let uninterrupted = start |> Train.run 10 loss batches |> Train.states |> Seq.last

Checkpoint.Load(inFolder "run.safetensors", start) = uninterrupted
(*** include-it ***)

(*** hide ***)
check "it went on from where it was" (brokenOff.Step = 10L && steps = [ 20L; 30L ])

check
    "the resumed run ends like the uninterrupted one"
    (Checkpoint.Load(inFolder "run.safetensors", start) = uninterrupted)

(**
A checkpoint appears whole or not at all: it is written beside its place, flushed to the disk, and moved. The state before the last stays as `run.safetensors.previous`, and a
checksum of every byte is verified when a file is read. So a file that the disk has damaged is noticed, and there is one to go back to:
*)

let bytes = File.ReadAllBytes(inFolder "run.safetensors")
bytes[bytes.Length / 2] <- bytes[bytes.Length / 2] ^^^ 1uy
File.WriteAllBytes(inFolder "run.safetensors", bytes)

refusal (fun () -> Checkpoint.Load(inFolder "run.safetensors", start))
|> withoutFolder
|> printfn "%s"
(*** include-output ***)

let previous = Checkpoint.LoadPrevious(inFolder "run.safetensors", start)

previous.Step
(*** include-it ***)

(*** hide ***)
check "the state before is there" (previous.Step = 20L)

(**
## Exchange with Python: safetensors

Model files are [safetensors](https://github.com/huggingface/safetensors), so Python reads them with that package:

```python
from safetensors.numpy import load_file, save_file

tensors = load_file("model.safetensors")
print(tensors["encoder/hidden/0/weight"].shape)    # (64, 32)
```

A weight is `[inputs, outputs]`, since a layer computes $x W + b$; PyTorch's `nn.Linear` stores the transpose. The other way, `Safetensors.Read` reads any file of the format, whose tensors you then put
where they belong. Half precision and bfloat16 widen exactly.
*)

let content = Safetensors.Read(inFolder "model.safetensors")

content.["encoder/hidden/0/weight"].Shape
(*** include-it ***)

(*** hide ***)
check "names are paths" (content.["encoder/hidden/0/weight"].Shape = Shape(64, 32))

let foreign =
    NamedTensors.Empty.With("fc1.weight", Tensor.Ones(Shape(32, 64))).With("fc1.bias", Tensor.Zeros(Shape 32))

Safetensors.Write(inFolder "foreign.safetensors", foreign)

let layer =
    let file = Safetensors.Read(inFolder "foreign.safetensors")
    Dense(file.["fc1.weight"].Transpose(), file.["fc1.bias"], Activation.Relu)

layer.Inputs, layer.Outputs
(*** include-it ***)

(*** hide ***)
check "a foreign layer is put together" (layer.Inputs = 64 && layer.Outputs = 32)

(**
## Exchange with Python: npy and npz

Arrays alone go as NumPy's own files: `Npy` for one, `Npz` for several with names.
*)

Npy.Write(inFolder "latents.npy", (model.Encode images).Mean)

let latents = Npy.Read(inFolder "latents.npy")

latents.Shape, latents = (model.Encode images).Mean
(*** include-it ***)

(*** hide ***)
check "an array comes back" (latents = (model.Encode images).Mean)

Npz.Write(inFolder "both.npz", NamedTensors.Empty.With("images", images).With("latents", latents))

check "named arrays come back" ((Npz.Read(inFolder "both.npz")).["latents"] = latents)

(**
```python
import numpy

latents = numpy.load("latents.npy")
both = numpy.load("both.npz")          # both["images"], both["latents"]
numpy.save("changed.npy", latents * 2)
```

Pickled Python objects are refused, in both formats and always: unpickling runs code.

## Rejections

Before tensors are allocated, the header is checked against the length of the file. What is wrong gives one `InvalidDataException` that names the file, the byte and what was expected. Cut a file short:
*)

let whole = File.ReadAllBytes(inFolder "model.safetensors")
File.WriteAllBytes(inFolder "cut.safetensors", whole[.. whole.Length / 2])

refusal (fun () -> Safetensors.Read(inFolder "cut.safetensors")) |> withoutFolder
(*** include-it ***)

(**
Or let its first eight bytes, the length of the header, promise more than there is:
*)

File.WriteAllBytes(inFolder "lies.safetensors", Array.append (BitConverter.GetBytes 90_000_000L) whole[8..])

refusal (fun () -> Safetensors.Read(inFolder "lies.safetensors")) |> withoutFolder
(*** include-it ***)

(*** hide ***)
for length in 0..97 .. whole.Length - 1 do
    File.WriteAllBytes(inFolder "cut.safetensors", whole[.. length - 1])

    try
        Safetensors.Read(inFolder "cut.safetensors") |> ignore
        failwith $"A file cut after {length} bytes was read."
    with :? InvalidDataException ->
        ()

Directory.Delete(folder, true)
