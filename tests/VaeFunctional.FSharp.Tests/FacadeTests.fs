module VaeFunctional.FSharp.Tests.FacadeTests

open System
open System.Reflection
open FsCheck.Xunit
open VaeFunctional
open VaeFunctional.FSharp
open Xunit

[<assembly: VaeProperties>]
do ()

let private key = RandomKey.FromSeed 5

let private model = Mlp.Create(key, [ 3; 4; 2 ], Activation.Tanh)

let private loss (model: Mlp) (batch: Batch) (at: StepContext) =
    (model.Apply batch.X - at.Key.Normal(Shape 2)).Square().Sum 1
    |> Objective.ofValue
    |> Objective.withTerm "step" (Tensor.Scalar(float at.Step))

let private data = key.Normal(Shape(10, 3))

let private start = TrainingState.Start(model, Adam.Default, key)

let private pascal (name: string) = string (Char.ToUpperInvariant name[0]) + name[1..]

/// The functions of the module Tensor that take a tensor and nothing else.
let private unaryFunctions =
    Reflected.functionsOf "Tensor"
    |> Array.filter (fun f -> f.GetParameters() |> Array.map _.ParameterType = [| typeof<Tensor> |])

/// The methods of a tensor that give a tensor.
let private methods =
    typeof<Tensor>.GetMethods(BindingFlags.Instance ||| BindingFlags.Public ||| BindingFlags.DeclaredOnly)
    |> Array.filter (fun method -> method.ReturnType = typeof<Tensor>)

[<Property>]
let A_function_of_a_tensor_is_the_method_of_its_name (example: NetworkExample) =
    Assert.NotEmpty unaryFunctions

    for f in unaryFunctions do
        let name =
            if f.Name.EndsWith "All" then
                pascal (f.Name.Replace("All", ""))
            else
                pascal f.Name

        let method = methods |> Array.find (fun method -> method.Name = name && method.GetParameters() = [||])

        Assert.Equal(method.Invoke(example.X, [||]), f.Invoke(null, [| example.X |]))

[<Fact>]
let Every_method_of_a_tensor_has_its_place_in_the_module () =
    let functions = Reflected.functionsOf "Tensor" |> Array.map (fun f -> pascal f.Name) |> Set.ofArray
    let methods = methods |> Array.map _.Name |> Set.ofArray
    // A copy is made where an evaluation ends, not in an expression; the three numbers of a slice need their names,
    // as in _.Slice(0, 10, axis = 1); a function says that what it converts to is a precision.
    Assert.Equal<Set<string>>(Set.ofList [ "Copy"; "Slice"; "To" ], methods - functions)

[<Property>]
let Functions_of_a_matrix_and_more_are_the_methods (example: NetworkExample) =
    let x = example.X
    let gram = x |> Tensor.matMul (Tensor.transpose x)

    [ gram, x.MatMul(x.Transpose())
      x |> Tensor.reshape (Shape x.Count), x.Reshape(Shape x.Count)
      x |> Tensor.broadcastTo (Shape(2, x.Shape[0], x.Shape[1])), x.BroadcastTo(Shape(2, x.Shape[0], x.Shape[1]))
      x |> Tensor.take [ 0; 0 ], x.Take [ 0; 0 ]
      [ x; x ] |> Tensor.concatenate -1, Tensor.Concatenate([ x; x ], -1) ]
    |> List.forall (fun (ours, theirs) -> ours = theirs)

[<Property>]
let Reductions_along_an_axis_are_the_methods (example: NetworkExample) =
    let x = example.X

    [ for axis in -2 .. 1 do
          x |> Tensor.sum axis, x.Sum axis
          x |> Tensor.mean axis, x.Mean axis
          x |> Tensor.max axis, x.Max axis
          x |> Tensor.logSumExp axis, x.LogSumExp axis
          x |> Tensor.logMeanExp axis, x.LogMeanExp axis ]
    |> List.forall (fun (ours, theirs) -> ours = theirs)

[<Property>]
let Functions_of_elements_and_numbers_are_the_methods (x: Tensor) (number: Tensor) =
    let bound = if number.Count = 0 then 0.5 else number.ToDoubles()[0]

    [ x |> Tensor.pow 3.0, x.Pow 3.0
      x |> Tensor.clamp (-1.0, bound + 3.0), x.Clamp(-1.0, bound + 3.0)
      x |> Tensor.greaterThan bound, x.GreaterThan bound
      x |> Tensor.lessThan bound, x.LessThan bound
      x |> Tensor.toPrecision Precision.Single, x.To Precision.Single
      x |> Tensor.toPrecision Precision.Double, x.To Precision.Double ]
    |> List.forall (fun (ours, theirs) -> ours = theirs)

