module VaeFunctional.FSharp.Tests.VaeTests

open VaeFunctional
open VaeFunctional.FSharp
open Xunit

let private key = RandomKey.FromSeed 11
let private images = ShapeImages.Generate(key.Fold "data", 200, 8).Images

let private custom: CustomVae.Model =
    { Encoder = Mlp.Create(key.Fold "encoder", [ 64; 32; 8 ], Activation.Tanh)
      Decoder = Mlp.Create(key.Fold "decoder", [ 4; 32; 64 ], Activation.Tanh)
      LogScale = Tensor.Full(Shape 64, log 0.3) }

let private at = StepContext(0L, key.Fold "at")

let private fewExamples = Batches.InOrder(images, 5).At(0L, key)

let private train precision =
    TrainingState.Start(Parameters.toPrecision precision custom, Adam.Default.WithLearningRate 3e-3, key.Fold "train")
    |> Train.run 40 CustomVae.loss (images |> Batches.shuffled 50 |> Batches.epochs 30)
    |> Train.states
    |> Seq.toList

[<Fact>]
let The_first_example_trains_a_model () =
    let elbo (model: FirstVae.Model) =
        let loss model = FirstVae.loss model (FirstVae.batches.At(0L, key)) (StepContext(100L, key))

        (model |> Gradient.value loss).Terms["elbo"]

    Assert.Equal(200L, FirstVae.trained.Step)
    Assert.True(elbo FirstVae.trained.Model > elbo FirstVae.start + 50.0, FirstVae.trained.Terms.ToString())

[<Fact>]
let The_first_example_refuses_gray_pixels_and_says_what_to_do () =
    let gray = Batch(FirstVae.shapes.Images.Slice(0, 5), fewExamples.Rows, 0)
    let step () = FirstVae.loss FirstVae.start gray at |> ignore
    let error = Assert.Throws<System.ArgumentException> step
    Assert.Contains("binarize gray data with key.Bernoulli", error.Message)

[<Fact>]
let A_record_of_two_lines_keeps_the_laws_of_parameter_records () =
    Parameters.Check FirstVae.start
    Parameters.Check custom

[<Fact>]
let The_first_example_has_the_right_gradient () =
    let tanh key widths = Mlp.Create(key, widths, Activation.Tanh)

    let smooth: FirstVae.Model =
        { Encoder = tanh (key.Fold 1L) [ 64; 6; 4 ]; Decoder = tanh (key.Fold 2L) [ 2; 6; 64 ] }

    let batch = Batch(key.Bernoulli fewExamples.X, fewExamples.Rows, 0)

    let check =
        GradientCheck.Objective((fun model -> FirstVae.loss model batch (StepContext(50L, key))), smooth, key)

    Assert.True(check.Passes(), string check)

[<Fact>]
let A_model_with_a_likelihood_of_its_own_has_the_right_gradient () =
    let check =
        GradientCheck.Objective((fun model -> CustomVae.loss model fewExamples at), custom, key.Fold "check", 1e-4)

    Assert.True(check.Passes 1e-5, string check)

[<Theory>]
[<InlineData(Precision.Single)>]
[<InlineData(Precision.Double)>]
let A_model_with_a_likelihood_of_its_own_trains_and_is_evaluated_in_both_precisions precision =
    let states = train precision
    let first, last = List.head states, List.last states
    Assert.True(last.Terms["elbo"] > first.Terms["elbo"] + 5.0, string last.Terms)

    Assert.True(last.Model |> Parameters.leaves |> Seq.forall (fun leaf -> leaf.Value.Precision = precision))

    let estimate = LogLikelihood.Estimate(last.Model, images, key, 20)
    Assert.True(estimate.Mean > estimate.Elbo, string estimate)

[<Fact>]
let Both_precisions_begin_alike () =
    let value precision =
        (custom
         |> Parameters.toPrecision precision
         |> Gradient.value (fun model -> CustomVae.loss model fewExamples at))
            .Value

    let single, double = value Precision.Single, value Precision.Double
    Assert.NotEqual(single, double)
    Assert.Equal(double, single, 1e-4 * abs double)
