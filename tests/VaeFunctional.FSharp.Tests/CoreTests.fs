/// What F# needs from a C# core, pinned by code that has to compile.
module VaeFunctional.FSharp.Tests.CoreTests

open System.Collections.Immutable
open VaeFunctional
open Xunit

let private key = RandomKey.FromSeed 9

/// A record of every kind of child, the record's own kind of list included.
type Parts =
    { Network: INetwork
      Mlp: Mlp
      Dense: Dense
      Head: IDistributionHead
      Prior: IPrior
      Layers: ImmutableArray<Dense>
      Inner: Inner
      Weight: Tensor
      Offset: Tensor }

    interface IParameters<Parts> with
        member m.Map f =
            { Network = f.At("network", m.Network)
              Mlp = f.At("mlp", m.Mlp)
              Dense = f.At("dense", m.Dense)
              Head = f.At("head", m.Head)
              Prior = f.At("prior", m.Prior)
              Layers = f.Each("layers", m.Layers)
              Inner = f.At("inner", m.Inner)
              Weight = f.At("weight", m.Weight)
              Offset = f.Constant("offset", m.Offset) }

and Inner =
    { Value: Tensor }

    interface IParameters<Inner> with
        member m.Map f = { Value = f.At("value", m.Value) }

/// A custom network.
type Scaled =
    { Body: Mlp
      Factor: Tensor }

    interface INetwork with
        member m.Inputs = m.Body.Inputs
        member m.Outputs = m.Body.Outputs
        member m.Apply x = m.Factor * m.Body.Apply x

        member m.Map f = { Body = f.At("body", m.Body); Factor = f.At("factor", m.Factor) }

let private parts =
    let mlp = Mlp.Create(key, [ 2; 3; 2 ], Activation.Relu)

    { Network = mlp
      Mlp = mlp
      Dense = mlp.Output
      Head = LikelihoodHead.Gaussian()
      Prior = Prior.Standard 2
      Layers = mlp.Hidden
      Inner = { Value = Tensor.Scalar 1.0 }
      Weight = Tensor.Scalar 2.0
      Offset = Tensor.Scalar 3.0 }

[<Fact>]
let A_record_names_every_kind_of_child_in_a_line () =
    let paths = [ for leaf in parts.Leaves() -> leaf.Path ]
    Assert.Contains("network/hidden/0/weight", paths)
    Assert.Contains("mlp/output/bias", paths)
    Assert.Contains("dense/weight", paths)
    Assert.Contains("head/log-variance", paths)
    Assert.Contains("layers/0/weight", paths)
    Assert.Contains("inner/value", paths)
    Assert.Contains("weight", paths)
    Assert.Equal("offset", parts.Leaves() |> Seq.filter _.IsConstant |> Seq.last |> _.Path)

[<Fact>]
let Copies_are_made_with_a_constructor_or_WithX () =
    let encoder, decoder =
        Mlp.Create(key, [ 2; 4 ], Activation.Relu), Mlp.Create(key, [ 2; 2 ], Activation.Relu)

    let vae = Vae.Create(encoder, decoder, LikelihoodHead.Gaussian 2.0)

    let prior = Prior.Fixed(DiagonalGaussian(Tensor.Ones(Shape 2), Tensor.Zeros(Shape 2)))

    Assert.Equal(
        Vae(encoder, vae.PosteriorHead, prior, decoder, parts.Head),
        vae.WithLikelihood(parts.Head).WithPrior prior
    )

    Assert.Equal(0.5, Adam.Default.WithLearningRate(0.5).LearningRate.At 0L)
    Assert.Equal(Tensor.Zeros(Shape 2), parts.Dense.WithBias(Tensor.Zeros(Shape 2)).Bias)

