namespace VaeFunctional.FSharp

open VaeFunctional

/// One total pattern for every closed choice of the library, so that a match without one of the cases is reported.
[<AutoOpen>]
module Patterns =

    /// A step of training went on, with the state and the terms of the steps since the outcome before, or it met a number
    /// that is not finite, with the state before it, the step and where the number is.
    let (|Advanced|Diverged|) (outcome: StepOutcome<'M>) =
        match outcome with
        | :? StepOutcome<'M>.Advanced as advanced -> Advanced(advanced.State, advanced.History)
        | other -> other :?> StepOutcome<'M>.Diverged |> fun it -> Diverged(it.Previous, it.Step, it.Leaf)

    /// A KL divergence is known in closed form, with its value by dimension [batch, event] in nats, or it is not.
    let (|Known|NotKnown|) (kl: ClosedFormKl) =
        match kl with
        | :? ClosedFormKl.Known as known -> Known known.ByDimension
        | _ -> NotKnown

    /// A KL divergence is exact, with its value by dimension [batch, event] in nats, or it was sampled, with the mean
    /// [batch] in nats per example and the number of draws.
    let (|Exact|Sampled|) (kl: KlEstimate) =
        match kl with
        | :? KlEstimate.Exact as exact -> Exact exact.ByDimension
        | other -> other :?> KlEstimate.Sampled |> fun it -> Sampled(it.Mean, it.Samples)

    /// Numbers are float32 or double.
    let (|Single|Double|) (precision: Precision) =
        match precision with
        | Precision.Double -> Double
        | _ -> Single

    /// A rate is wanted in closed form, or from the same draws as the distortion.
    let (|ClosedForm|SameSample|) (form: RateForm) =
        match form with
        | RateForm.SameSample -> SameSample
        | _ -> ClosedForm

    /// A built-in image shows an ellipse, a square or a triangle.
    let (|Ellipse|Square|Triangle|) (kind: ShapeKind) =
        match kind with
        | ShapeKind.Ellipse -> Ellipse
        | ShapeKind.Square -> Square
        | _ -> Triangle

/// The elements of an IDX file, whose names are not opened with the other patterns: two of them are also precisions.
[<RequireQualifiedAccess>]
module IdxElement =

    /// How an element of an IDX file is stored: in one byte, in a larger integer with a sign, as float32 or as float.
    let (|UnsignedByte|SignedByte|Int16|Int32|Single|Double|) (element: IdxElement) =
        match element with
        | IdxElement.UnsignedByte -> UnsignedByte
        | IdxElement.SignedByte -> SignedByte
        | IdxElement.Int16 -> Int16
        | IdxElement.Int32 -> Int32
        | IdxElement.Single -> Single
        | _ -> Double
