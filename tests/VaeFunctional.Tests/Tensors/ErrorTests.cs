using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Bad input gets one clear exception, which names what is wrong and the shapes at hand.</summary>
public class ErrorTests
{
    private static readonly Tensor Matrix = Tensor.Zeros(new Shape(2, 3));
    private static readonly Tensor Vector = Tensor.Zeros(new Shape(4));
    private static readonly Tensor Cube = Tensor.Zeros(new Shape(2, 3, 4));
    private static readonly Tensor Empty = Tensor.Zeros(new Shape(2, 0));

    private static readonly BadCall[] Calls =
    [
        new("add", () => Matrix + Vector, typeof(ArgumentException), "Add", "[2, 3]", "[4]"),
        new("subtract", () => Matrix - Vector, typeof(ArgumentException), "Subtract", "[2, 3]", "[4]"),
        new("multiply", () => Matrix * Vector, typeof(ArgumentException), "Multiply", "[2, 3]", "[4]"),
        new("divide", () => Matrix / Vector, typeof(ArgumentException), "Divide", "[2, 3]", "[4]"),
        new("maximum", () => Tensor.Maximum(Matrix, Vector), typeof(ArgumentException), "Maximum", "[2, 3]", "[4]"),
        new("minimum", () => Tensor.Minimum(Matrix, Vector), typeof(ArgumentException), "Minimum", "[2, 3]", "[4]"),
        new("greater", () => Matrix.GreaterThan(Vector), typeof(ArgumentException), "Greater", "[2, 3]", "[4]"),
        new("product of other inner sizes", () => Matrix.MatMul(Matrix), typeof(ArgumentException), "MatMul", "[2, 3]"),
        new("product of other inner sizes, transposed", () => Matrix.MatMul(Cube.Reshape(new Shape(4, 6)), true, true), typeof(ArgumentException), "[2, 3] (transposed) and [4, 6] (transposed)"),
        new("product with a vector", () => Matrix.MatMul(Vector), typeof(ArgumentException), "MatMul", "[2, 3]", "[4]"),
        new("product of a vector", () => Vector.MatMul(Matrix), typeof(ArgumentException), "MatMul", "[2, 3]", "[4]"),
        new("product with a cube", () => Matrix.MatMul(Cube), typeof(ArgumentException), "[2, 3]", "[2, 3, 4]"),
        new("transposed cube in a product", () => Cube.MatMul(Matrix, transposeLeft: true), typeof(ArgumentException), "[2, 3, 4] (transposed)"),
        new("transposed vector", () => Vector.Transpose(), typeof(InvalidOperationException), "[4]"),
        new("transposed cube", () => Cube.Transpose(), typeof(InvalidOperationException), "[2, 3, 4]"),
        new("reshape to more", () => Matrix.Reshape(new Shape(7)), typeof(ArgumentException), "6", "[2, 3]", "[7]"),
        new("broadcast to less", () => Matrix.BroadcastTo(new Shape(3)), typeof(ArgumentException), "[2, 3]", "[3]"),
        new("sum over axis 2 of a matrix", () => Matrix.Sum(2), typeof(ArgumentOutOfRangeException), "[2, 3]", "axis 2"),
        new("sum over axis -3 of a matrix", () => Matrix.Sum(-3), typeof(ArgumentOutOfRangeException), "[2, 3]", "axis -3"),
        new("mean over axis 2 of a matrix", () => Matrix.Mean(2), typeof(ArgumentOutOfRangeException), "[2, 3]", "axis 2"),
        new("max over axis 2 of a matrix", () => Matrix.Max(2), typeof(ArgumentOutOfRangeException), "[2, 3]", "axis 2"),
        new("log-sum-exp over axis 2 of a matrix", () => Matrix.LogSumExp(2), typeof(ArgumentOutOfRangeException), "[2, 3]", "axis 2"),
        new("log-mean-exp over axis 2 of a matrix", () => Matrix.LogMeanExp(2), typeof(ArgumentOutOfRangeException), "[2, 3]", "axis 2"),
        new("sum over an axis of a scalar", () => Tensor.Scalar(1).Sum(0), typeof(ArgumentOutOfRangeException), "[]", "axis 0"),
        new("mean over an empty axis", () => Empty.Mean(1), typeof(InvalidOperationException), "Mean", "[2, 0]"),
        new("mean of nothing", () => Empty.Mean(), typeof(InvalidOperationException), "Mean", "[2, 0]"),
        new("max over an empty axis", () => Empty.Max(-1), typeof(InvalidOperationException), "Max", "[2, 0]"),
        new("max of nothing", () => Empty.Max(), typeof(InvalidOperationException), "Max", "[2, 0]"),
        new("log-mean-exp over an empty axis", () => Empty.LogMeanExp(1), typeof(InvalidOperationException), "LogMeanExp", "[2, 0]"),
        new("slice past the end", () => Matrix.Slice(1, 2), typeof(ArgumentOutOfRangeException), "2 from 1", "axis 0", "[2, 3]"),
        new("slice from before the start", () => Matrix.Slice(-1, 1, 1), typeof(ArgumentOutOfRangeException), "1 from -1", "axis 1", "[2, 3]"),
        new("slice of negative length", () => Matrix.Slice(1, -1), typeof(ArgumentOutOfRangeException), "-1 from 1", "[2, 3]"),
        new("slice whose end overflows", () => Matrix.Slice(1, int.MaxValue), typeof(ArgumentOutOfRangeException), "[2, 3]"),
        new("slice of axis 2 of a matrix", () => Matrix.Slice(0, 1, 2), typeof(ArgumentOutOfRangeException), "axis 2", "[2, 3]"),
        new("slice of a scalar", () => Tensor.Scalar(1).Slice(0, 1), typeof(ArgumentOutOfRangeException), "[]"),
        new("row past the end", () => Matrix.Take([0, 2]), typeof(ArgumentOutOfRangeException), "index 2", "number 1", "[2, 3]"),
        new("negative row", () => Matrix.Take([-1]), typeof(ArgumentOutOfRangeException), "index -1", "[2, 3]"),
        new("rows of a scalar", () => Tensor.Scalar(1).Take([0]), typeof(ArgumentOutOfRangeException), "[]"),
        new("concatenation of nothing", () => Tensor.Concatenate([]), typeof(ArgumentException), "Concatenate"),
        new("concatenation of other sizes", () => Tensor.Concatenate([Matrix, Matrix, Matrix.Transpose()]), typeof(ArgumentException), "axis 0", "[3, 2]", "number 2", "[2, 3]"),
        new("concatenation of other ranks", () => Tensor.Concatenate([Matrix, Cube], 1), typeof(ArgumentException), "axis 1", "[2, 3, 4]", "number 1", "[2, 3]"),
        new("concatenation of scalars", () => Tensor.Concatenate([Tensor.Scalar(1)]), typeof(ArgumentOutOfRangeException), "[]"),
        new("concatenation along axis 2 of matrices", () => Tensor.Concatenate([Matrix], 2), typeof(ArgumentOutOfRangeException), "axis 2", "[2, 3]"),
        new("stack of nothing", () => Tensor.Stack([]), typeof(ArgumentException), "Stack"),
        new("stack of other shapes", () => Tensor.Stack([Matrix, Vector]), typeof(ArgumentException), "Stack", "[4]", "number 1", "[2, 3]"),
        new("stack of rank 4", () => Tensor.Stack([Tensor.Zeros(new Shape(1, 2, 3, 4))]), typeof(ArgumentException), "4", "5", "[1, 1, 2, 3, 4]"),
        new("empty interval", () => Matrix.Clamp(1, 0), typeof(ArgumentException), "Clamp", "1", "0"),
        new("interval without an end", () => Matrix.Clamp(double.NaN, 0), typeof(ArgumentException), "Clamp", "NaN"),
        new("too few values", () => Tensor.FromArray([1.0, 2], new Shape(2, 3)), typeof(ArgumentException), "2 values", "[2, 3]", "6"),
        new("too many values", () => Tensor.FromArray([1f, 2], Shape.Scalar), typeof(ArgumentException), "2 values", "[]"),
        new("one linear number", () => Tensor.Linspace(0, 1, 1), typeof(ArgumentOutOfRangeException), "count"),
        new("identity of negative size", () => Tensor.Identity(-2), typeof(ArgumentException), "[-2, -2]", "negative"),
        new("identity of a size whose square is 2^32", () => Tensor.Identity(65_536), typeof(ArgumentException), "[65536, 65536]"),
        new("negative axis", () => new Shape(2, -1), typeof(ArgumentException), "Axis 1", "[2, -1]", "negative"),
        new("five axes", () => new Shape(1, 2, 3, 4, 5), typeof(ArgumentException), "4", "5", "[1, 2, 3, 4, 5]"),
        new("too many elements", () => new Shape(65_536, 32_768), typeof(ArgumentException), "[65536, 32768]", "2147483647"),
        new("too many elements for 64 bits", () => new Shape(int.MaxValue, int.MaxValue, int.MaxValue), typeof(ArgumentException), "2147483647"),
        new("size of axis 2 of a matrix", () => Matrix.Shape[2], typeof(ArgumentOutOfRangeException), "[2, 3]", "axis 2"),
        new("scalar of two numbers", () => Vector.ToScalar(), typeof(InvalidOperationException), "[4]"),
        new("scalar of nothing", () => Empty.ToScalar(), typeof(InvalidOperationException), "[2, 0]"),
        new("index of another rank", () => Matrix[1], typeof(ArgumentException), "[2, 3]", "2", "1"),
        new("index past the end", () => Matrix[1, 3], typeof(ArgumentException), "Index 3", "axis 1", "[2, 3]"),
        new("negative index", () => Matrix[-1, 0], typeof(ArgumentException), "Index -1", "axis 0", "[2, 3]"),
        new("probability above 1", () => RandomKey.FromSeed(1).Bernoulli(Tensor.FromArray([0.5, 1.5])), typeof(ArgumentException), "1"),
    ];

