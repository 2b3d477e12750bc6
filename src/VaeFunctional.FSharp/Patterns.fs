namespace VaeFunctional.FSharp

open VaeFunctional

/// One total pattern for every abstract record with public cases, so that a match without one of the cases is reported.
[<AutoOpen>]
module Patterns =

    /// <summary>A training step succeeded, with the new state and the terms of the steps since the previous outcome; or it diverged,
    /// with the state before it, the step and where a number was not finite.</summary>
    /// <param name="outcome">The result of a step, or one of a run.</param>
    let (|Advanced|Diverged|) (outcome: StepOutcome<'M>) =
        match outcome with
        | :? StepOutcome<'M>.Advanced as advanced -> Advanced(advanced.State, advanced.History)
        | other -> other :?> StepOutcome<'M>.Diverged |> fun it -> Diverged(it.Previous, it.Step, it.Where)

    /// <summary>A KL divergence is known in closed form, with its value by dimension <c>[batch, event]</c> in nats, or it is not.</summary>
    /// <param name="kl">The result of <c>Divergence.ClosedForm</c>.</param>
    let (|Known|NotKnown|) (kl: ClosedFormKl) =
        match kl with
        | :? ClosedFormKl.Known as known -> Known known.ByBlock
        | _ -> NotKnown

    /// <summary>A KL divergence is exact, with its value by dimension <c>[batch, event]</c> in nats, or it was sampled, with the mean
    /// <c>[batch]</c> in nats per example and the number of draws.</summary>
    /// <param name="kl">The result of <c>Divergence.Estimate</c>.</param>
    let (|Exact|Sampled|) (kl: KlEstimate) =
        match kl with
        | :? KlEstimate.Exact as exact -> Exact exact.ByBlock
        | other -> other :?> KlEstimate.Sampled |> fun it -> Sampled(it.Mean, it.Samples)

/// The cases of <c>Dispersion</c>, for matches that are known to be complete: <c>Dispersions.Given</c>.
[<RequireQualifiedAccess>]
module Dispersions =

    /// <summary>A dispersion is the same for every example, with its logarithm and whether training changes it, or a part of the decoder's output,
    /// with the bound on its logarithm.</summary>
    /// <param name="dispersion">The choice.</param>
    let (|Given|Decoded|) (dispersion: Dispersion) =
        match dispersion with
        | :? Dispersion.Given as given -> Given(given.LogDispersion, given.IsLearned)
        | other -> other :?> Dispersion.Decoded |> fun it -> Decoded it.Bound

/// The cases of <c>Precision</c>, for matches that are known to be complete: <c>Precisions.Single</c>.
[<RequireQualifiedAccess>]
module Precisions =

    /// <summary>Numbers are float32 or float.</summary>
    /// <param name="precision">The choice.</param>
    let (|Single|Double|) (precision: Precision) =
        match precision with
        | Precision.Double -> Double
        | _ -> Single

/// The cases of <c>RateForm</c>, for matches that are known to be complete: <c>RateForms.ClosedForm</c>.
[<RequireQualifiedAccess>]
module RateForms =

    /// <summary>A rate is computed in closed form, or from the same draws as the distortion.</summary>
    /// <param name="form">The choice.</param>
    let (|ClosedForm|SameSample|) (form: RateForm) =
        match form with
        | RateForm.SameSample -> SameSample
        | _ -> ClosedForm

/// The cases of <c>ShapeKind</c>, for matches that are known to be complete: <c>ShapeKinds.Square</c>.
[<RequireQualifiedAccess>]
module ShapeKinds =

    /// <summary>A built-in image shows an ellipse, a square or a triangle.</summary>
    /// <param name="kind">The choice.</param>
    let (|Ellipse|Square|Triangle|) (kind: ShapeKind) =
        match kind with
        | ShapeKind.Ellipse -> Ellipse
        | ShapeKind.Square -> Square
        | _ -> Triangle

/// The cases of <c>LawOutcome</c>, for matches that are known to be complete: <c>LawOutcomes.Holds</c>.
[<RequireQualifiedAccess>]
module LawOutcomes =

    /// <summary>A law was verified and holds, was verified and fails, or was not tested.</summary>
    /// <param name="outcome">The choice.</param>
    let (|Holds|Fails|NotTested|) (outcome: LawOutcome) =
        match outcome with
        | LawOutcome.Holds -> Holds
        | LawOutcome.Fails -> Fails
        | _ -> NotTested
