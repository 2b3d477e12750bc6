(**
---
title: Data
category: Guides
categoryindex: 3
index: 7
---

# Data

Data is a tensor `[examples, features]`, whatever its source. This page reads common formats, standardizes, makes batches, and streams what does not fit
in memory. The page writes every file first, into an empty folder, so that you can run it.
*)

(*** hide ***)
#load "../prelude.fsx"

open System
open System.IO
open Prelude

let folder = Directory.CreateTempSubdirectory("vae-data").FullName
let inFolder (name: string) = Path.Combine(folder, name)
let withoutFolder (message: string) = message.Replace(folder + Path.DirectorySeparatorChar.ToString(), "")
(** *)
open System.IO
open VaeFunctional
open VaeFunctional.FSharp

let key = RandomKey.FromSeed 6

(**
## Images: IDX

MNIST and its relatives come as IDX, compressed with gzip or not; the first bytes tell which, not the name. `Idx.ReadImages` gives intensities, 0 black and 1 white,
each image in a row.
*)

let shapes = ShapeImages.Generate(key.Fold "shapes", 200, 16)

Idx.WriteImages(inFolder "images-idx3-ubyte.gz", ImageSet(shapes.Images, 16, 16))
Idx.WriteLabels(inFolder "labels-idx1-ubyte.gz", shapes.Kinds())

let read = Idx.ReadLabeledImages(inFolder "images-idx3-ubyte.gz", inFolder "labels-idx1-ubyte.gz")

read.Images.Images.Shape, read.Images.Height, read.Labels.Classes()
(*** include-it ***)

(*** hide ***)
check "labels come back" (read.Labels = shapes.Kinds())

let roundedBy = (read.Images.Images - shapes.Images).Abs().Max().ToScalar()

check "intensities come back to half a gray level" (roundedBy <= 0.5 / 255.0 + 1e-6)

(**
A file of bytes holds 256 gray levels, so what comes back is rounded to the nearest. `Idx.Read` returns an array of bytes of any rank as the numbers 0 to 255.

## Black and white

A Bernoulli likelihood is about pixels that are 0 or 1. There are two honest ways to make them from gray ones. *Dynamic* binarization draws again each time an image is seen, with
the gray level as probability:
*)

let batches =
    read.Images.Images
    |> Batches.shuffled 50
    |> Batches.epochs 10
    |> Batches.map (fun gray draw -> draw.Bernoulli gray)

(**
*Static* binarization draws once; the well-known binarized MNIST is of this kind, as text with a line for each image:
*)

BinarizedText.Write(inFolder "binarized.amat", key.Fold("binary").Bernoulli read.Images.Images)

let binary = BinarizedText.Read(inFolder "binarized.amat")

binary.Shape, binary = key.Fold("binary").Bernoulli read.Images.Images
(*** include-it ***)

(*** hide ***)
check "binary images come back" (binary = key.Fold("binary").Bernoulli read.Images.Images)

(**
The two are different data, so their likelihoods cannot be compared. What is never right is to give gray levels to a Bernoulli likelihood as if they were 0
and 1: the score looks better than any model deserves. Here it is an error (`refusal` gives the message of the exception):
*)

let vae =
    Vae.Create(
        Mlp.Create(key.Fold "encoder", [ 256; 32; 8 ], Activation.Relu),
        Mlp.Create(key.Fold "decoder", [ 4; 32; 256 ], Activation.Relu),
        LikelihoodHead.Bernoulli(read.Images.Images.Mean 0)
    )

refusal (fun () -> Elbo.Estimate(vae, read.Images.Images, key.Fold "noise"))
(*** include-it ***)

(**
Data that is really gray needs a Gaussian likelihood, for instance `LikelihoodHead.GaussianWithSharedScale()`, whose scale is learned.

## Tables: CSV

`Csv.Read`, in the package `VaeFunctional.Tables`, reads a table of numbers, with the names of the columns in the first line, in the invariant culture whatever the machine's culture.
*)

File.WriteAllText(inFolder "table.csv", "height,weight\n170,65.5\n182,81\n164,58.2\n171,70.4\n")

let table = Csv.Read(inFolder "table.csv")

table.Columns, table.Values.Shape, table.Column("weight").ToDoubles()
(*** include-it ***)

(*** hide ***)
check "columns by name" (table.Column("weight").ToDoubles() = [| 65.5; 81.0; 58.2; 70.4 |])

(**
A missing cell is an error that names the line and the column. Only you know whether it should be the mean, a class of its own, or a
row to leave out.
*)

