namespace VaeFunctional;

/// <content>Elementwise operations of two operands. Shapes broadcast as in NumPy; a number takes the tensor's precision.</content>
public sealed partial class Tensor
{
    /// <summary>Elementwise sum.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast together.</exception>
    public static Tensor operator +(Tensor left, Tensor right) =>
        Broadcasting.Rule<Add>(left, right, static (g, _, _, _) => g, static (g, _, _, _) => g);

    /// <summary>Elementwise difference.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast together.</exception>
    public static Tensor operator -(Tensor left, Tensor right) =>
        Broadcasting.Rule<Subtract>(left, right, static (g, _, _, _) => g, static (g, _, _, _) => -g);

    /// <summary>Elementwise product.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast together.</exception>
    public static Tensor operator *(Tensor left, Tensor right) =>
        Broadcasting.Rule<Multiply>(left, right, static (g, _, y, _) => g * y, static (g, x, _, _) => g * x);

    /// <summary>Elementwise quotient.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast together.</exception>
    public static Tensor operator /(Tensor left, Tensor right) =>
        Broadcasting.Rule<Divide>(left, right, static (g, _, y, _) => g / y, static (g, _, y, result) => -(g * result / y));

    /// <summary>Adds a number to every element.</summary>
    public static Tensor operator +(Tensor left, double right) =>
        Rule.Unary(left, x => Broadcasting.ApplyScalar<Add>(x, right), static (g, _, _) => g);

    /// <summary>Adds a number to every element.</summary>
    public static Tensor operator +(double left, Tensor right) => right + left;

    /// <summary>Subtracts a number from every element.</summary>
    public static Tensor operator -(Tensor left, double right) => left + -right;

    /// <summary>Subtracts every element from a number.</summary>
    public static Tensor operator -(double left, Tensor right) => -right + left;

    /// <summary>Multiplies every element by a number.</summary>
    public static Tensor operator *(Tensor left, double right) =>
        Rule.Unary(left, x => Broadcasting.ApplyScalar<Multiply>(x, right), (g, _, _) => g * right);

    /// <summary>Multiplies every element by a number.</summary>
    public static Tensor operator *(double left, Tensor right) => right * left;

    /// <summary>Divides every element by a number.</summary>
    public static Tensor operator /(Tensor left, double right) =>
        Rule.Unary(left, x => Broadcasting.ApplyScalar<Divide>(x, right), (g, _, _) => g / right);

    /// <summary>Divides a number by every element.</summary>
    public static Tensor operator /(double left, Tensor right) => Scalar(left, Checked(right).Precision) / right;

    /// <summary>The larger of each pair; NaN where either is NaN. At a tie the gradient goes to the left operand.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast together.</exception>
    public static Tensor Maximum(Tensor left, Tensor right) =>
        Broadcasting.Rule<Maximum>(left, right, static (g, x, y, _) => g * (1 - y.GreaterThan(x)), static (g, x, y, _) => g * y.GreaterThan(x));

    /// <summary>The smaller of each pair; NaN where either is NaN. At a tie the gradient goes to the left operand.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast together.</exception>
    public static Tensor Minimum(Tensor left, Tensor right) =>
        Broadcasting.Rule<Minimum>(left, right, static (g, x, y, _) => g * (1 - x.GreaterThan(y)), static (g, x, y, _) => g * x.GreaterThan(y));

    /// <summary>The elements limited to an interval; outside it, and at its ends, the gradient is that of the nearer side: 0 outside, 1 at the ends.</summary>
    /// <param name="minimum">The lower end.</param>
    /// <param name="maximum">The upper end.</param>
    /// <exception cref="ArgumentException">The lower end is greater than the upper, or one is NaN.</exception>
    public Tensor Clamp(double minimum, double maximum)
    {
        if (!(minimum <= maximum))
            throw new ArgumentException($"Clamp: {minimum} is not at most {maximum}.");
        return Rule.Unary(
            this,
            x => Broadcasting.ApplyScalar<Minimum>(Broadcasting.ApplyScalar<Maximum>(x, minimum), maximum),
            (g, x, _) => g * (1 - x.LessThan(minimum)) * (1 - x.GreaterThan(maximum)));
    }

    private static Tensor Checked(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor;
    }
}
