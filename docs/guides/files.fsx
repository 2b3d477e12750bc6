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
open System.Text.Json
open VaeFunctional
open VaeFunctional.FSharp

let key = RandomKey.FromSeed 9

let vaeOf hidden activation =
    Vae.Create(
        Mlp.Create(key.Fold "encoder", [ 64; hidden; 8 ], activation),
        Mlp.Create(key.Fold "decoder", [ 4; hidden; 64 ], activation),
        LikelihoodHead.Bernoulli()
    )

let model = vaeOf 32 Activation.Relu

(**
## A model

`ModelFile.save` writes every leaf under its path, together with the settings of the records (the activation of a layer, for instance). To load, give a model of the same kind as a template; its
numbers do not matter.
*)

model |> ModelFile.save (inFolder "model.safetensors")

let loaded = vaeOf 32 Activation.Relu |> ModelFile.load (inFolder "model.safetensors")

loaded = model
(*** include-it ***)

(*** hide ***)
check "a loaded model is the saved one" (loaded = model)

(**
If the template is of another kind, one error lists what differs: up to twenty leaves and settings, and the number of the others (`refusal`
gives the message of the exception):
*)

refusal (fun () -> vaeOf 16 Activation.Tanh |> ModelFile.load (inFolder "model.safetensors"))
|> withoutFolder
|> printfn "%s"
(*** include-output ***)

(*** hide ***)
let refusedDeep =
    let deep = Mlp.Create(key.Fold "deep", List.replicate 16 4, Activation.Relu)
    refusal (fun () -> deep |> ModelFile.load (inFolder "model.safetensors"))

check "the list stops after twenty" (refusedDeep.Split("\n- ").Length = 22 && refusedDeep.Contains "- and ")

(**
Your own record is saved the same way: `Map` names its leaves. It names settings that are not tensors too, with `f.Setting`, and then they must agree. A setting is a
number, a text, a truth value, an enumeration, or a list of these. For a value of any other type, give the function to its text: `f.Setting("schedule", m.Schedule, fun schedule -> ...)`.
*)

type Ordinal =
    { Network: Mlp
      Levels: int }

    interface IParameters<Ordinal> with
        member m.Map f = { Network = f.At("network", m.Network); Levels = f.Setting("levels", m.Levels) }

let ordinal levels = { Network = Mlp.Create(key.Fold "ordinal", [ 4; levels ], Activation.Relu); Levels = levels }

ordinal 5 |> ModelFile.save (inFolder "ordinal.safetensors")

(ordinal 5 |> ModelFile.load (inFolder "ordinal.safetensors")) = ordinal 5
(*** include-it ***)

(*** hide ***)
check "a custom record comes back" ((ordinal 5 |> ModelFile.load (inFolder "ordinal.safetensors")) = ordinal 5)

check
    "a differing setting is told"
    ((refusal (fun () -> { ordinal 5 with Levels = 6 } |> ModelFile.load (inFolder "ordinal.safetensors"))).Contains
        "levels")

(**
The name of each record's type is a setting as well, so a type that is renamed no longer fits its old files:
*)

type Ranking =
    { Network: Mlp
      Levels: int }

    interface IParameters<Ranking> with
        member m.Map f = { Network = f.At("network", m.Network); Levels = f.Setting("levels", m.Levels) }

let ranking: Ranking = { Network = (ordinal 5).Network; Levels = 5 }

refusal (fun () -> ranking |> ModelFile.load (inFolder "ordinal.safetensors"))
|> withoutFolder
|> printfn "%s"
(*** include-output ***)

(**
To load them nonetheless, write the tensors again without the metadata. The result is like a file of another program: it is loaded by names and shapes
alone, and nothing checks that the settings agree. This is for models: a checkpoint without its metadata is not a checkpoint, so let a run end before you
rename its types. A file of an older version of the format is refused; its tensors can be read in the same way.
*)

Safetensors.Read(inFolder "ordinal.safetensors").WithoutMetadata()
|> Safetensors.write (inFolder "ranking.safetensors")

(ranking |> ModelFile.load (inFolder "ranking.safetensors")) = ranking
(*** include-it ***)

(*** hide ***)
check
    "a renamed record is loaded by names and shapes"
    ((ranking |> ModelFile.load (inFolder "ranking.safetensors")) = ranking)

(**
## A checkpoint

A checkpoint holds the whole state: the model, the optimizer and its moments, the key, the number of steps and the terms of the last one. `Checkpoint.saveEach` writes every state of a run as it
passes, and `Checkpoint.loadOrStart` begins where the last run ended, or at the start if there is no file; a folder that does not exist is refused before anything is computed. These two are all that a
long training needs to survive a crash. A run that is complete gives no more states, so the initial state is put first: there is always a last one.
*)

