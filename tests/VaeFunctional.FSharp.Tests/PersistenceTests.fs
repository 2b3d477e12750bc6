module VaeFunctional.FSharp.Tests.PersistenceTests

open System.IO
open FsCheck.Xunit
open VaeFunctional
open VaeFunctional.FSharp
open Xunit

let private key = RandomKey.FromSeed 12
let private images = ShapeImages.Generate(key.Fold "data", 60, 8).Images
let private batches = images |> Batches.shuffled 20 |> Batches.epochs 4

/// A custom model with its own hyperparameter, untrained.
type Tempered =
    { Body: CustomVae.Model
      Beta: float }

    interface IParameters<Tempered> with
        member m.Map f = { Body = f.At("body", m.Body); Beta = f.Setting("beta", m.Beta) }

let private temperedOf (seed: string) beta =
    { Body =
        { Encoder = Mlp.Create(key.Fold(seed).Fold "encoder", [ 64; 8; 4 ], Activation.Tanh)
          Decoder = Mlp.Create(key.Fold(seed).Fold "decoder", [ 2; 8; 64 ], Activation.Tanh)
          LogScale = Tensor.Full(Shape 64, log 0.3) }
      Beta = beta }

type Schedule =
    | Constant of float
    | Steps of float list
    | Off

type Decay =
    | Linear = 0
    | Cosine = 1

/// A model with settings of every kind that has a text, and one of a type that has none.
type Optioned =
    { Weight: Tensor
      Rate: float
      Widths: int list
      Note: string
      Decay: Decay
      Schedule: Schedule }

    interface IParameters<Optioned> with
        member m.Map f =
            { Weight = f.At("weight", m.Weight)
              Rate = f.Setting("rate", m.Rate)
              Widths = f.Setting("widths", m.Widths)
              Note = f.Setting("note", m.Note)
              Decay = f.Setting("decay", m.Decay)
              Schedule =
                f.Setting(
                    "schedule",
                    m.Schedule,
                    function
                    | Constant rate -> $"constant {rate:R}"
                    | Steps rates -> String.concat " " [ for rate in rates -> $"{rate:R}" ]
                    | Off -> "off"
                ) }

type Untold =
    { Weight: Tensor
      Schedule: Schedule }

    interface IParameters<Untold> with
        member m.Map f = { Weight = f.At("weight", m.Weight); Schedule = f.Setting("schedule", m.Schedule) }

let private loss (model: Tempered) (batch: Batch) (at: StepContext) =
    batch.X |> Elbo.estimate at.Key model.Body |> Elbo.toObjective model.Beta

let private startOf seed = temperedOf seed 2.0 |> TrainingState.start Adam.Default (key.Fold "train")

let private inFolder (test: (string -> string) -> unit) =
    let folder = Directory.CreateTempSubdirectory "persistence-"

    try
        test (fun name -> Path.Combine(folder.FullName, name))
    finally
        folder.Delete true

[<Fact>]
let A_record_of_ones_own_is_saved_and_loaded_into_another_of_its_kind () =
    inFolder (fun path ->
        let trained = startOf "one" |> Train.run 12 loss batches |> Train.states |> Seq.last |> _.Model
        trained |> ModelFile.save (path "model.safetensors")
        let loaded = temperedOf "other" 2.0 |> ModelFile.load (path "model.safetensors")
        Assert.Equal(trained, loaded)
        Assert.NotEqual(trained, temperedOf "one" 2.0)

        let refused =
            Assert.Throws<System.ArgumentException>(fun () ->
                temperedOf "other" 1.0 |> ModelFile.load (path "model.safetensors") |> ignore)

        Assert.Contains("beta", refused.Message))

[<Fact>]
let A_setting_of_any_kind_is_told_from_every_other () =
    inFolder (fun path ->
        let some =
            { Weight = Tensor.Scalar 1.0
              Rate = 1.0
              Widths = [ 1..200 ]
              Note = "a"
              Decay = Decay.Linear
              Schedule = Constant 1.0 }

        let all =
            [ some
              { some with Rate = 1.00000000000001 }
              { some with Widths = [ 1..199 ] @ [ 0 ] }
              { some with Note = "" }
              { some with Decay = Decay.Cosine }
              { some with Schedule = Constant 1.00000000000001 }
              { some with Schedule = Steps [ 1.0; 2.0 ] }
              { some with Schedule = Steps [ 1.0; 2.00000000000001 ] }
              { some with Schedule = Off } ]

        for saved in all do
            saved |> ModelFile.save (path "options.safetensors")

            for like in all do
                let load () = like |> ModelFile.load (path "options.safetensors")

                if like = saved then
                    Assert.Equal(saved, load ())
                else
                    Assert.Throws<System.ArgumentException>(load >> ignore) |> ignore)

[<Fact>]
let A_union_without_a_text_is_refused_with_its_path () =
    inFolder (fun path ->
        let model: Untold = { Weight = Tensor.Scalar 1.0; Schedule = Steps [ 1.0 ] }

        let error =
            Assert.Throws<System.ArgumentException>(fun () -> model |> ModelFile.save (path "untold.safetensors"))

        Assert.Contains("The setting 'schedule'", error.Message))

[<Fact>]
let A_run_that_was_broken_off_ends_as_one_that_was_not () =
    inFolder (fun path ->
        let file = path "run.safetensors"

        let run () =
            startOf "one"
            |> Checkpoint.loadOrStart file
            |> Train.run 5 loss batches
            |> Train.states
            |> Checkpoint.saveEach file

        let whole = startOf "one" |> Train.run 5 loss batches |> Train.states |> Seq.last
        Assert.Equal(5L, (run () |> Seq.head).Step)
        Assert.Equal(whole, run () |> Seq.last)
        let like = startOf "other"
        Assert.Equal(whole, like |> Checkpoint.load file)
        Assert.Equal(Checkpoint.LoadPrevious(file, like), like |> Checkpoint.loadPrevious file)
        Assert.Equal(10L, (like |> Checkpoint.loadPrevious file).Step)
        whole |> Checkpoint.save (path "again.safetensors")
        Assert.Equal(whole, like |> Checkpoint.load (path "again.safetensors")))

[<Property(MaxTest = 20)>]
let A_model_of_any_kind_is_loaded_as_it_was_saved (model: Vae) =
    inFolder (fun path ->
        model |> ModelFile.save (path "model.safetensors")
        Assert.Equal(model, Parameters.zerosLike model |> ModelFile.load (path "model.safetensors")))

[<Property(MaxTest = 20)>]
let Files_of_tensors_are_those_of_the_methods (example: NetworkExample) =
    let x = example.X

    inFolder (fun path ->
        let same (ours: string) (theirs: string) =
            Assert.Equal<byte>(File.ReadAllBytes(path theirs), File.ReadAllBytes(path ours))

        let named = NamedTensors.Of(Map [ "x", x; "y", x.Mean 0 ])
        x |> Npy.write (path "ours.npy")
        Npy.Write(path "theirs.npy", x)
        same "ours.npy" "theirs.npy"
        named |> Npz.write (path "ours.npz")
        Npz.Write(path "theirs.npz", named)
        same "ours.npz" "theirs.npz"
        named |> Safetensors.write (path "ours.safetensors")
        Safetensors.Write(path "theirs.safetensors", named)
        same "ours.safetensors" "theirs.safetensors")
