namespace VaeFunctional;

/// <content>Elementwise functions of one operand.</content>
public sealed partial class Tensor
{
    /// <summary>Every element with its sign changed.</summary>
    public static Tensor operator -(Tensor x) => Function<Negate>(x, static (g, _, _) => -g);

    /// <summary>exp(x).</summary>
    public Tensor Exp() => Function<Exp>(this, static (g, _, y) => g * y);

    /// <summary>The natural logarithm; -infinity at 0, NaN below.</summary>
    public Tensor Log() => Function<Log>(this, static (g, x, _) => g / x);

    /// <summary>log(1 + x), accurate near 0.</summary>
    public Tensor Log1p() => Function<Log1p>(this, static (g, x, _) => g / (x + 1));

    /// <summary>exp(x) - 1, accurate near 0.</summary>
    public Tensor Expm1() => Function<Expm1>(this, static (g, x, _) => g * x.Exp());

    /// <summary>exp(x) - 1 - x, accurate near 0, where it is x^2/2; never negative, and 0 exactly at 0.</summary>
    public Tensor Expm1MinusX() => Function<Expm1MinusX>(this, static (g, x, _) => g * x.Expm1());

    /// <summary>log(1 - exp(x)) for x of at most 0, accurate for every x; -infinity at 0, NaN above.</summary>
    public Tensor Log1mExp() => Function<Log1mExp>(this, static (g, x, _) => -(g / (-x).Expm1()));

    /// <summary>The logistic function 1 / (1 + exp(-x)).</summary>
    public Tensor Sigmoid() => Function<Sigmoid>(this, static (g, _, y) => g * y * (1 - y));

    /// <summary>log(1 + exp(x)), accurate for every x: x for large x, exp(x) for very negative x.</summary>
    public Tensor Softplus() => Function<Softplus>(this, static (g, x, _) => g * x.Sigmoid());

    /// <summary>The hyperbolic tangent.</summary>
    public Tensor Tanh() => Function<Tanh>(this, static (g, _, y) => g * (1 - y.Square()));

    /// <summary>The square root; NaN below 0.</summary>
    public Tensor Sqrt() => Function<Sqrt>(this, static (g, _, y) => g * 0.5 / y);

    /// <summary>x^2.</summary>
    public Tensor Square() => Function<Square>(this, static (g, x, _) => g * x * 2);

    /// <summary>|x|; the derivative at 0 is 0.</summary>
    public Tensor Abs() => Function<Abs>(this, static (g, x, _) => g * Apply<Sign>(x));

    /// <summary>1 / x.</summary>
    public Tensor Reciprocal() => Function<Reciprocal>(this, static (g, _, y) => -(g * y.Square()));

    /// <summary>max(x, 0); the derivative at 0 is 0.</summary>
    public Tensor Relu() => Function<Relu>(this, static (g, _, y) => Broadcasting.Apply<WherePositive>(g, y));

    /// <summary>The sine of x in radians.</summary>
    public Tensor Sin() => Function<Sin>(this, static (g, x, _) => g * x.Cos());

    /// <summary>The cosine of x in radians.</summary>
    public Tensor Cos() => Function<Cos>(this, static (g, x, _) => -(g * x.Sin()));

    /// <summary>The logarithm of the gamma function, computed in double and rounded once; infinity at 0, NaN below.</summary>
    public Tensor LogGamma() => Widened<LogGamma>(this, static (g, x, _) => g * x.Digamma());

    /// <summary>The derivative of <see cref="LogGamma"/>, computed in double and rounded once; NaN below 0.</summary>
    public Tensor Digamma() => Widened<Digamma>(this, static (g, x, _) => g * Apply<Trigamma>(x));

    /// <summary>x^exponent, as in <see cref="Math.Pow(double, double)"/>; the derivative of x^0 is 0 everywhere.</summary>
    /// <param name="exponent">The exponent, a constant.</param>
    public Tensor Pow(double exponent) =>
        Rule.Unary(
            this,
            x => Broadcasting.ApplyScalar<Power>(x, exponent),
            (g, x, _) => exponent == 0 ? Zeros(x.Shape, x.Precision) : g * Broadcasting.ApplyScalar<Power>(x, exponent - 1) * exponent);

    /// <summary>The index of the first element, row-major, that is NaN or infinite, or -1 when all are finite.</summary>
    public int FirstNonFinite() =>
        Precision == Precision.Single ? Reductions.IndexOfNonFinite(Read<float>()) : Reductions.IndexOfNonFinite(Read<double>());

    private static Tensor Function<TOperator>(Tensor x, Func<Tensor, Tensor, Tensor, Tensor> pullback)
        where TOperator : struct, IUnaryOperator =>
        Rule.Unary(x, Apply<TOperator>, pullback);

    /// <summary>A function that loses more to cancellation than single precision can spare.</summary>
    private static Tensor Widened<TOperator>(Tensor x, Func<Tensor, Tensor, Tensor, Tensor> pullback)
        where TOperator : struct, IUnaryOperator =>
        Rule.Unary(x, static operand => Apply<TOperator>(operand.To(Precision.Double)).To(operand.Precision), pullback);

    private static Tensor Apply<TOperator>(Tensor x)
        where TOperator : struct, IUnaryOperator
    {
        var result = Allocate(x.Shape, x.Precision);
        if (x.Precision == Precision.Single)
            Elementwise.Map<TOperator, float>(x.Read<float>(), result.Write<float>());
        else
            Elementwise.Map<TOperator, double>(x.Read<double>(), result.Write<double>());
        return result;
    }
}
