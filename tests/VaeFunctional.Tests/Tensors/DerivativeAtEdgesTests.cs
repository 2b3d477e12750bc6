using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The conventions where a derivative has a kink, a pole or a limit.</summary>
public class DerivativeAtEdgesTests
{
    private const double Infinity = double.PositiveInfinity;

    private static readonly Edge[] Edges =
    [
        new("relu", x => x.Relu(), [(0, 0), (-0.0, 0), (double.Epsilon, 1), (-1, 0), (Infinity, 1), (-Infinity, 0)]),
        new("abs", x => x.Abs(), [(0, 0), (-0.0, 0), (double.Epsilon, 1), (-double.Epsilon, -1), (Infinity, 1), (-Infinity, -1)]),
        new("clamp", x => x.Clamp(-1, 1), [(-1, 1), (1, 1), (1.5, 0), (-1.5, 0), (Infinity, 0), (-Infinity, 0)]),
        new("clamp at a point", x => x.Clamp(1, 1), [(1, 1), (2, 0), (0, 0)]),
        new("clamp below only", x => x.Clamp(0, Infinity), [(0, 1), (3, 1), (-3, 0)]),
        new("exp", x => x.Exp(), [(-Infinity, 0), (0, 1), (Infinity, Infinity)]),
        new("log", x => x.Log(), [(0, Infinity), (1, 1), (Infinity, 0)]),
        new("log1p", x => x.Log1p(), [(-1, Infinity), (0, 1), (1e-300, 1)]),
        new("expm1", x => x.Expm1(), [(-Infinity, 0), (0, 1)]),
        new("expm1 minus x", x => x.Expm1MinusX(), [(0, 0), (1e-300, 1e-300), (-Infinity, -1)]),
        new("sigmoid", x => x.Sigmoid(), [(0, 0.25), (Infinity, 0), (-Infinity, 0), (1e4, 0), (-1e4, 0)]),
        new("softplus", x => x.Softplus(), [(0, 0.5), (1e4, 1), (-1e4, 0), (Infinity, 1), (-Infinity, 0)]),
        new("tanh", x => x.Tanh(), [(0, 1), (Infinity, 0), (-Infinity, 0)]),
        new("sqrt", x => x.Sqrt(), [(0, Infinity), (0.25, 1), (Infinity, 0)]),
        new("square", x => x.Square(), [(0, 0), (-3, -6)]),
        new("reciprocal", x => x.Reciprocal(), [(0, -Infinity), (Infinity, 0), (2, -0.25)]),
        new("pow 0", x => x.Pow(0), [(0, 0), (-0.0, 0), (2, 0), (Infinity, 0)]),
        new("pow 1", x => x.Pow(1), [(0, 1), (-2, 1)]),
        new("pow 2", x => x.Pow(2), [(0, 0), (-3, -6)]),
        new("pow 1/2", x => x.Pow(0.5), [(0, Infinity), (0.25, 1)]),
        new("pow 3", x => x.Pow(3), [(-2, 12), (0, 0)]),
        new("pow -1", x => x.Pow(-1), [(2, -0.25), (-2, -0.25)]),
        new("maximum with itself", x => Tensor.Maximum(x, x), [(0, 1), (1, 1)]),
        new("minimum with itself", x => Tensor.Minimum(x, x), [(0, 1), (1, 1)]),
    ];

    public static TheoryData<string> Names => [.. Edges.Select(edge => edge.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_derivative_at_the_edge_is_the_documented_one(string name)
    {
        var edge = Edges.Single(candidate => candidate.Name == name);
        Assert.All(edge.Points, point => Assert.Equal(point.Derivative, Derivatives.At(edge.Function, point.X)));
        Assert.All(
            edge.Points.Where(point => (float)point.X == point.X && (float)point.Derivative == point.Derivative),
            point => Assert.Equal(point.Derivative, Derivatives.At(edge.Function, point.X, Precision.Single)));
    }

    [Fact]
    public void At_a_tie_the_left_operand_takes_the_whole_gradient()
    {
        var (x, y) = (Tensor.FromArray([1.0, 2, 3]), Tensor.FromArray([1.0, 3, 2]));
        AssertPullbacks(all => Tensor.Maximum(all[0], all[1]), x, y, [1, 0, 1], [0, 1, 0]);
        AssertPullbacks(all => Tensor.Minimum(all[0], all[1]), x, y, [1, 1, 0], [0, 0, 1]);

        static void AssertPullbacks(Func<Tensor[], Tensor> f, Tensor x, Tensor y, double[] toX, double[] toY)
        {
            var pulledBack = Derivatives.Pullbacks(f, Tensor.Ones(x.Shape, Precision.Double), x, y);
            Assert.Equal(toX, pulledBack[0].ToDoubles());
            Assert.Equal(toY, pulledBack[1].ToDoubles());
        }
    }

    [Fact]
    public void Equal_largest_elements_share_the_gradient_of_max()
    {
        var x = Tensor.FromArray(new double[,] { { 5, 1, 5, 5, 5 }, { 1, 2, 3, 4, 0 } });
        var pulledBack = Derivatives.Pullbacks(all => all[0].Max(1), Tensor.FromArray([2.0, 3]), x)[0];
        Assert.Equal(Tensor.FromArray(new[,] { { 0.5, 0, 0.5, 0.5, 0.5 }, { 0, 0, 0, 3, 0 } }), pulledBack);
    }

    [Fact]
    public void Log_sum_exp_of_minus_infinities_is_minus_infinity_with_gradient_zero()
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var x = Tensor.Full(new Shape(2, 3), double.NegativeInfinity, precision);
            Assert.All(x.LogSumExp(1).ToDoubles(), y => Assert.Equal(double.NegativeInfinity, y));
            Assert.All(x.LogSumExp(0).ToDoubles(), y => Assert.Equal(double.NegativeInfinity, y));
            foreach (var axis in new[] { 0, 1 })
            {
                var pulledBack = Derivatives.Pullbacks(all => all[0].LogSumExp(axis), Tensor.Ones(x.Shape.Without(axis), precision), x)[0];
                Assert.All(pulledBack.ToDoubles(), g => Assert.Equal(0, g));
            }
        }
    }

    [Fact]
    public void Log_sum_exp_neither_overflows_nor_loses_the_small_terms_of_similar_numbers() => Assert.All(
        new[] { 0, 1e4, -1e4, 1e300, -1e300 },
        shift =>
        {
            var x = Tensor.FromArray([shift, shift, double.NegativeInfinity, shift, shift]);
            var ulp = Math.BitIncrement(Math.Abs(shift) + 1) - (Math.Abs(shift) + 1);
            Assert.Equal(shift + Math.Log(4), x.LogSumExp(0).ToScalar(), 2 * ulp);
            Assert.Equal(shift + Math.Log(0.8), x.LogMeanExp(0).ToScalar(), 2 * ulp);
            Assert.Equal([0.25, 0.25, 0, 0.25, 0.25], Derivatives.Pullbacks(all => all[0].LogSumExp(0), Tensor.Scalar(1), x)[0].ToDoubles());
        });

    private sealed record Edge(string Name, Func<Tensor, Tensor> Function, (double X, double Derivative)[] Points);
}
