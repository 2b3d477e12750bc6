namespace VaeFunctional.FSharp

open System.Collections.Generic
open VaeFunctional

/// Functions of tensors for pipelines and composition: the tensor stands last. Every one is differentiated.
[<RequireQualifiedAccess>]
module Tensor =

    /// <summary>exp(x) of every element.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let exp (x: Tensor) = x.Exp()

    /// <summary>The natural logarithm of every element; -infinity at 0, NaN below.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let log (x: Tensor) = x.Log()

    /// <summary>log(1 + x) of every element, accurate near 0.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let log1p (x: Tensor) = x.Log1p()

    /// <summary>exp(x) - 1 of every element, accurate near 0.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let expm1 (x: Tensor) = x.Expm1()

    /// <summary>exp(x) - 1 - x of every element, accurate near 0; never negative, and 0 exactly at 0.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let expm1MinusX (x: Tensor) = x.Expm1MinusX()

    /// <summary>The logistic function 1 / (1 + exp(-x)) of every element.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let sigmoid (x: Tensor) = x.Sigmoid()

    /// <summary>log(1 + exp(x)) of every element, accurate for every x.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let softplus (x: Tensor) = x.Softplus()

    /// <summary>The hyperbolic tangent of every element.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let tanh (x: Tensor) = x.Tanh()

    /// <summary>The square root of every element; NaN below 0.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let sqrt (x: Tensor) = x.Sqrt()

    /// <summary>x^2 of every element.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let square (x: Tensor) = x.Square()

    /// <summary>|x| of every element; its derivative at 0 is 0.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let abs (x: Tensor) = x.Abs()

    /// <summary>1 / x of every element.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let reciprocal (x: Tensor) = x.Reciprocal()

    /// <summary>max(x, 0) of every element; its derivative at 0 is 0.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let relu (x: Tensor) = x.Relu()

    /// <summary>The sine of every element, in radians.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let sin (x: Tensor) = x.Sin()

    /// <summary>The cosine of every element, in radians.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let cos (x: Tensor) = x.Cos()

    /// <summary>x^exponent of every element; the derivative of x^0 is 0 everywhere.</summary>
    /// <param name="exponent">The exponent, a constant.</param>
    /// <param name="x">The operand, of any shape.</param>
    let pow (exponent: float) (x: Tensor) = x.Pow exponent

    /// <summary>Every element limited to an interval; the gradient is 0 outside it, and 1 at its ends.</summary>
    /// <param name="minimum">The lower end.</param>
    /// <param name="maximum">The upper end.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.ArgumentException">The ends are in the wrong order, or one is NaN.</exception>
    let clamp (minimum: float) (maximum: float) (x: Tensor) = x.Clamp(minimum, maximum)

    /// <summary>1 where an element is greater than a number, 0 elsewhere: a constant, without gradient.</summary>
    /// <param name="threshold">The number.</param>
    /// <param name="x">The operand, of any shape.</param>
    let greaterThan (threshold: float) (x: Tensor) = x.GreaterThan threshold

    /// <summary>1 where an element is less than a number, 0 elsewhere: a constant, without gradient.</summary>
    /// <param name="threshold">The number.</param>
    /// <param name="x">The operand, of any shape.</param>
    let lessThan (threshold: float) (x: Tensor) = x.LessThan threshold

    /// <summary>The sum over an axis.</summary>
    /// <param name="axis">The axis, which is left out; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">There is no such axis.</exception>
    let sum (axis: int) (x: Tensor) = x.Sum axis

    /// <summary>The arithmetic mean over an axis.</summary>
    /// <param name="axis">The axis, which is left out; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.InvalidOperationException">The axis has size 0.</exception>
    let mean (axis: int) (x: Tensor) = x.Mean axis

    /// <summary>The largest element along an axis; NaN where there is one. At a tie the gradient is shared equally.</summary>
    /// <param name="axis">The axis, which is left out; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.InvalidOperationException">The axis has size 0.</exception>
    let max (axis: int) (x: Tensor) = x.Max axis

    /// <summary>log(sum(exp(x))) over an axis, without overflow; -infinity where all elements are, and there the gradient is 0.</summary>
    /// <param name="axis">The axis, which is left out; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    let logSumExp (axis: int) (x: Tensor) = x.LogSumExp axis

    /// <summary>log(mean(exp(x))) over an axis, without overflow.</summary>
    /// <param name="axis">The axis, which is left out; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.InvalidOperationException">The axis has size 0.</exception>
    let logMeanExp (axis: int) (x: Tensor) = x.LogMeanExp axis

    /// <summary>The matrix product of what is piped in and a matrix on its right.</summary>
    /// <param name="right"><c>[k, n]</c>.</param>
    /// <param name="left"><c>[..., m, k]</c>.</param>
    /// <returns><c>[..., m, n]</c>.</returns>
    /// <exception cref="T:System.ArgumentException">The ranks or the inner sizes do not fit.</exception>
    let matMul (right: Tensor) (left: Tensor) = left.MatMul right

    /// <summary>The rows of a matrix as columns.</summary>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <returns><c>[columns, rows]</c>.</returns>
    /// <exception cref="T:System.InvalidOperationException">It is not a matrix.</exception>
    let transpose (x: Tensor) = x.Transpose()

    /// <summary>The same elements, row-major, in another shape of as many: a view, nothing is copied.</summary>
    /// <param name="shape">The new shape.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.ArgumentException">The numbers of elements differ.</exception>
    let reshape (shape: Shape) (x: Tensor) = x.Reshape shape

    /// <summary>The tensor repeated, under NumPy's rules, to a larger shape.</summary>
    /// <param name="shape">The shape to repeat to.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.ArgumentException">Its shape does not broadcast to that one.</exception>
    let broadcastTo (shape: Shape) (x: Tensor) = x.BroadcastTo shape

    /// <summary>A range of indices of an axis; of the leading axis it is a view, nothing is copied.</summary>
    /// <param name="start">The first index.</param>
    /// <param name="count">How many.</param>
    /// <param name="axis">The axis; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">The range leaves the axis.</exception>
    let slice (start: int) (count: int) (axis: int) (x: Tensor) = x.Slice(start, count, axis)

    /// <summary>The given indices of the leading axis, in their order; an index may occur more than once.</summary>
    /// <param name="indices">Each from 0 to the axis' size less one.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">An index is outside the axis.</exception>
    let take (indices: IReadOnlyList<int>) (x: Tensor) = x.Take indices

    /// <summary>Tensors laid end to end along an axis; precisions widen.</summary>
    /// <param name="axis">The axis; -1 is the last.</param>
    /// <param name="tensors">At least one; alike in all other axes.</param>
    /// <exception cref="T:System.ArgumentException">There are none, or their shapes differ in another axis.</exception>
    let concatenate (axis: int) (tensors: IReadOnlyList<Tensor>) = Tensor.Concatenate(tensors, axis)

    /// <summary>The same values as a constant: differentiation does not look behind it.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let stopGradient (x: Tensor) = x.StopGradient()

    /// <summary>The tensor in another precision: to double is exact, to single rounds to nearest.</summary>
    /// <param name="precision">float32 (<c>Single</c>) or float (<c>Double</c>).</param>
    /// <param name="x">The operand, of any shape.</param>
    let toPrecision (precision: Precision) (x: Tensor) = x.To precision
