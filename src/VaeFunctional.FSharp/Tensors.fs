namespace VaeFunctional.FSharp

open System.Collections.Generic
open VaeFunctional

/// Functions of tensors for pipelines and composition: the tensor stands last.
[<RequireQualifiedAccess>]
module Tensor =

    /// The exponential of every element.
    let exp (x: Tensor) = x.Exp()

    /// The natural logarithm of every element.
    let log (x: Tensor) = x.Log()

    /// log(1 + x) of every element, accurate near 0.
    let log1p (x: Tensor) = x.Log1p()

    /// exp(x) - 1 of every element, accurate near 0.
    let expm1 (x: Tensor) = x.Expm1()

    /// exp(x) - 1 - x of every element, accurate near 0.
    let expm1MinusX (x: Tensor) = x.Expm1MinusX()

    /// 1 / (1 + exp(-x)) of every element.
    let sigmoid (x: Tensor) = x.Sigmoid()

    /// log(1 + exp(x)) of every element.
    let softplus (x: Tensor) = x.Softplus()

    /// The hyperbolic tangent of every element.
    let tanh (x: Tensor) = x.Tanh()

    /// The square root of every element.
    let sqrt (x: Tensor) = x.Sqrt()

    /// The square of every element.
    let square (x: Tensor) = x.Square()

    /// The absolute value of every element; its derivative at 0 is 0.
    let abs (x: Tensor) = x.Abs()

    /// 1 / x of every element.
    let reciprocal (x: Tensor) = x.Reciprocal()

    /// max(x, 0) of every element; its derivative at 0 is 0.
    let relu (x: Tensor) = x.Relu()

    /// The sine of every element, in radians.
    let sin (x: Tensor) = x.Sin()

    /// The cosine of every element, in radians.
    let cos (x: Tensor) = x.Cos()

    /// Every element to a power.
    let pow (exponent: float) (x: Tensor) = x.Pow exponent

    /// Every element limited to an interval.
    let clamp (minimum: float) (maximum: float) (x: Tensor) = x.Clamp(minimum, maximum)

    /// The sum over an axis, which is left out; -1 is the last.
    let sum (axis: int) (x: Tensor) = x.Sum axis

    /// The mean over an axis, which is left out; -1 is the last.
    let mean (axis: int) (x: Tensor) = x.Mean axis

    /// The largest element over an axis, which is left out; -1 is the last.
    let max (axis: int) (x: Tensor) = x.Max axis

    /// log(sum(exp(x))) over an axis, which is left out; it does not overflow.
    let logSumExp (axis: int) (x: Tensor) = x.LogSumExp axis

    /// log(mean(exp(x))) over an axis, which is left out; it does not overflow.
    let logMeanExp (axis: int) (x: Tensor) = x.LogMeanExp axis

    /// The product with a matrix on the right: [..., m, k] piped in, by [k, n], is [..., m, n].
    let matMul (right: Tensor) (left: Tensor) = left.MatMul right

    /// The rows of a matrix as columns.
    let transpose (x: Tensor) = x.Transpose()

    /// The same elements, row-major, in another shape of as many.
    let reshape (shape: Shape) (x: Tensor) = x.Reshape shape

    /// The given indices of the leading axis, in their order.
    let take (indices: IReadOnlyList<int>) (x: Tensor) = x.Take indices

    /// Tensors laid end to end along an axis.
    let concatenate (axis: int) (tensors: IReadOnlyList<Tensor>) = Tensor.Concatenate(tensors, axis)

    /// The same values as a constant: differentiation does not look behind it.
    let stopGradient (x: Tensor) = x.StopGradient()

    /// The tensor in the given precision; to double is exact, to single rounds to nearest.
    let toPrecision (precision: Precision) (x: Tensor) = x.To precision
