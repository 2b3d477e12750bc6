namespace VaeFunctional.FSharp

open VaeFunctional

/// Scalars to be minimized, with named terms that explain them.
[<RequireQualifiedAccess>]
module Objective =

    /// <summary>The objective whose value is a scalar, or the mean over a vector of examples.</summary>
    /// <param name="value">A scalar or <c>[batch]</c>.</param>
    /// <exception cref="T:System.ArgumentException">The rank is above 1, or the batch is empty.</exception>
    let ofValue (value: Tensor) = Objective.Of value

    /// <summary>The objective with a further term to report, at the end or in place of the term with that name.</summary>
    /// <param name="name">The term's name.</param>
    /// <param name="term">A scalar, or <c>[batch]</c>, whose mean is reported.</param>
    /// <param name="objective">The objective.</param>
    /// <exception cref="T:System.ArgumentException">The rank is above 1, or the batch is empty.</exception>
    let withTerm (name: string) (term: Tensor) (objective: Objective) = objective.WithTerm(name, term)

/// Reverse-mode differentiation with respect to a whole parameter record.
[<RequireQualifiedAccess>]
module Gradient =

    /// <summary>An objective's value and its gradient with respect to every parameter of a model.</summary>
    /// <param name="objective">A function from a model to a scalar to be minimized; what it computes is temporary.</param>
    /// <param name="model">The model at which to differentiate.</param>
    /// <exception cref="T:System.InvalidOperationException">The model or the objective depends on variables of another differentiation, or a path of the model occurs twice.</exception>
    let valueAndGradient (objective: 'M -> Objective) (model: 'M :> IParameters<'M>) =
        Gradient.ValueAndGradient(objective, model)

    /// <summary>An objective's value at a model; nothing is recorded.</summary>
    /// <param name="objective">A function from a model to a scalar.</param>
    /// <param name="model">The model at which to evaluate.</param>
    let value (objective: 'M -> Objective) (model: 'M :> IParameters<'M>) = Gradient.Value(objective, model)