    private static readonly Action[] CallsWithNull =
    [
        () => _ = Matrix + (Tensor)null!, () => _ = (Tensor)null! + Matrix, () => _ = Matrix - (Tensor)null!, () => _ = Matrix * (Tensor)null!, () => _ = Matrix / (Tensor)null!,
        () => _ = (Tensor)null! + 1, () => _ = 1 + (Tensor)null!, () => _ = (Tensor)null! - 1, () => _ = 1 - (Tensor)null!, () => _ = (Tensor)null! * 2, () => _ = 2 * (Tensor)null!,
        () => _ = (Tensor)null! / 2, () => _ = 2 / (Tensor)null!, () => _ = -(Tensor)null!,
        () => Tensor.Maximum(null!, Matrix), () => Tensor.Minimum(Matrix, null!), () => Matrix.GreaterThan(null!),
        () => Matrix.MatMul(null!), () => Matrix.Take(null!), () => _ = Matrix[null!],
        () => Tensor.Concatenate(null!), () => Tensor.Concatenate([Matrix, null!]), () => Tensor.Stack(null!), () => Tensor.Stack([null!]),
        () => Tensor.FromArray((float[])null!), () => Tensor.FromArray((double[])null!), () => Tensor.FromArray((float[,])null!), () => Tensor.FromArray((double[,])null!),
        () => Tensor.FromArray((float[])null!, new Shape(0)), () => Tensor.FromArray((double[])null!, new Shape(0)),
        () => Rule.Unary(null!, x => x, (g, _, _) => g), () => Rule.Unary(Matrix, null!, (g, _, _) => g), () => Rule.Unary(Matrix, x => x, null!),
        () => Rule.Binary(Matrix, null!, (x, _) => x, (g, _, _, _) => g, (g, _, _, _) => g), () => Rule.Variadic([Matrix], null!, (g, _) => g),
        () => MathNetConversions.ToMatrix(null!), () => MathNetConversions.ToTensor((MathNet.Numerics.LinearAlgebra.Matrix<double>)null!),
        () => RandomKey.FromSeed(1).Bernoulli(null!), () => Objective.Of(null!), () => Gradient.Value<Parameter>(null!, new Parameter(Matrix)),
    ];

    public static TheoryData<string> Names => [.. Calls.Select(call => call.Name)];

    public static TheoryData<int> NullCalls => [.. Enumerable.Range(0, CallsWithNull.Length)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_exception_names_what_is_wrong(string name)
    {
        var call = Calls.Single(candidate => candidate.Name == name);
        var exception = Assert.Throws(call.Exception, () => _ = call.Call());
        Assert.All(call.Fragments, fragment => Assert.Contains(fragment, exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(NullCalls))]
    public void Null_is_refused_by_name(int call) => Assert.Throws<ArgumentNullException>(CallsWithNull[call]);

    [Fact]
    public void The_order_of_the_axes_does_not_decide_whether_a_shape_is_too_large()
    {
        int[][] orders = [[0, 65_536, 65_536], [65_536, 0, 65_536], [65_536, 65_536, 0]];
        Assert.Single(orders.Select(order => Record.Exception(() => new Shape(order))?.GetType()).Distinct());
    }

    private sealed record BadCall(string Name, Func<object> Call, Type Exception, params string[] Fragments);
}