[<Fact>]
let A_list_of_numbers_is_a_vector_in_double () =
    Assert.Equal(Tensor.FromArray [| 1.0; 2.0 |], Tensor.ofList [ 1.0; 2.0 ])
    Assert.Equal(Shape 0, (Tensor.ofList []).Shape)

/// What a function takes, argument by argument: several parameters where it takes a tuple.
let private argumentsOf (f: MethodInfo) =
    let counts =
        match f.GetCustomAttribute<CompilationArgumentCountsAttribute>() with
        | null -> [ f.GetParameters().Length ]
        | attribute -> List.ofSeq attribute.Counts

    let split (parameters, arguments) count = List.skip count parameters, List.take count parameters :: arguments

    List.fold split (List.ofArray (f.GetParameters()), []) counts |> snd

[<Fact>]
let A_function_takes_one_number_so_that_a_call_reads_unambiguously () =
    let isNumber (parameter: ParameterInfo) =
        List.contains parameter.ParameterType [ typeof<int>; typeof<int64>; typeof<float> ]

    for it in Reflected.modules do
        for f in Reflected.functionsOf it.Name do
            Assert.True(
                (argumentsOf f |> List.filter (List.exists isNumber) |> List.length) <= 1,
                $"{it.Name}.{f.Name}"
            )

[<Property>]
let Functions_compose_without_annotations (x: Tensor) =
    let logSigmoid = Tensor.softplus << (~-) >> (~-)
    logSigmoid x = -(-x).Softplus()

[<Property>]
let Functions_of_parameter_records_are_the_methods (model: Mlp) =
    let half _ (leaf: Tensor) = leaf / 2.0
    let scaled path (a: Tensor) (b: Tensor) = a - b * float (String.length path)
    let halved = model |> Parameters.map half
    Assert.Equal(model.MapParameters half, halved)
    Assert.Equal(model.ZipParameters(halved, scaled), Parameters.zip scaled model halved)
    Assert.NotEqual(Parameters.zip scaled halved model, Parameters.zip scaled model halved)

    Assert.Equal<string list>(
        [ for leaf in model.Leaves() -> leaf.Path ],
        model |> Parameters.fold (fun paths path _ -> paths @ [ path ]) []
    )

    Assert.Equal<Leaf>(model.Leaves(), Parameters.leaves model)
    Assert.Equal(model.Norm(), Parameters.norm model)
    Assert.Equal(model.ParameterCount(), Parameters.count model)
    Assert.Equal(model.To Precision.Double, model |> Parameters.toPrecision Precision.Double)
    Assert.Equal(model, Parameters.copy model)
    Assert.NotSame(model, Parameters.copy model)
    Assert.Equal(model.ZerosLike(), Parameters.zerosLike model)

[<Property>]
let Gradients_are_those_of_the_methods (example: NetworkExample) =
    let objective (network: Mlp) =
        network.Apply(example.X).Square().Sum 1
        |> Objective.ofValue
        |> Objective.withTerm "data" (example.X.Mean 1)

    let ours = example.Network |> Gradient.valueAndGradient objective
    Assert.Equal(Gradient.ValueAndGradient(objective, example.Network), ours)
    Assert.Equal(Gradient.Value(objective, example.Network), example.Network |> Gradient.value objective)
    Assert.Equal(ours.Value, (example.Network |> Gradient.value objective).Value)
    Assert.Equal(example.X.Mean().ToScalar(), ours.Terms["data"], 1e-6)

[<Property>]
let Distributions_are_those_of_the_methods (q: DiagonalGaussian) (p: Bernoulli) (key: RandomKey) =
    let bits = p |> Distribution.sample key
    let output = [ q.Mean; q.LogVariance ] |> Tensor.concatenate 1

    PosteriorHead.diagonal output = PosteriorHead.DiagonalGaussian.Of output
    && p = Bernoulli.ofLogits p.Logits
    && bits = p.Sample key
    && (p |> Distribution.logDensity bits) = p.LogDensity bits
    && (p |> Distribution.negativeLogLikelihood bits) = p.NegativeLogLikelihood bits
    && (q |> Distribution.samples key 3) = q.Sample(key, 3)
    && (q |> Distribution.fromNoise (q.Noise key)) = q.Sample key

