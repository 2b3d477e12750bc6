module VaeFunctional.FSharp.Tests.ModelFacadeTests

open FsCheck.Xunit
open VaeFunctional
open VaeFunctional.FSharp
open Xunit

let private key = RandomKey.FromSeed 8

let private vae =
    Vae.Create(
        Mlp.Create(key.Fold "encoder", [ 3; 5; 4 ], Activation.Tanh),
        Mlp.Create(key.Fold "decoder", [ 2; 5; 3 ], Activation.Tanh),
        LikelihoodHead.Gaussian 0.5
    )

let private data = (key.Fold "data").Normal(Shape(12, 3))

let private same (a: Distribution) (b: Distribution) = Assert.Equal(a, b)

[<Property>]
let What_a_model_is_used_for_is_that_of_the_methods (example: ModelExample) =
    let vae, x, key = example.Model, example.X, example.Key
    Assert.Equal(vae.Forward(x, key), x |> Vae.forward key vae)
    Assert.Equal(vae.Sample(key, 4), vae |> Vae.sample key 4)
    same (vae.Generate(key, 4)) (vae |> Vae.generate key 4)
    let first, last = x.Slice(0, 1), x.Slice(x.Shape[0] - 1, 1)
    same (vae.Interpolate(first, last, 5)) (last |> Vae.interpolate 5 vae first)
    let z = key.Normal(Shape vae.Latent)
    let dimension = vae.Latent - 1
    same (vae.Traverse(z, dimension, [ -1.0; 0.0; 1.0 ])) (z |> Vae.traverse dimension [ -1.0; 0.0; 1.0 ] vae)

[<Property>]
let Bounds_of_a_model_are_those_of_the_methods (example: ModelExample) =
    let vae, x, key = example.Model, example.X, example.Key
    Assert.Equal(Elbo.Estimate(vae, x, key), x |> Elbo.estimate key vae)
    Assert.Equal(ImportanceWeightedBound.Estimate(vae, x, key, 3), x |> ImportanceWeightedBound.estimate key 3 vae)

[<Property>]
let Evaluations_are_those_of_the_methods (example: ModelExample) =
    let vae, x, key = example.Model, example.X, example.Key
    Assert.Equal(LogLikelihood.Estimate(vae, x, key, 5), x |> LogLikelihood.estimate key 5 vae)
    Assert.Equal(RateDistortion.Estimate(vae, x, key, 2), x |> RateDistortion.estimate key 2 vae)
    let examples = Tensor.Concatenate [ x; x ]
    Assert.Equal(ActiveUnits.Estimate(vae, examples), examples |> ActiveUnits.estimate vae)

[<Fact>]
let Laws_of_a_model_are_those_of_the_method () =
    Assert.Equal(ModelLaws.Check(vae, data, key), data |> ModelLaws.check key vae)

[<Fact>]
let A_split_is_that_of_the_method () =
    Assert.Equal(DataSplit.Random(data, 0.25, key), data |> DataSplit.random 0.25 key)

[<Fact>]
let What_is_called_with_one_argument_stands_in_a_pipeline_as_it_is () =
    let standardize = Standardization.Fit data

    let reconstructed =
        data |> standardize.Apply |> vae.Encode |> _.Mode |> vae.Decode |> _.Mean |> standardize.Invert

    same (vae.Reconstruct(standardize.Apply data)) (data |> standardize.Apply |> vae.Reconstruct)
    Assert.Equal(standardize.Invert (vae.Reconstruct(standardize.Apply data)).Mean, reconstructed)