let images = ShapeImages.Generate(key.Fold "data", 300, 8).Images

let batches =
    images
    |> Batches.shuffled 50
    |> Batches.epochs 5
    |> Batches.map (fun gray draw -> draw.Bernoulli gray)

let loss (model: Vae) (batch: Batch) (at: StepContext) = Elbo.Estimate(model, batch.X, at.Key) |> Elbo.toObjective 1.0

let start = TrainingState.Start(model, Adam.Default.WithLearningRate 3e-3, key.Fold "train")

let train (name: string) (start: TrainingState<Vae>) =
    let from = start |> Checkpoint.loadOrStart (inFolder name)

    from
    |> Train.run 10 loss batches
    |> Train.states
    |> Checkpoint.saveEach (inFolder name)
    |> Seq.append [ from ]

(**
A run that is interrupted after its first saved state, as if the power had failed; the next run; and one more when nothing is left to do:
*)

let stepsOf states = states |> Seq.map (fun (state: TrainingState<Vae>) -> state.Step) |> List.ofSeq

let brokenOff = start |> train "run.safetensors" |> Seq.truncate 2 |> stepsOf
let resumed = start |> train "run.safetensors" |> stepsOf
let complete = start |> train "run.safetensors" |> stepsOf

brokenOff, resumed, complete
(*** include-it ***)

(**
The second continued from step 10, and it ended with the bits of a run that nobody interrupted:
*)

let uninterrupted = start |> Train.run 10 loss batches |> Train.states |> Seq.last

(start |> Checkpoint.load (inFolder "run.safetensors")) = uninterrupted
(*** include-it ***)

(*** hide ***)
check
    "a folder that does not exist is refused at once"
    ((refusal (fun () -> start |> Checkpoint.loadOrStart (inFolder "nowhere/run.safetensors"))).Contains "nowhere")

check "it went on from where it was" ((brokenOff, resumed, complete) = ([ 0L; 10L ], [ 10L; 20L; 30L ], [ 30L ]))

check
    "the resumed run ends like the uninterrupted one"
    ((start |> Checkpoint.load (inFolder "run.safetensors")) = uninterrupted)

(**
Data, size of the batches, number of epochs and objective are not in the file, and must stay as they were for the same bits; only more epochs lengthen the run and change nothing before. Key and number of
steps come from the file, not from the template. To start over, delete both `run.safetensors` and `run.safetensors.previous`, the state before the last: if only that is left, it is loaded.

## Another learning rate

The optimizer belongs to the state that is saved, and the template must have the same, so that it does not change unnoticed. A run that is interrupted and started again with a smaller learning rate is refused:
*)

start |> train "slower.safetensors" |> Seq.truncate 2 |> Seq.iter ignore

let slower = start.WithOptimizer(Adam.Default.WithLearningRate 1e-3)

refusal (fun () -> slower |> train "slower.safetensors") |> withoutFolder |> printfn "%s"
(*** include-output ***)

(**
To change it, load the state as it was saved, give it the other optimizer, which continues with the same moments, and save it. From then on `slower` is the initial state:
*)

(start |> Checkpoint.load (inFolder "slower.safetensors")).WithOptimizer slower.Optimizer
|> Checkpoint.save (inFolder "slower.safetensors")

let slowed = slower |> train "slower.safetensors" |> List.ofSeq

stepsOf slowed, (List.last slowed).Optimizer
(*** include-it ***)

(*** hide ***)
check "it continues from where it was, slower" (stepsOf slowed = [ 10L; 20L; 30L ])

check
    "the optimizer is the other one"
    ((List.last slowed).Optimizer = slower.Optimizer && slower.Optimizer <> start.Optimizer)

check "and that makes a difference" ((List.last slowed).Model <> uninterrupted.Model)

(**
## A file that is damaged

A checkpoint appears whole or not at all: it is written to a file next to it, flushed to the disk, and moved into place. The state before the last stays as `run.safetensors.previous`, and a
checksum of every byte is verified when a file is read. So a file that the disk has damaged is noticed, and there is a previous one to return to:
*)

let bytes = File.ReadAllBytes(inFolder "run.safetensors")
bytes[bytes.Length / 2] <- bytes[bytes.Length / 2] ^^^ 1uy
File.WriteAllBytes(inFolder "run.safetensors", bytes)

refusal (fun () -> start |> Checkpoint.load (inFolder "run.safetensors"))
|> withoutFolder
|> printfn "%s"
(*** include-output ***)

let previous = start |> Checkpoint.loadPrevious (inFolder "run.safetensors")

