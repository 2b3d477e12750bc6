namespace VaeFunctional.FSharp

open System.Collections.Generic
open VaeFunctional

/// Functions of tensors for pipelines and composition; the tensor is the last argument. Where not said otherwise, they are differentiable.
[<RequireQualifiedAccess>]
module Tensor =

    /// <summary>A vector of the given numbers, in double.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns><c>[n]</c>.</returns>
    let ofList (values: float list) = Tensor.FromArray(List.toArray values)

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

    /// <summary>log(1 - exp(x)) of every element, accurate for every x of at most 0; -infinity at 0, NaN above.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let log1mExp (x: Tensor) = x.Log1mExp()

    /// <summary>The logarithm of the gamma function of every element; infinity at 0, NaN below.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let logGamma (x: Tensor) = x.LogGamma()

    /// <summary>The derivative of the logarithm of the gamma function at every element; NaN below 0.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let digamma (x: Tensor) = x.Digamma()

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

    /// <summary>The greatest integer that is not above every element: a constant, without gradient.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let floor (x: Tensor) = x.Floor()

    /// <summary>The integer nearest to every element, the even one of two: a constant, without gradient.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let round (x: Tensor) = x.Round()

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
    let clamp (minimum: float, maximum: float) (x: Tensor) = x.Clamp(minimum, maximum)

    /// <summary>1 where an element is greater than a number, 0 elsewhere: a constant, without gradient.</summary>
    /// <param name="threshold">The number.</param>
    /// <param name="x">The operand, of any shape.</param>
    let greaterThan (threshold: float) (x: Tensor) = x.GreaterThan threshold

    /// <summary>1 where an element is less than a number, 0 elsewhere: a constant, without gradient.</summary>
    /// <param name="threshold">The number.</param>
    /// <param name="x">The operand, of any shape.</param>
    let lessThan (threshold: float) (x: Tensor) = x.LessThan threshold

    /// <summary>1 where the element equals a number, 0 elsewhere: a constant, without gradient.</summary>
    /// <param name="number">The number.</param>
    /// <param name="x">The operand, of any shape.</param>
    let equalTo (number: float) (x: Tensor) = x.EqualTo number

    /// <summary>1 where the element is NaN, 0 elsewhere: a constant, without gradient.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let isNaN (x: Tensor) = x.IsNaN()

    /// <summary>The elements of one tensor where a condition is not 0, those of another where it is.</summary>
    /// <param name="condition">0 or another number for each element; not differentiated.</param>
    /// <param name="otherwise">The elements where it is 0.</param>
    /// <param name="x">The elements where the condition is not 0.</param>
    /// <exception cref="T:System.ArgumentException">The shapes do not broadcast together.</exception>
    let where (condition: Tensor) (otherwise: Tensor) (x: Tensor) = Tensor.Where(condition, x, otherwise)

    /// <summary>The sums of the elements up to each one along an axis.</summary>
    /// <param name="axis">The axis; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">There is no such axis.</exception>
    let cumulativeSum (axis: int) (x: Tensor) = x.CumulativeSum axis

    /// <summary>The index of the first largest element along an axis: a constant, without gradient.</summary>
    /// <param name="axis">The axis, which is removed; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.InvalidOperationException">The axis has size 0.</exception>
    let argMax (axis: int) (x: Tensor) = x.ArgMax axis

    /// <summary>The smallest element along an axis; NaN where any of them is NaN. At a tie the gradient is shared equally.</summary>
    /// <param name="axis">The axis, which is removed; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.InvalidOperationException">The axis has size 0.</exception>
    let min (axis: int) (x: Tensor) = x.Min axis

    /// <summary>The sum over an axis.</summary>
    /// <param name="axis">The axis, which is removed; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">There is no such axis.</exception>
    let sum (axis: int) (x: Tensor) = x.Sum axis

    /// <summary>The sum of all elements.</summary>
    /// <param name="x">The operand, of any shape.</param>
    /// <returns>A scalar.</returns>
    let sumAll (x: Tensor) = x.Sum()

    /// <summary>The arithmetic mean over an axis.</summary>
    /// <param name="axis">The axis, which is removed; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.InvalidOperationException">The axis has size 0.</exception>
    let mean (axis: int) (x: Tensor) = x.Mean axis

    /// <summary>The arithmetic mean of all elements.</summary>
    /// <param name="x">The operand, of any shape.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="T:System.InvalidOperationException">There are no elements.</exception>
    let meanAll (x: Tensor) = x.Mean()

    /// <summary>The largest element along an axis; NaN where any of them is NaN. At a tie the gradient is shared equally.</summary>
    /// <param name="axis">The axis, which is removed; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.InvalidOperationException">The axis has size 0.</exception>
    let max (axis: int) (x: Tensor) = x.Max axis

    /// <summary>log(sum(exp(x))) over an axis, without overflow; -infinity where all elements are -infinity, where the gradient is 0.</summary>
    /// <param name="axis">The axis, which is removed; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    let logSumExp (axis: int) (x: Tensor) = x.LogSumExp axis

    /// <summary>log(mean(exp(x))) over an axis, without overflow.</summary>
    /// <param name="axis">The axis, which is removed; -1 is the last.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.InvalidOperationException">The axis has size 0.</exception>
    let logMeanExp (axis: int) (x: Tensor) = x.LogMeanExp axis

    /// <summary>The matrix product of the piped tensor and a matrix on its right.</summary>
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

    /// <summary>The same elements, row-major, in another shape with the same number of elements: a view, nothing is copied.</summary>
    /// <param name="shape">The new shape.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.ArgumentException">The numbers of elements differ.</exception>
    let reshape (shape: Shape) (x: Tensor) = x.Reshape shape

    /// <summary>The tensor repeated, under NumPy's rules, to a larger shape.</summary>
    /// <param name="shape">The shape to repeat to.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.ArgumentException">Its shape does not broadcast to that one.</exception>
    let broadcastTo (shape: Shape) (x: Tensor) = x.BroadcastTo shape

    /// <summary>The given indices of the leading axis, in their order; an index may occur more than once.</summary>
    /// <param name="indices">Each from 0 to the size of the axis - 1.</param>
    /// <param name="x">The operand, of any shape.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">An index is outside the axis.</exception>
    let take (indices: IReadOnlyList<int>) (x: Tensor) = x.Take indices

    /// <summary>Elements along the last axis by their indices, which differ from row to row.</summary>
    /// <param name="indices">Whole numbers from 0 to the size of the last axis - 1, of the same shape except for the last axis.</param>
    /// <param name="x">The operand, of rank 1 or more.</param>
    /// <exception cref="T:System.ArgumentException">The shapes differ before the last axis, or an index is not one.</exception>
    let gather (indices: Tensor) (x: Tensor) = x.Gather indices

    /// <summary>Tensors laid end to end along an axis; precisions widen.</summary>
    /// <param name="axis">The axis; -1 is the last.</param>
    /// <param name="tensors">At least one, with the same sizes in all other axes.</param>
    /// <exception cref="T:System.ArgumentException">There are no tensors, or their shapes differ in another axis.</exception>
    let concatenate (axis: int) (tensors: IReadOnlyList<Tensor>) = Tensor.Concatenate(tensors, axis)

    /// <summary>The same values as a constant: differentiation stops here.</summary>
    /// <param name="x">The operand, of any shape.</param>
    let stopGradient (x: Tensor) = x.StopGradient()

    /// <summary>The tensor in another precision: conversion to double is exact, conversion to single rounds to nearest.</summary>
    /// <param name="precision">float32 (<c>Single</c>) or float (<c>Double</c>).</param>
    /// <param name="x">The operand, of any shape.</param>
    let toPrecision (precision: Precision) (x: Tensor) = x.To precision