[<Fact>]
let Lambdas_and_curried_functions_become_delegates () =
    let loss (model: Parameter) (batch: Batch) (_: StepContext) = Objective.Of((batch.X - model.Value).Square().Sum 1)

    let start = TrainingState.Start(Parameter(Tensor.Zeros(Shape 2)), Sgd(LearningRate.Constant 0.1), key)

    let batches = Batches.InOrder(key.Normal(Shape(4, 2)), 2).Map(fun x key -> x + key.Uniform x.Shape)

    let states = Train.Run(start, loss, batches).States()

    Assert.Equal<TrainingState<Parameter>>(
        states,
        Train.Run(start, (fun model batch at -> loss model batch at), batches).States()
    )

    let zipped =
        parts.ZipParameters(parts, fun path first second -> if path = "weight" then first + second else first)

    Assert.Equal(Tensor.Scalar 4.0, zipped.Weight)

[<Fact>]
let A_learning_rate_is_a_number_or_a_schedule_without_an_annotation () =
    let fromNumbers = [ 0.5; 0.25 ] |> List.map (fun rate -> Adam.Default.WithLearningRate rate)
    let fromSchedule rate = Adam.Default.WithLearningRate rate
    Assert.Equal<float list>([ 0.5; 0.25 ], fromNumbers |> List.map (fun adam -> adam.LearningRate.At 0L))
    Assert.Equal(fromNumbers[0], fromSchedule (LearningRate.Constant 0.5))
    Assert.Equal(Sgd(LearningRate.Constant 0.5, 0.9), Sgd(0.5, momentum = 0.9))

/// A custom optimizer: the sign of the gradient, and on every n-th step the mean of the last two.
type SignDescent(rate: float, every: int64) =
    inherit Optimizer()
    override _.Moments = ImmutableArray.Create "last-sign"
    override _.Settings = OptimizerSettings("sign-descent").With("rate", rate).With("every", float every)

    override _.Displace(step, leaves) =
        [| for leaf in leaves ->
               let sign = leaf.Gradient / leaf.Gradient.Abs()

               let direction =
                   if step % every = every - 1L then
                       (sign + leaf.Moments[0]) / 2.0
                   else
                       sign

               LeafChange(direction * rate, [| sign |]) |]

[<Fact>]
let An_optimizer_of_ones_own_is_a_few_lines () =
    let start = Parameter(Tensor.FromArray([| 3.0; -2.0 |]))
    let sign = SignDescent(0.5, 2L)
    let first = sign.Update(start, Parameter(Tensor.FromArray([| 7.0; -0.1 |])), sign.Start start)
    Assert.Equal(Tensor.FromArray([| 2.5; -1.5 |]), first.Model.Value)

    let second =
        ClipByGlobalNorm(1.0).Then(sign).Update(first.Model, Parameter(Tensor.FromArray([| -7.0; -0.1 |])), first.State)

    Assert.Equal(Tensor.FromArray([| 2.5; -1.0 |]), second.Model.Value)
    Assert.Equal<Optimizer>(sign, SignDescent(0.5, 2L))
    Assert.NotEqual<Optimizer>(sign, SignDescent(0.5, 3L))

[<Fact>]
let Settings_of_an_optimizer_are_numbers_texts_rates_and_parts_without_an_annotation () =
    let settings =
        OptimizerSettings("mine")
            .With("every", 5.0)
            .With("times", 3)
            .With("rule", "sign")
            .With("rate", LearningRate.StepDecay(0.5, 10, 0.1))
            .With("inner", Sgd 0.1)

    Assert.Equal(
        "mine every 5 times 3 rule sign rate step decay rate/initial 0.5 rate/every 10 rate/factor 0.1 inner Sgd inner/rate 0.1 inner/momentum 0",
        string settings
    )

[<Fact>]
let Operators_take_tensors_and_numbers_on_either_side () =
    let x = Tensor.FromArray([| 1.0; 2.0 |])
    let doubles (values: float list) = Tensor.FromArray(Array.ofList values)
    Assert.Equal(doubles [ 2; 4 ], 2.0 * x)
    Assert.Equal(doubles [ 2; 4 ], x * 2.0)
    Assert.Equal(doubles [ 2; 3 ], x + 1.0)
    Assert.Equal(doubles [ 2; 3 ], 1.0 + x)
    Assert.Equal(doubles [ 0; -1 ], 1.0 - x)
    Assert.Equal(doubles [ 0; 1 ], x - 1.0)
    Assert.Equal(doubles [ 1; 0.5 ], 1.0 / x)
    Assert.Equal(doubles [ 0.5; 1 ], x / 2.0)
    Assert.Equal(doubles [ -1; -2 ], -x)
    Assert.Equal(x, x * x / x + x - x)