File.WriteAllText(inFolder "holes.csv", "height,weight\n170,65.5\n182,\n")

refusal (fun () -> Csv.Read(inFolder "holes.csv")) |> withoutFolder
(*** include-it ***)

(**
## Standardization

Columns with different units belong on one scale. `Standardization.Fit` computes the mean and deviation of each column, in double. Apply the map to everything that the model sees, and invert it for
everything that the model returns. It is a parameter record of constants, so it can be a child of your model and be saved with it.
*)

let standardize = Standardization.Fit table.Values
let standardized = standardize.Apply table.Values

standardized.Mean(0).ToDoubles(), (standardize.Invert standardized - table.Values).Abs().Max().ToScalar()
(*** include-it ***)

(*** hide ***)
check "columns have mean 0" (standardized.Mean(0).ToDoubles() |> Array.forall (fun m -> abs m < 1e-12))

check
    "columns have deviation 1"
    (standardized.Square().Mean(0).ToDoubles() |> Array.forall (fun v -> abs (v - 1.0) < 1e-12))

check "inverting gives the data back" ((standardize.Invert standardized - table.Values).Abs().Max().ToScalar() < 1e-12)

(**
Fit it on the training rows alone, or the test rows influence the model. `DataSplit.Random` splits rows by a key:
*)

let parts = DataSplit.Random(binary, validationFraction = 0.2, key = key.Fold "split")

parts.Train.Shape, parts.Validation.Shape
(*** include-it ***)

(*** hide ***)
check "a split keeps all rows" (parts.Train.Shape.[0] + parts.Validation.Shape.[0] = 200)
check "a split takes the fraction" (parts.Validation.Shape.[0] = 40)

(**
## Batches

Batches are a function of the step and a key, and not a loop over a generator, so a run resumes at any step with the batch that it would have had.
*)

let shuffled = binary |> Batches.shuffled 64 |> Batches.epochs 2
let rows step = (shuffled.At(step, key)).Rows

shuffled.Count, [ for step in 0L .. shuffled.Count - 1L -> (rows step).Length ]
(*** include-it ***)

(*** hide ***)
let epoch first =
    [ for step in first .. first + 3L do
          yield! rows step ]

check "an epoch sees every row once" (List.sort (epoch 0L) = [ 0..199 ])
check "the next epoch has another order" (epoch 0L <> epoch 4L && List.sort (epoch 4L) = [ 0..199 ])
check "a batch is a function of step and key" ((shuffled.At(3L, key)).X = (shuffled.At(3L, key)).X)

(**
The last batch of an epoch holds what is left, and every row is seen once per epoch. `Batches.inOrder` keeps the order of the data; `Batches.map` changes examples with
a key of their step, for binarization as above, for noise, or for a random crop.

Numbers that are not finite are found before training, not after it:
*)

let spoilt = Tensor.FromArray(array2D [ [ 1.0; 2.0 ]; [ 3.0; nan ] ])

refusal (fun () -> Batches.inOrder 1 spoilt)
(*** include-it ***)

(**
## Streams

What does not fit in memory is read as needed. A source reads records by position (`IRecordSource`); IDX files that are not compressed are
one, and your own is a class with three members. Chunks are read and shuffled together; memory holds at most two.
*)

Idx.WriteImages(inFolder "images-idx3-ubyte", ImageSet(shapes.Images, 16, 16))

let streamed =
    use records = IdxRecords.OpenImages(inFolder "images-idx3-ubyte")
    let stream = Batches.Streamed(records, size = 50, epochs = 1, batchesPerChunk = 2)
    [ for step in 0L .. stream.Count - 1L -> (stream.At(step, key)).X.Shape ]

streamed
(*** include-it ***)

(*** hide ***)
check "a stream has all batches" (streamed = List.replicate 4 (Shape(50, 256)))

(**
Estimates take a source as well: `LogLikelihood.Estimate` and `RateDistortion.Estimate` go through it chunk by chunk.

## A damaged file

A file that is cut short, or whose header promises more than the file holds, gives one error that names the file, the byte and what was expected. Nothing is
allocated on the basis of a header alone.
*)

let whole = File.ReadAllBytes(inFolder "images-idx3-ubyte")
File.WriteAllBytes(inFolder "cut-idx3-ubyte", whole.[0..999])

refusal (fun () -> Idx.ReadImages(inFolder "cut-idx3-ubyte")) |> withoutFolder
(*** include-it ***)

(*** hide ***)
Directory.Delete(folder, true)
