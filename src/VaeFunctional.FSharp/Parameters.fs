namespace VaeFunctional.FSharp

open VaeFunctional

/// What follows from the one member of a parameter record, with the record last.
[<RequireQualifiedAccess>]
module Parameters =

    /// The record with every parameter replaced by the image of its path and value; constants stay.
    let map (f: string -> Tensor -> Tensor) (model: 'M :> IParameters<'M>) = model.MapParameters f

    /// Two records of the same structure combined parameter by parameter; constants are those of the first.
    let zip (f: string -> Tensor -> Tensor -> Tensor) (first: 'M :> IParameters<'M>) (second: 'M) =
        first.ZipParameters(second, f)

    /// The parameters combined, in order, into one value: from the value so far, a path and the parameter there to the next.
    let fold (f: 'R -> string -> Tensor -> 'R) (seed: 'R) (model: 'M :> IParameters<'M>) = model.FoldParameters(seed, f)

    /// All leaves in the record's order, constants included.
    let leaves (model: 'M :> IParameters<'M>) = model.Leaves()

    /// The Euclidean norm of all parameters together, computed in double.
    let norm (model: 'M :> IParameters<'M>) = model.Norm()

    /// The number of trained numbers.
    let count (model: 'M :> IParameters<'M>) = model.ParameterCount()

    /// The record in the given precision, constants included.
    let toPrecision (precision: Precision) (model: 'M :> IParameters<'M>) = model.To precision