[<Fact>]
let Functions_of_FSharp_core_apply_to_numbers_taken_out () =
    let x = Tensor.Scalar(1.0, Precision.Double)
    Assert.Equal(exp 1.0, x.Exp().ToScalar(), 1e-15)

[<Fact>]
let Extension_methods_belong_to_keys_and_records () =
    Assert.Equal(Shape(2, 3), (key.Normal(Shape(2, 3))).Shape)
    Assert.Equal(Precision.Double, (key.Uniform(Shape 2, Precision.Double)).Precision)
    Assert.Equal(Tensor.Ones(Shape 2), key.Bernoulli(Tensor.Ones(Shape 2)))
    Assert.True(parts.Norm() > 0.0 && parts.ParameterCount() > 0L)
    Assert.Equal(Precision.Double, (parts.To Precision.Double).Inner.Value.Precision)

[<Fact>]
let Keys_fold_names_and_numbers () =
    Assert.NotEqual(key.Fold "name", key.Fold 1L)
    Assert.Equal(key.Fold 1L, key.Fold 1)

[<Fact>]
let Equality_is_structural () =
    let again = Mlp.Create(key, [ 2; 3; 2 ], Activation.Relu)
    Assert.True((again = parts.Mlp))
    Assert.True((Shape(2, 3) = Shape [| 2; 3 |]))
    Assert.True(({ parts with Mlp = again } = parts))

    Assert.False(({ parts with Weight = Tensor.Scalar 5.0 } = parts))

    Assert.True((Bernoulli(Tensor.Zeros(Shape 2)) = Bernoulli(Tensor.Zeros(Shape 2))))
    Assert.True((Activation.LeakyRelu 0.1 = Activation.LeakyRelu 0.1))
    Assert.True((parts.To Precision.Double = parts.To Precision.Double))

[<Fact>]
let Arrays_of_float32_and_float_become_tensors () =
    Assert.Equal(Precision.Single, (Tensor.FromArray([| 1f; 2f |])).Precision)
    Assert.Equal(Precision.Double, (Tensor.FromArray([| 1.0; 2.0 |])).Precision)
    Assert.Equal(Shape(2, 1), (Tensor.FromArray([| 1f; 2f |], Shape(2, 1))).Shape)
    Assert.Equal(Shape(1, 2), (Tensor.FromArray(array2D [ [ 1.0; 2.0 ] ])).Shape)
    Assert.Equal<float32>([| 1f; 2f |], (Tensor.FromArray([| 1.0; 2.0 |])).ToSingles())

[<Fact>]
let Lists_and_arrays_serve_where_a_read_only_list_is_asked () =
    let x = Tensor.FromArray([| 1.0; 2.0 |])
    Assert.Equal(x.Take [ 1; 0 ], x.Take [| 1; 0 |])
    Assert.Equal(Tensor.Stack [ x; x ], Tensor.Stack [| x; x |])
    Assert.Equal(Mlp.Create(key, [ 2; 3 ], Activation.Tanh), Mlp.Create(key, [| 2; 3 |], Activation.Tanh))

[<Fact>]
let Elements_are_indexed_by_as_many_numbers_as_there_are_axes () =
    let x = Tensor.FromArray(array2D [ [ 1.0; 2.0 ] ])
    Assert.Equal(2.0, x[0, 1])
    Assert.Equal(2, x.Shape[-1])

[<Fact>]
let A_network_of_ones_own_is_a_record () =
    let scaled = { Body = parts.Mlp; Factor = Tensor.Scalar 2.0 }

    let x = key.Normal(Shape(3, 2))
    Assert.Equal(2.0 * parts.Mlp.Apply x, Autoencoder(parts.Mlp, scaled, parts.Head).Decoder.Apply x)
    Parameters.Check(Autoencoder(parts.Mlp, scaled, parts.Head))
