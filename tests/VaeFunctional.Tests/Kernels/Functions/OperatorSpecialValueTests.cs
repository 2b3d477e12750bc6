using System.Numerics;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>
/// The operators at awkward values and pairs of them: against .NET's scalar functions where those are exact, and the tables of IEEE 754.
/// </summary>
public class OperatorSpecialValueTests
{
    private const double Infinity = double.PositiveInfinity;
    private const double NaN = double.NaN;

    public static TheoryData<string, double[]> Table => new()
    {
        // At -infinity, -0, 0, infinity, NaN.
        { "Negate", [Infinity, 0.0, -0.0, -Infinity, NaN] },
        { "Abs", [Infinity, 0.0, 0.0, Infinity, NaN] },
        { "Square", [Infinity, 0.0, 0.0, Infinity, NaN] },
        { "Reciprocal", [-0.0, -Infinity, Infinity, 0.0, NaN] },
        { "Sqrt", [NaN, -0.0, 0.0, Infinity, NaN] },
        { "Relu", [0.0, 0.0, 0.0, Infinity, NaN] },
        { "Sign", [-1.0, -0.0, 0.0, 1.0, NaN] },
        { "Exp", [0.0, 1.0, 1.0, Infinity, NaN] },
        { "Expm1", [-1.0, -0.0, 0.0, Infinity, NaN] },
        { "Expm1MinusX", [Infinity, 0.0, 0.0, Infinity, NaN] },
        { "Log", [NaN, -Infinity, -Infinity, Infinity, NaN] },
        { "Log1p", [NaN, -0.0, 0.0, Infinity, NaN] },
        { "Sigmoid", [0.0, 0.5, 0.5, 1.0, NaN] },
        { "Softplus", [0.0, 0.69314718055994531, 0.69314718055994531, Infinity, NaN] },
        { "Tanh", [-1.0, -0.0, 0.0, 1.0, NaN] },
        { "Log1mExp", [-0.0, -Infinity, -Infinity, NaN, NaN] },
        { "LogGamma", [NaN, Infinity, Infinity, Infinity, NaN] },
        { "Digamma", [NaN, -Infinity, -Infinity, Infinity, NaN] },
        { "Trigamma", [NaN, Infinity, Infinity, 0.0, NaN] },
        { "IsNaN", [0.0, 0.0, 0.0, 0.0, 1.0] },
        { "Floor", [-Infinity, -0.0, 0.0, Infinity, NaN] },
        { "Round", [-Infinity, -0.0, 0.0, Infinity, NaN] },
        { "Sin", [NaN, -0.0, 0.0, NaN, NaN] },
        { "Cos", [NaN, 1.0, 1.0, NaN, NaN] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_edges_of_a_function_are_those_of_the_mathematics(string name, double[] expected)
    {
        Edges<float>(name, expected);
        Edges<double>(name, expected);
    }

    [Fact]
    public void Every_unary_operator_has_its_edges_in_the_table() =>
        Assert.Equal(OperatorTable<double>.Unary.Keys.Order(), Table.Select(row => (string)row[0]).Order());

    [Fact]
    public void Logarithms_end_at_their_poles()
    {
        var y = new double[4];
        Elementwise.Map<Log1p, double>([-1, -1.5, Math.BitIncrement(-1.0), double.MaxValue], y);
        Assert.Equal(double.NegativeInfinity, y[0]);
        Assert.Equal(NaN, y[1]);
        Assert.Equal(-53 * Math.Log(2), y[2], 1e-14);
        Assert.Equal(Math.Log(double.MaxValue), y[3], 1e-12);
    }

    [Fact]
    public void Exponentials_end_where_the_format_ends()
    {
        var y = new float[4];
        Elementwise.Map<Exp, float>([88.72283f, 88.72284f, -103.972076f, -103.97209f], y);
        Assert.Equal([MathF.Exp(88.72283f), float.PositiveInfinity, float.Epsilon, 0f], y);
        var z = new double[4];
        Elementwise.Map<Exp, double>([709.782712893384, 709.78271289338409, -745.13321910194111, -745.13321910194122], z);
        Assert.Equal([Math.Exp(709.782712893384), Infinity, double.Epsilon, 0.0], z);
    }

    [Fact]
    public void Arithmetic_is_that_of_the_scalars()
    {
        Unary("Negate", x => -x);
        Unary("Abs", Math.Abs);
        Unary("Square", x => x * x);
        Unary("Reciprocal", x => 1 / x);
        Unary("Sqrt", Math.Sqrt);
        Unary("Relu", x => double.IsNaN(x) ? x : x > 0 ? x : 0);
        Unary("Sign", x => double.IsNaN(x) || x == 0 ? x : Math.Sign(x));
        Binary("Add", (x, y) => x + y);
        Binary("Subtract", (x, y) => x - y);
        Binary("Multiply", (x, y) => x * y);
        Binary("Divide", (x, y) => x / y);
        Binary("Maximum", Math.Max);
        Binary("Minimum", Math.Min);
        Binary("Greater", (x, y) => x > y ? 1 : 0);
        Binary("Less", (x, y) => x < y ? 1 : 0);
        Binary("Power", Math.Pow);
    }

    private static void Edges<T>(string name, double[] expected) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var y = new T[expected.Length];
        OperatorTable<T>.Unary[name]([T.NegativeInfinity, T.NegativeZero, T.Zero, T.PositiveInfinity, T.NaN], y);
        for (int i = 0; i < y.Length; i++)
            AssertSame(T.CreateTruncating(expected[i]), y[i], $"{name} at edge {i}");
    }

    private static void Unary(string name, Func<double, double> scalar)
    {
        var x = OperatorTable<double>.AwkwardValues;
        var y = new double[x.Length];
        OperatorTable<double>.Unary[name](x, y);
        for (int i = 0; i < x.Length; i++)
            AssertSame(scalar(x[i]), y[i], $"{name}({x[i]:R})");
    }

    private static void Binary(string name, Func<double, double, double> scalar)
    {
        var x = OperatorTable<double>.AwkwardValues;
        var y = new double[x.Length];
        foreach (double other in x)
        {
            OperatorTable<double>.Binary[name].ZipScalar(x, other, y);
            for (int i = 0; i < x.Length; i++)
                AssertSame(scalar(x[i], other), y[i], $"{name}({x[i]:R}, {other:R})");
        }
    }

    private static void AssertSame<T>(T expected, T actual, string what) where T : IBinaryFloatingPointIeee754<T> =>
        Assert.True(
            expected.Equals(actual) && (T.IsNaN(expected) || T.IsNegative(expected) == T.IsNegative(actual)),
            $"{what} is {actual:R}, not {expected:R}");
}
