namespace VaeFunctional;

/// <content>Reductions over one axis or over all elements. The order of summation depends on the shape only.</content>
public sealed partial class Tensor
{
    /// <summary>The sum of all elements, a scalar; 0 if there are none.</summary>
    public Tensor Sum() => Flat().Sum(0);

    /// <summary>The sum over an axis.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepAxis">Whether to keep the axis, with size 1.</param>
    public Tensor Sum(int axis, bool keepAxis = false) =>
        Along<SumReduction>(axis, keepAxis, static (g, x, _) => g.BroadcastTo(x.Shape));

    /// <summary>The arithmetic mean of all elements, a scalar.</summary>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public Tensor Mean() => NonEmpty(nameof(Mean)).Flat().Mean(0);

    /// <summary>The arithmetic mean over an axis.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepAxis">Whether to keep the axis, with size 1.</param>
    /// <exception cref="InvalidOperationException">The axis has size 0.</exception>
    public Tensor Mean(int axis, bool keepAxis = false) => Sum(axis, keepAxis) / NonEmpty(axis, nameof(Mean));

    /// <summary>The largest element, a scalar; NaN if any element is NaN.</summary>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public Tensor Max() => NonEmpty(nameof(Max)).Flat().Max(0);

    /// <summary>The largest element along an axis; NaN where any of them is NaN. At a tie the gradient is shared equally.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepAxis">Whether to keep the axis, with size 1.</param>
    /// <exception cref="InvalidOperationException">The axis has size 0.</exception>
    public Tensor Max(int axis, bool keepAxis = false)
    {
        _ = NonEmpty(axis, nameof(Max));
        return Along<MaxReduction>(
            axis,
            keepAxis,
            (g, x, y) =>
            {
                var isLargest = 1 - y.GreaterThan(x);
                return g * isLargest / isLargest.Sum(axis, keepAxis: true);
            });
    }

    /// <summary>The smallest element, a scalar; NaN if any element is NaN.</summary>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public Tensor Min() => NonEmpty(nameof(Min)).Flat().Min(0);

    /// <summary>The smallest element along an axis; NaN where any of them is NaN. At a tie the gradient is shared equally.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepAxis">Whether to keep the axis, with size 1.</param>
    /// <exception cref="InvalidOperationException">The axis has size 0.</exception>
    public Tensor Min(int axis, bool keepAxis = false)
    {
        _ = NonEmpty(axis, nameof(Min));
        return -(-this).Max(axis, keepAxis);
    }

    /// <summary>The index of the first largest element along an axis, of the first NaN where there is one: a constant, without gradient.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepAxis">Whether to keep the axis, with size 1.</param>
    /// <exception cref="InvalidOperationException">The axis has size 0.</exception>
    public Tensor ArgMax(int axis, bool keepAxis = false)
    {
        _ = NonEmpty(axis, nameof(ArgMax));
        var front = Shape.Axis(axis);
        var kept = AlongAxis.ArgMax(StopGradient(), front);
        return keepAxis ? kept : kept.Reshape(Shape.Without(front));
    }

    /// <summary>The sums of the elements up to each one along an axis.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    public Tensor CumulativeSum(int axis)
    {
        var front = Shape.Axis(axis);
        return Rule.Unary(
            this,
            x => AlongAxis.CumulativeSum(x, front, fromEnd: false),
            (g, _, _) => AlongAxis.CumulativeSum(g, front, fromEnd: true));
    }

    /// <summary>log(sum(exp(x))) over an axis, without overflow; -infinity where all elements are -infinity, where the gradient is 0.</summary>
    /// <param name="axis">The axis; negative counts from the end. Over size 0 the result is -infinity.</param>
    /// <param name="keepAxis">Whether to keep the axis, with size 1.</param>
    public Tensor LogSumExp(int axis, bool keepAxis = false) =>
        Along<LogSumExpReduction>(axis, keepAxis, (g, x, y) => g * Shares(x, y, axis));

    /// <summary>log(mean(exp(x))) over an axis, without overflow.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepAxis">Whether to keep the axis, with size 1.</param>
    /// <exception cref="InvalidOperationException">The axis has size 0.</exception>
    public Tensor LogMeanExp(int axis, bool keepAxis = false) =>
        LogSumExp(axis, keepAxis) - Math.Log(NonEmpty(axis, nameof(LogMeanExp)));

    /// <summary>exp(x - y), divided by its sum, which is 1 except for the rounding of y; 0 where all elements are -infinity.</summary>
    private static Tensor Shares(Tensor x, Tensor y, int axis)
    {
        var (lowest, smallest) = y.Precision == Precision.Single ? (float.MinValue, float.Epsilon) : (double.MinValue, double.Epsilon);
        var shares = (x - Broadcasting.ApplyScalar<Maximum>(y, lowest)).Exp();
        return shares / Broadcasting.ApplyScalar<Maximum>(shares.Sum(axis, keepAxis: true), smallest);
    }

    private Tensor Along<TReduction>(int axis, bool keepAxis, Func<Tensor, Tensor, Tensor, Tensor> pullback)
        where TReduction : struct, IReduction
    {
        var front = Shape.Axis(axis);
        var kept = Rule.Unary(this, x => Reduction.Over<TReduction>(x, front), pullback);
        return keepAxis ? kept : kept.Reshape(Shape.Without(front));
    }

    private Tensor NonEmpty(string operation) =>
        Count > 0 ? this : throw new InvalidOperationException($"{operation} of shape {Shape}: there are no elements.");

    private int NonEmpty(int axis, string operation) =>
        Shape[axis] > 0 ? Shape[axis] : throw new InvalidOperationException($"{operation} over axis {axis} of shape {Shape}: the axis is empty.");
}