[<Property>]
let Counts_are_those_of_the_constructors (p: Poisson) (n: NegativeBinomial) (z: ZeroInflatedNegativeBinomial) =
    let inner = z.NegativeBinomial

    p = Poisson.ofLogRate p.LogRate
    && n = (n.LogMean |> NegativeBinomial.ofLogMean n.LogDispersion)
    && z = (inner.LogMean |> ZeroInflatedNegativeBinomial.ofLogMean z.ZeroLogits inner.LogDispersion)

[<Property>]
let Classes_and_levels_are_those_of_the_methods (p: Categorical) (q: DiscretizedLogistic) =
    p = (p.Logits |> Categorical.ofLogits p.Classes)
    && (q.Location |> DiscretizedLogistic.quantize q.Levels) = DiscretizedLogistic.Quantize(q.Location, q.Levels)

[<Property>]
let Every_distribution_is_drawn_and_scored_as_by_the_methods (p: Distribution) (key: RandomKey) =
    let draws = p |> Distribution.samples key 3
    let noise = p.Noise key

    draws = p.Sample(key, 3)
    && (p |> Distribution.logDensity draws) = p.LogDensity draws
    && (p |> Distribution.logDensityByBlock draws) = p.LogDensityByBlock draws
    && (p |> Distribution.draw noise) = p.Draw noise

[<Property>]
let Bounds_are_those_of_the_methods (example: ModelExample) =
    let terms = Elbo.Estimate(example.Model, example.X, example.Key)
    let again = Elbo.ofTerms -terms.Distortion terms.Rate
    let value (objective: Objective) = objective.Value

    again.Elbo = terms.Elbo
    && again.Distortion = terms.Distortion
    && again.Rate = terms.Rate
    && value (Elbo.toObjective 0.5 terms) = value (terms.ToObjective 0.5)

[<Fact>]
let Batches_are_those_of_the_methods () =
    let all (batches: Batches) = [ for step in 0L .. batches.Count - 1L -> batches.At(step, key) ]

    let noisy (x: Tensor) (key: RandomKey) = x + key.Normal x.Shape
    Assert.Equal<Batch>(all (Batches.Shuffled(data, 4, 2)), data |> Batches.shuffled 4 |> Batches.epochs 2 |> all)
    Assert.Equal<Batch>(all (Batches.InOrder(data, 4, 2)), data |> Batches.inOrder 4 |> Batches.epochs 2 |> all)

    Assert.Equal<Batch>(
        all (Batches.Streamed(RecordSource.Of data, 4, 2)),
        RecordSource.Of data |> Batches.streamed 4 |> Batches.epochs 2 |> all
    )

    Assert.Equal<Batch>(
        all (Batches.InOrder(data, 4, 2).Map noisy),
        data |> Batches.inOrder 4 |> Batches.epochs 2 |> Batches.map noisy |> all
    )

[<Fact>]
let Training_is_that_of_the_methods () =
    let batches = data |> Batches.shuffled 4 |> Batches.epochs 2
    Assert.Equal(start, model |> TrainingState.start Adam.Default key)
    let outcomes = start |> Train.run 2 loss batches |> Seq.toList
    Assert.Equal<StepOutcome<Mlp>>(Train.Run(start, loss, batches, 2), outcomes)
    Assert.Equal<TrainingState<Mlp>>(outcomes.States(), outcomes |> Train.states)
    let batch = batches.At(0L, key)
    Assert.Equal(Train.Step(start, loss, batch), start |> Train.step loss batch)

[<Fact>]
let Validation_is_that_of_the_methods () =
    let states =
        start
        |> Train.run 1 loss (data |> Batches.inOrder 5 |> Batches.epochs 3)
        |> Train.states
        |> Seq.toList

    let norm (model: Mlp) = -model.Norm()
    Assert.Equal<ValidatedState<Mlp>>(states.Validate norm, states |> Validation.validate norm)
    let never = states |> Validation.validate (fun _ -> 0.0) |> Seq.toList
    Assert.Equal<ValidatedState<Mlp>>(never.WithPatience 1, never |> Validation.withPatience 1)
    Assert.Equal(2, never |> Validation.withPatience 1 |> Seq.length)