previous.Step
(*** include-it ***)

(*** hide ***)
check "the state before is there" (previous.Step = 20L)

(**
A process that is killed while it saves may leave a file that ends in `.draft` next to its checkpoint. Nothing reads it, and a save more than ten seconds later deletes it.
*)

(*** hide ***)
let draft = inFolder "run.safetensors.0123456789ab01234567.draft"
File.WriteAllText(draft, "half a checkpoi")
previous |> Checkpoint.save (inFolder "run.safetensors")
check "a later save deletes a draft that was left" (not (File.Exists draft))

(**
## What is in a file

A file is [safetensors](https://github.com/huggingface/safetensors): eight bytes with the length of the header, the header in JSON, and the numbers. In a model's file the tensors have the paths of its
leaves, constants included. A checkpoint has them under `model/`, and the optimizer's moments of those that are trained under `optimizer/0/` and so on:
*)

let inCheckpoint = Safetensors.Read(inFolder "slower.safetensors")

for name in inCheckpoint.Names |> Seq.filter _.EndsWith("hidden/0/weight") do
    printfn $"{name} {inCheckpoint[name].Shape}"
(*** include-output ***)

(*** hide ***)
let paths = [ for leaf in Parameters.leaves model -> leaf.Path ]
let trained = [ for leaf in Parameters.leaves model |> Seq.filter (_.IsConstant >> not) -> leaf.Path ]

let prefixed =
    [ for path in paths -> "model/" + path ]
    @ [ for i in 0..1 do
            for path in trained -> $"optimizer/{i}/{path}" ]

let inModel = Safetensors.Read(inFolder "model.safetensors")

check "a model's file has its leaves" (Set.ofSeq inModel.Names = Set.ofList paths)
check "a checkpoint has the model and two moments of Adam" (Set.ofSeq inCheckpoint.Names = Set.ofList prefixed)

(**
What is not a tensor is stored as JSON in the metadata, under `vaefunctional`: the version of the format, what kind of file it is and what wrote it, and the settings of the model by path. In a checkpoint
follow the number of steps, the key, the terms of the last step, and the optimizer with its number of updates and the names of its moments:
*)

let described (content: NamedTensors) =
    [ for part in JsonDocument.Parse(content.Metadata["vaefunctional"]).RootElement.EnumerateObject() ->
          part.Name, part.Value.GetRawText() ]

for name, text in described inCheckpoint do
    let shown = if text.Length > 70 then text[..66] + "..." else text
    printfn $"{name, -14} {shown}"
(*** include-output ***)

(*** hide ***)
let partsOf content = described content |> List.map fst |> String.concat " "

check "the parts of a model's metadata" (partsOf inModel = "format kind writer settings")

check
    "the parts of a checkpoint's metadata"
    (partsOf inCheckpoint = "format kind writer settings step key terms optimizer optimizerStep moments")

check "the name of a file's kind" (List.contains ("kind", "\"checkpoint\"") (described inCheckpoint))

(**
The checksum is under `vaefunctional.sha256`; the library writes and verifies it, and does not show it. `<path>.previous` is a file of the same kind.
*)

(*** hide ***)
let header =
    let bytes = File.ReadAllBytes(inFolder "slower.safetensors")
    Text.Encoding.UTF8.GetString(bytes, 8, int (BitConverter.ToInt64(bytes, 0)))

check "the checksum is in the header" (header.Contains "\"vaefunctional.sha256\"")
check "the checksum is kept to itself" (not (inCheckpoint.Metadata.ContainsKey "vaefunctional.sha256"))

(**
## Exchange with Python: safetensors

Python reads these files with the package `safetensors`:

```python
from safetensors.numpy import load_file, save_file

tensors = load_file("model.safetensors")
print(tensors["encoder/hidden/0/weight"].shape)    # (64, 32)
```

A weight is `[inputs, outputs]`, since a layer computes $x W + b$; PyTorch's `nn.Linear` stores the transpose. In the other direction, `Safetensors.Read` reads any file of the format; you then put its tensors
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

Arrays alone can be saved as NumPy's own files: `Npy` for one, `Npz` for several with names.
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

Before tensors are allocated, the header is checked against the length of the file. A violation gives one `InvalidDataException` that names the file, the byte and what was expected. Cut a file short:
*)

let whole = File.ReadAllBytes(inFolder "model.safetensors")
File.WriteAllBytes(inFolder "cut.safetensors", whole[.. whole.Length / 2])

refusal (fun () -> Safetensors.Read(inFolder "cut.safetensors")) |> withoutFolder
(*** include-it ***)

(**
Or let its first eight bytes, the length of the header, promise more than the file holds:
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
