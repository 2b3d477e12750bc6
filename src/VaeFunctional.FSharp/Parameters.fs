namespace VaeFunctional.FSharp

open VaeFunctional

/// Functions of any parameter record, which is the last argument.
[<RequireQualifiedAccess>]
module Parameters =

    /// <summary>The record with every parameter replaced by its image; constants stay.</summary>
    /// <param name="f">A function from a parameter's path and value to its image.</param>
    /// <param name="model">The record.</param>
    let map (f: string -> Tensor -> Tensor) (model: 'M :> IParameters<'M>) = model.MapParameters f

    /// <summary>Two records of the same structure combined parameter by parameter; constants are those of the first.</summary>
    /// <param name="f">A function from a path and the two values there to the combined value.</param>
    /// <param name="first">A record.</param>
    /// <param name="second">Another with the same paths and shapes.</param>
    /// <exception cref="T:System.ArgumentException">The records differ in a path or a shape, which is named.</exception>
    let zip (f: string -> Tensor -> Tensor -> Tensor) (first: 'M :> IParameters<'M>) (second: 'M) =
        first.ZipParameters(second, f)

    /// <summary>The parameters combined, in order, into one value.</summary>
    /// <param name="f">A function from the value so far, a path and the parameter there to the next value.</param>
    /// <param name="seed">The value before the first parameter.</param>
    /// <param name="model">The record.</param>
    let fold (f: 'R -> string -> Tensor -> 'R) (seed: 'R) (model: 'M :> IParameters<'M>) = model.FoldParameters(seed, f)

    /// <summary>All leaves in the record's order, constants included.</summary>
    /// <param name="model">The record.</param>
    let leaves (model: 'M :> IParameters<'M>) = model.Leaves()

    /// <summary>The Euclidean norm of all parameters together, computed in double.</summary>
    /// <param name="model">The record.</param>
    let norm (model: 'M :> IParameters<'M>) = model.Norm()

    /// <summary>The number of trained numbers.</summary>
    /// <param name="model">The record.</param>
    let count (model: 'M :> IParameters<'M>) = model.ParameterCount()

    /// <summary>The record in another precision, constants included.</summary>
    /// <param name="precision">The target precision; conversion to double is exact.</param>
    /// <param name="model">The record.</param>
    let toPrecision (precision: Precision) (model: 'M :> IParameters<'M>) = model.To precision

    /// <summary>An independent copy that outlives the evaluation the record was made in.</summary>
    /// <param name="model">The record.</param>
    let copy (model: 'M :> IParameters<'M>) = model.Copy()

    /// <summary>A record of the same structure whose parameters are zero.</summary>
    /// <param name="model">The record.</param>
    let zerosLike (model: 'M :> IParameters<'M>) = model.ZerosLike()
