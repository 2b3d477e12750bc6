namespace VaeFunctional.FSharp

open VaeFunctional

/// One total pattern for every closed choice of the library, so that a match without one of the cases is reported.
[<AutoOpen>]
module Patterns =

    /// <summary>A step of training went on, with the state and the terms of the steps since the outcome before, or it met a number
    /// that is not finite, with the state before it, the step and where the number is.</summary>
    /// <param name="outcome">What a step or a run gives.</param>
    let (|Advanced|Diverged|) (outcome: StepOutcome<'M>) =
        match outcome with
        | :? StepOutcome<'M>.Advanced as advanced -> Advanced(advanced.State, advanced.History)
        | other -> other :?> StepOutcome<'M>.Diverged |> fun it -> Diverged(it.Previous, it.Step, it.Where)

    /// <summary>A KL divergence is known in closed form, with its value by dimension <c>[batch, event]</c> in nats, or it is not.</summary>
    /// <param name="kl">What <c>Divergence.ClosedForm</c> gives.</param>
    let (|Known|NotKnown|) (kl: ClosedFormKl) =
        match kl with
        | :? ClosedFormKl.Known as known -> Known known.ByDimension
        | _ -> NotKnown

    /// <summary>A KL divergence is exact, with its value by dimension <c>[batch, event]</c> in nats, or it was sampled, with the mean
    /// <c>[batch]</c> in nats per example and the number of draws.</summary>
    /// <param name="kl">What <c>Divergence.Estimate</c> gives.</param>
    let (|Exact|Sampled|) (kl: KlEstimate) =
        match kl with
        | :? KlEstimate.Exact as exact -> Exact exact.ByDimension
        | other -> other :?> KlEstimate.Sampled |> fun it -> Sampled(it.Mean, it.Samples)

    /// <summary>Numbers are float32 or float.</summary>
    /// <param name="precision">The choice.</param>
    let (|Single|Double|) (precision: Precision) =
        match precision with
        | Precision.Double -> Double
        | _ -> Single

    /// <summary>A rate is wanted in closed form, or from the same draws as the distortion.</summary>
    /// <param name="form">The choice.</param>
    let (|ClosedForm|SameSample|) (form: RateForm) =
        match form with
        | RateForm.SameSample -> SameSample
        | _ -> ClosedForm

    /// <summary>A built-in image shows an ellipse, a square or a triangle.</summary>
    /// <param name="kind">The choice.</param>
    let (|Ellipse|Square|Triangle|) (kind: ShapeKind) =
        match kind with
        | ShapeKind.Ellipse -> Ellipse
        | ShapeKind.Square -> Square
        | _ -> Triangle
