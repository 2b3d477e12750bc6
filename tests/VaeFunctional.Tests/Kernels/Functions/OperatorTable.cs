using System.Numerics;

namespace VaeFunctional.Tests;

internal delegate void UnaryKernel<T>(ReadOnlySpan<T> x, Span<T> destination);

internal delegate void BinaryKernel<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination);

internal delegate void ScalarKernel<T>(ReadOnlySpan<T> x, T y, Span<T> destination);

/// <summary>All operators, by name.</summary>
internal static class OperatorTable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    public static readonly Dictionary<string, UnaryKernel<T>> Unary = new()
    {
        ["Negate"] = Elementwise.Map<Negate, T>,
        ["Abs"] = Elementwise.Map<Abs, T>,
        ["Square"] = Elementwise.Map<Square, T>,
        ["Reciprocal"] = Elementwise.Map<Reciprocal, T>,
        ["Sqrt"] = Elementwise.Map<Sqrt, T>,
        ["Relu"] = Elementwise.Map<Relu, T>,
        ["Sign"] = Elementwise.Map<Sign, T>,
        ["Exp"] = Elementwise.Map<Exp, T>,
        ["Expm1"] = Elementwise.Map<Expm1, T>,
        ["Expm1MinusX"] = Elementwise.Map<Expm1MinusX, T>,
        ["Log"] = Elementwise.Map<Log, T>,
        ["Log1p"] = Elementwise.Map<Log1p, T>,
        ["Sigmoid"] = Elementwise.Map<Sigmoid, T>,
        ["Softplus"] = Elementwise.Map<Softplus, T>,
        ["Tanh"] = Elementwise.Map<Tanh, T>,
        ["Log1mExp"] = Elementwise.Map<Log1mExp, T>,
        ["LogGamma"] = Elementwise.Map<LogGamma, T>,
        ["Digamma"] = Elementwise.Map<Digamma, T>,
        ["Trigamma"] = Elementwise.Map<Trigamma, T>,
        ["IsNaN"] = Elementwise.Map<IsNaN, T>,
        ["Floor"] = Elementwise.Map<Floor, T>,
        ["Round"] = Elementwise.Map<Round, T>,
        ["Sin"] = Elementwise.Map<Sin, T>,
        ["Cos"] = Elementwise.Map<Cos, T>,
    };

    public static readonly Dictionary<string, (BinaryKernel<T> Zip, ScalarKernel<T> ZipScalar, BinaryKernel<T> ScalarZip)> Binary = new()
    {
        ["Add"] = Kernels<Add>(),
        ["Subtract"] = Kernels<Subtract>(),
        ["Multiply"] = Kernels<Multiply>(),
        ["Divide"] = Kernels<Divide>(),
        ["Maximum"] = Kernels<Maximum>(),
        ["Minimum"] = Kernels<Minimum>(),
        ["Greater"] = Kernels<Greater>(),
        ["Less"] = Kernels<Less>(),
        ["Equal"] = Kernels<Equal>(),
        ["Power"] = Kernels<Power>(),
    };

    private static (BinaryKernel<T> Zip, ScalarKernel<T> ZipScalar, BinaryKernel<T> ScalarZip) Kernels<TOperator>()
        where TOperator : struct, IBinaryOperator => (
            Elementwise.Zip<TOperator, T>,
            Elementwise.ZipScalar<TOperator, T>,
            (x, y, destination) => Elementwise.ScalarZip<TOperator, T>(x[0], y, destination));

    /// <summary>Values at which functions go wrong, and some at which they do not.</summary>
    public static T[] AwkwardValues =>
    [
        .. from value in new[] { T.Zero, T.Epsilon, T.MaxValue, T.PositiveInfinity, T.NaN, T.One, T.Pi }
           from signed in Both(value)
           select signed,
        .. from value in new[] { 1e-38, 1e-30, 1e-8, 0.3, 0.35, 16.7, 88.9, 103.2, 709.9, 745.1, 1e20 }
           from signed in Both(T.CreateTruncating(value))
           select signed,
    ];

    private static T[] Both(T value) => [value, -value];
}
