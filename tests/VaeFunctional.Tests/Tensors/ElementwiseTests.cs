using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Elementwise functions against the scalar functions of the platform, at ordinary numbers and at those that go wrong first.</summary>
public class ElementwiseTests
{
    private const double DoubleTolerance = 1e-14;
    private const double SingleTolerance = 1e-6;

    private static readonly ScalarFunction[] Functions =
    [
        new("negate", x => -x, x => -x, IsExact: true),
        new("sqrt", x => x.Sqrt(), Math.Sqrt, IsExact: true),
        new("square", x => x.Square(), x => x * x, IsExact: true),
        new("abs", x => x.Abs(), Math.Abs, IsExact: true),
        new("reciprocal", x => x.Reciprocal(), x => 1 / x, IsExact: true),
        new("relu", x => x.Relu(), x => x <= 0 ? 0 : x, IsExact: true),
        new("clamp", x => x.Clamp(-0.5, 2), x => Math.Clamp(x, -0.5, 2), IsExact: true),
        new("plus a number", x => x + 0.75, x => x + 0.75, IsExact: true),
        new("a number plus", x => 0.75 + x, x => 0.75 + x, IsExact: true),
        new("plus minus zero", x => x + -0.0, x => x + -0.0, IsExact: true),
        new("minus a number", x => x - 0.75, x => x - 0.75, IsExact: true),
        new("minus zero", x => x - 0.0, x => x - 0.0, IsExact: true),
        new("a number minus", x => 0.75 - x, x => 0.75 - x, IsExact: true),
        new("zero minus", x => 0.0 - x, x => 0.0 - x, IsExact: true),
        new("times a number", x => x * 0.75, x => x * 0.75, IsExact: true),
        new("a number times", x => 0.75 * x, x => 0.75 * x, IsExact: true),
        new("over a number", x => x / 0.75, x => x / 0.75, IsExact: true),
        new("a number over", x => 0.75 / x, x => 0.75 / x, IsExact: true),
        new("a tiny number over", x => 1e-40 / x, x => (float)1e-40 / x, IsExact: true, SinglesOnly: true),
        new("greater than", x => x.GreaterThan(0.5), x => x > 0.5 ? 1 : 0, IsExact: true),
        new("less than", x => x.LessThan(0.5), x => x < 0.5 ? 1 : 0, IsExact: true),
        new("exp", x => x.Exp(), Math.Exp),
        new("log", x => x.Log(), Math.Log),
        new("log1p", x => x.Log1p(), Log1p),
        new("expm1", x => x.Expm1(), Expm1),
        new("sigmoid", x => x.Sigmoid(), x => 1 / (1 + Math.Exp(-x))),
        new("softplus", x => x.Softplus(), x => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)))),
        new("tanh", x => x.Tanh(), Math.Tanh),
        new("sin", x => x.Sin(), Math.Sin),
        new("cos", x => x.Cos(), Math.Cos),
        new("pow", x => x.Pow(1.5), x => Math.Pow(x, 1.5)),
    ];

    public static TheoryData<string> Names => [.. Functions.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void In_double_an_element_is_the_scalar_function_of_it(string name)
    {
        var function = Functions.Single(candidate => candidate.Name == name);
        var x = Arguments();
        var tolerance = function.IsExact ? 0 : DoubleTolerance;
        if (!function.SinglesOnly)
            AssertElements(x, function.Apply(Tensor.FromArray(x)).ToDoubles(), function.Scalar, tolerance, double.Epsilon);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_single_an_element_is_the_rounded_scalar_function_of_it(string name)
    {
        var function = Functions.Single(candidate => candidate.Name == name);
        var x = Array.ConvertAll(Arguments(), value => (float)value);
        var result = function.Apply(Tensor.FromArray(x));
        Assert.Equal(Precision.Single, result.Precision);
        AssertElements(
            Array.ConvertAll(x, value => (double)value),
            result.ToDoubles(),
            value => (float)function.Scalar(value),
            function.IsExact ? 0 : SingleTolerance,
            float.Epsilon);
    }

    private static double[] Arguments() =>
        [.. Samples.Awkward, .. RandomKey.FromSeed(3).Normal(new Shape(101), Precision.Double).ToDoubles(), 0.75, -0.5, 2];

    private static void AssertElements(double[] x, double[] actual, Func<double, double> expected, double relative, double absolute)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var value = expected(x[i]);
            var isNear = relative > 0 && double.IsFinite(value) && Math.Abs(value - actual[i]) <= (relative * Math.Abs(value)) + (4 * absolute);
            Assert.True(isNear || NaiveArray.SameNumber(value, actual[i]), $"f({x[i]:R}) is {actual[i]:R}, not {value:R}");
        }
    }

    /// <summary>A series near 0, else log(u) x / (u - 1) with u = 1 + x, where the rounding of u cancels.</summary>
    private static double Log1p(double x)
    {
        var u = 1 + x;
        if (Math.Abs(x) < 1e-5)
            return x - (x * x / 2) + (x * x * x / 3);
        return double.IsFinite(u) && u > 0 ? Math.Log(u) * (x / (u - 1)) : Math.Log(u);
    }

    /// <summary>A series near 0, else 2 sinh(x / 2) exp(x / 2), which cancels nothing, and the definition beyond 1.</summary>
    private static double Expm1(double x) => Math.Abs(x) switch
    {
        < 1e-5 => x + (x * x / 2) + (x * x * x / 6),
        < 1 => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2),
        _ => Math.Exp(x) - 1,
    };

    private sealed record ScalarFunction(
        string Name, Func<Tensor, Tensor> Apply, Func<double, double> Scalar, bool IsExact = false, bool SinglesOnly = false);
}
