module VaeFunctional.FSharp.Tests.PatternTests

open System
open System.Collections.Immutable
open System.Reflection
open FsCheck.Xunit
open VaeFunctional
open VaeFunctional.FSharp
open Xunit

let private key = RandomKey.FromSeed 6

let private outcomeOf (factor: float) =
    let loss (model: Parameter) _ _ = Objective.ofValue (factor * model.Value.Square())

    let start = TrainingState.Start(Parameter(Tensor.Scalar 1.0), Adam.Default, key)

    start |> Train.step loss (Batch(Tensor.Zeros(Shape(1, 1)), ImmutableArray.Empty, 0))

[<Fact>]
let A_step_that_went_on_is_Advanced () =
    match outcomeOf 1.0 with
    | Advanced(state, history) ->
        Assert.Equal(1L, state.Step)
        Assert.Equal(state.Terms, Assert.Single history)
    | Diverged(_, _, leaf) -> failwith leaf

[<Fact>]
let A_step_that_met_infinity_is_Diverged () =
    match outcomeOf infinity with
    | Advanced(state, _) -> failwith (string state)
    | Diverged(previous, step, leaf) ->
        Assert.Equal(0L, previous.Step)
        Assert.Equal(0L, step)
        Assert.Equal("objective", leaf)

[<Property>]
let A_divergence_of_Gaussians_is_Known_and_Exact (q: DiagonalGaussian) (key: RandomKey) =
    let p = DiagonalGaussian.Standard q.Shape[-1]

    match Divergence.ClosedForm(q, p) with
    | Known byDimension -> Assert.Equal(q.Shape, byDimension.Shape)
    | NotKnown -> failwith "It is known."

    match Divergence.Estimate(q, p, q.Noise(key, 5)) with
    | Exact byDimension -> Assert.Equal(q.Shape, byDimension.Shape)
    | Sampled _ -> failwith "It is exact."

[<Fact>]
let A_divergence_from_a_mixture_is_NotKnown_and_Sampled () =
    let q = PosteriorHead.diagonal (key.Normal(Shape(2, 6)))
    let zeros = Tensor.Zeros(Shape(4, 3))
    let p = GaussianMixture(Tensor.Zeros(Shape 4), zeros, zeros)

    match Divergence.ClosedForm(q, p) with
    | Known _ -> failwith "It is not known."
    | NotKnown -> ()

    match Divergence.Estimate(q, p, q.Noise(key, 5)) with
    | Exact _ -> failwith "It is sampled."
    | Sampled(mean, samples) ->
        Assert.Equal(Shape 2, mean.Shape)
        Assert.Equal(5, samples)

/// Matches are complete where every case is named: the compiler says so, and warnings are errors.
[<Fact>]
let Enumerations_match_their_cases () =
    let precision =
        function
        | Precisions.Single -> "Single"
        | Precisions.Double -> "Double"

    let form =
        function
        | RateForms.ClosedForm -> "ClosedForm"
        | RateForms.SameSample -> "SameSample"

    let kind =
        function
        | ShapeKinds.Ellipse -> "Ellipse"
        | ShapeKinds.Square -> "Square"
        | ShapeKinds.Triangle -> "Triangle"

    Assert.All(Enum.GetValues<Precision>(), fun case -> Assert.Equal(string case, precision case))
    Assert.All(Enum.GetValues<RateForm>(), fun case -> Assert.Equal(string case, form case))
    Assert.All(Enum.GetValues<ShapeKind>(), fun case -> Assert.Equal(string case, kind case))

module private Users =
    type Value =
        | Single of float32
        | Double of float

    type Figure =
        | Square
        | Ellipse

    module Program =
        open VaeFunctional.FSharp

        // Opened after them, the library must not hide the cases of a user.
        let name value =
            match value with
            | Single _ -> "single"
            | Double _ -> "double"

        let isSquare figure =
            match figure with
            | Square -> true
            | Ellipse -> false

[<Fact>]
let Common_names_are_left_to_the_user () =
    Assert.Equal("double", Users.Program.name (Users.Double 1.0))
    Assert.True(Users.Program.isSquare Users.Square)
    Assert.True(Double.IsNaN nan && Single.IsNaN nanf)

[<Fact>]
let Every_closed_choice_has_one_pattern_with_all_its_cases () =
    let cases (choice: Type) =
        if choice.IsEnum then
            Enum.GetNames choice
        else
            choice.GetNestedTypes() |> Array.filter _.IsSealed |> Array.map _.Name

    // An abstract record without public cases is not to be matched: it is called, as an activation is.
    let choices =
        typeof<Tensor>.Assembly.GetExportedTypes()
        |> Array.filter (fun it -> not it.IsNested && (it.IsEnum || it.IsAbstract && cases it <> [||]))
        |> Array.map (cases >> Set.ofArray)

    let patterns =
        Assembly.Load("VaeFunctional.FSharp").GetExportedTypes()
        |> Array.collect _.GetMethods()
        |> Array.filter (fun f -> f.Name.StartsWith '|')
        |> Array.map (fun f -> f.Name.Split('|', StringSplitOptions.RemoveEmptyEntries) |> Set.ofArray)

    Assert.NotEmpty choices
    Assert.Equal<Set<string>>(Array.sort choices, Array.sort patterns)
