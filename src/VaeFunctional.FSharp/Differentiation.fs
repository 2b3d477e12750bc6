namespace VaeFunctional.FSharp

open VaeFunctional

/// Scalars to be minimized, with named terms that explain them.
[<RequireQualifiedAccess>]
module Objective =

    /// The objective that minimizes a scalar, or the mean over a vector of examples [batch].
    let minimize (value: Tensor) = Objective.Minimize value

    /// The objective with a further term to report: a scalar, or a vector of examples [batch] of which the mean is reported.
    let withTerm (name: string) (term: Tensor) (objective: Objective) = objective.WithTerm(name, term)

/// Reverse-mode differentiation with respect to a whole parameter record.
[<RequireQualifiedAccess>]
module Gradient =

    /// An objective's value and its gradient with respect to every parameter of a model.
    let valueAndGradient (objective: 'M -> Objective) (model: 'M :> IParameters<'M>) =
        Gradient.ValueAndGradient(objective, model)

    /// An objective's value at a model; nothing is recorded.
    let value (objective: 'M -> Objective) (model: 'M :> IParameters<'M>) = Gradient.Value(objective, model)
