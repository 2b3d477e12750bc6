#load "../docs/prelude.fsx"

// readme:begin
// A script: train a VAE, score it on images it has not seen, save a picture of what it generates.
open VaeFunctional
open VaeFunctional.FSharp

let key = RandomKey.FromSeed 7
let images = ShapeImages.Generate(key.Fold "data", 2_000, 16).Images
let split = key.Bernoulli images |> DataSplit.random 0.1 (key.Fold "split")

let vae =
    Vae.Create(
        encoder = Mlp.Create(key.Fold "encoder", [ 256; 128; 20 ], Activation.Relu),
        decoder = Mlp.Create(key.Fold "decoder", [ 10; 128; 256 ], Activation.Relu),
        likelihood = LikelihoodHead.Bernoulli(split.Train.Mean 0)
    )

let loss model (batch: Batch) (at: StepContext) =
    batch.X |> Elbo.estimate at.Key model |> Elbo.toObjective (Warmup.Linear(at.Step, 100))

let trained =
    vae
    |> TrainingState.start (Adam.Default.WithLearningRate 2e-3) (key.Fold "train")
    |> Train.run 50 loss (split.Train |> Batches.shuffled 100 |> Batches.epochs 10)
    |> Train.states
    |> Seq.last
    |> _.Model

split.Validation |> LogLikelihood.estimate (key.Fold "score") 50 trained |> printfn "%O"

let drawn = trained |> Vae.generate (key.Fold "pictures") 16
PictureGrid.Of(drawn.Mean, 16, 16, columns = 8, scale = 3).Save "generated.png"
// readme:end
