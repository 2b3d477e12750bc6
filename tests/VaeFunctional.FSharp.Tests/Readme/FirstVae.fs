module VaeFunctional.FSharp.Tests.FirstVae

// readme:begin
// A VAE in F#, from scratch: the model is a record, the objective an expression, training a pipeline.
open VaeFunctional
open VaeFunctional.FSharp

type Model =
    { Encoder: Mlp
      Decoder: Mlp }

    interface IParameters<Model> with
        member m.Map f = { Encoder = f.At("encoder", m.Encoder); Decoder = f.At("decoder", m.Decoder) }

let loss (model: Model) (batch: Batch) (at: StepContext) =
    let q = batch.X |> model.Encoder.Apply |> PosteriorHead.diagonal
    let p = q.Sample at.Key |> model.Decoder.Apply |> Bernoulli.ofLogits
    p.CheckSupport batch.X

    Elbo.ofTerms (p.LogDensity batch.X) (q.KlToStandard())
    |> Elbo.toObjective (Warmup.Linear(at.Step, 100))

let key = RandomKey.FromSeed 7
let shapes = ShapeImages.Generate(key.Fold "data", 2_000, 16)

let start =
    { Encoder = Mlp.Create(key.Fold "encoder", [ 256; 128; 20 ], Activation.Relu)
      Decoder = Mlp.Create(key.Fold "decoder", [ 10; 128; 256 ], Activation.Relu) }

let batches = shapes.Images |> Batches.shuffled 100 |> Batches.map (fun x key -> key.Bernoulli x)

let trained =
    TrainingState.Start(start, Adam.Default.WithLearningRate 2e-3, key.Fold "train")
    |> Train.run 50 loss (batches |> Batches.epochs 10)
    |> Train.states
    |> Seq.map (fun state ->
        printfn $"{state.Step, 6}  {state.Terms}"
        state)
    |> Seq.last
// readme:end
