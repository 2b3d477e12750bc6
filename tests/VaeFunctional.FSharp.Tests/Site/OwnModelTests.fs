// readme:begin
[<VaeFunctional.VaeProperties>]
module OwnModel.ModelTests

open FsCheck.Xunit
open VaeFunctional
open Xunit

type Model =
    { Encoder: Mlp
      Decoder: Mlp
      LogScale: Tensor }

    interface IParameters<Model> with
        member m.Map f =
            { Encoder = f.At("encoder", m.Encoder)
              Decoder = f.At("decoder", m.Decoder)
              LogScale = f.At("log-scale", m.LogScale) }

    interface ILatentModel with
        member m.Prior = DiagonalGaussian.Standard m.Decoder.Inputs
        member m.Encode x = PosteriorHead.DiagonalGaussian.Of(m.Encoder.Apply x)
        member m.Decode z = DiagonalGaussian(m.Decoder.Apply z, 2.0 * m.LogScale)

let key = RandomKey.FromSeed 11

let model =
    { Encoder = Mlp.Create(key.Fold "encoder", [ 6; 12; 4 ], Activation.Tanh)
      Decoder = Mlp.Create(key.Fold "decoder", [ 2; 12; 6 ], Activation.Tanh)
      LogScale = (key.Fold "scales").Normal(Shape 6) }

let data = (key.Fold "data").Normal(Shape(50, 6))

// All laws of models, for ten generated keys.
[<Fact>]
let The_model_obeys_every_law () = ModelProperties.Check(model, data)

// A law of your own, for generated keys.
[<Property>]
let The_bound_is_at_least_the_mean_log_weight (key: RandomKey) =
    let bound = ImportanceWeightedBound.Estimate(model, data, key, 5)
    let means = (bound.LogWeights.Mean 0).ToDoubles()
    Array.forall2 (fun mean value -> mean <= value + 1e-4) means (bound.Values.ToDoubles())

// A law of the library's own models, for random sizes, heads and priors.
[<Property>]
let Reconstructions_have_the_shape_of_the_data (example: ModelExample) =
    example.Model.Reconstruct(example.X).Shape = example.X.Shape
// readme:end
