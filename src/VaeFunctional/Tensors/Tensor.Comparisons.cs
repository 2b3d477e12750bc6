namespace VaeFunctional;

/// <content>Questions about elements, answered by 1 and 0, and choices by such answers. Answers are constants, without gradient.</content>
public sealed partial class Tensor
{
    /// <summary>1 where the element is greater than another tensor's, 0 elsewhere and where either is NaN: a constant, without gradient.</summary>
    /// <param name="other">The other tensor, of a shape that broadcasts with this one's.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast together.</exception>
    public Tensor GreaterThan(Tensor other) => Broadcasting.Apply<Greater>(StopGradient(), Checked(other).StopGradient());

    /// <summary>1 where the element is greater than a number, 0 elsewhere: a constant, without gradient.</summary>
    /// <param name="threshold">The number.</param>
    public Tensor GreaterThan(double threshold) => Broadcasting.ApplyScalar<Greater>(StopGradient(), threshold);

    /// <summary>1 where the element is less than another tensor's, 0 elsewhere and where either is NaN: a constant, without gradient.</summary>
    /// <param name="other">The other tensor, of a shape that broadcasts with this one's.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast together.</exception>
    public Tensor LessThan(Tensor other) => Broadcasting.Apply<Less>(StopGradient(), Checked(other).StopGradient());

    /// <summary>1 where the element is less than a number, 0 elsewhere: a constant, without gradient.</summary>
    /// <param name="threshold">The number.</param>
    public Tensor LessThan(double threshold) => Broadcasting.ApplyScalar<Less>(StopGradient(), threshold);

    /// <summary>1 where the element equals another tensor's, 0 elsewhere and where either is NaN: a constant, without gradient.</summary>
    /// <param name="other">The other tensor, of a shape that broadcasts with this one's.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast together.</exception>
    public Tensor EqualTo(Tensor other) => Broadcasting.Apply<Equal>(StopGradient(), Checked(other).StopGradient());

    /// <summary>1 where the element equals a number, 0 elsewhere: a constant, without gradient.</summary>
    /// <param name="number">The number, which takes the tensor's precision.</param>
    public Tensor EqualTo(double number) => Broadcasting.ApplyScalar<Equal>(StopGradient(), number);

    /// <summary>1 where the element is NaN, 0 elsewhere: a constant, without gradient.</summary>
    public Tensor IsNaN() => Apply<IsNaN>(StopGradient());

    /// <summary>The greatest integer that is not above the element: a constant, without gradient.</summary>
    public Tensor Floor() => Apply<Floor>(StopGradient());

    /// <summary>The nearest integer, the even one of two: a constant, without gradient.</summary>
    public Tensor Round() => Apply<Round>(StopGradient());

    /// <summary>
    /// The elements of one tensor where a condition is not 0, those of another where it is. What is not chosen plays no part, in the value or in the
    /// gradient, even if it is NaN; to keep a derivative finite, replace an operand before the function that would not be.
    /// </summary>
    /// <param name="condition">0 or another number for each element; not differentiated.</param>
    /// <param name="then">The elements where the condition is not 0.</param>
    /// <param name="otherwise">The elements where it is 0.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast together.</exception>
    public static Tensor Where(Tensor condition, Tensor then, Tensor otherwise)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(otherwise);
        if (!Shape.TryBroadcast(then.Shape, otherwise.Shape, out var both) || !Shape.TryBroadcast(both, condition.Shape, out var shape))
            throw new ArgumentException($"Where: shapes {condition.Shape}, {then.Shape} and {otherwise.Shape} do not broadcast together.");
        return CoordinateRule.Of<Selection>(shape, then, otherwise, condition.StopGradient());
    }
}
