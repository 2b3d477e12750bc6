namespace VaeFunctional.Tests;

/// <summary>Every differentiable operation of <see cref="Tensor"/>, one row a rule. A public operation without a row fails a test.</summary>
internal static class RuleTable
{
    private static readonly Shape[][] One = [[Of()], [Of(3)], [Of(2, 0)], [Of(37)], [Of(2, 1, 3, 2)]];
    private static readonly Shape[][] Two =
        [[Of(), Of()], [Of(2, 3), Of(2, 3)], [Of(2, 3), Of(3)], [Of(2, 1), Of(1, 3)], [Of(37), Of()], [Of(0, 2), Of(1, 2)]];

    private static readonly Shape[][] Matrix = [[Of(2, 3)], [Of(1, 1)], [Of(0, 3)], [Of(17, 18)]];

    public static IReadOnlyList<RuleRow> Rows { get; } =
        [.. Arithmetic(), .. Functions(), .. Reductions(), .. Products(), .. Shaping(), .. OwnRules(), .. FusedRules()];

    private static IEnumerable<RuleRow> Arithmetic() =>
    [
        RuleRow.Of((x, y) => x + y, Two, linear: true),
        RuleRow.Of((x, y) => x - y, Two, linear: true),
        RuleRow.Of((x, y) => x * y, Two, linear: true),
        RuleRow.Of((x, y) => x / y, Two, Domain.Positive),
        RuleRow.Of(x => x + 1.5, One, linear: true),
        RuleRow.Of(x => 1.5 + x, One, linear: true),
        RuleRow.Of(x => x - 1.5, One, linear: true),
        RuleRow.Of(x => 1.5 - x, One, linear: true),
        RuleRow.Of(x => x * 1.5, One, linear: true),
        RuleRow.Of(x => 1.5 * x, One, linear: true),
        RuleRow.Of(x => x / 1.5, One, linear: true),
        RuleRow.Of(x => 1.5 / x, One, Domain.Positive),
        RuleRow.Of(x => -x, One, linear: true),
        RuleRow.Of((x, y) => Tensor.Maximum(x, y), Two),
        RuleRow.Of((x, y) => Tensor.Minimum(x, y), Two),
        RuleRow.Of(x => x.Clamp(-1, 0.7), One),
        RuleRow.Of((x, y) => Tensor.Where(Bits(new Shape(2, 3)), x, y), [[Of(2, 3), Of(3)], [Of(2, 1), Of()], [Of(4, 1, 3), Of(2, 3)]], linear: true),
        RuleRow.Of(x => x * x, One),
    ];

    private static IEnumerable<RuleRow> Functions() =>
    [
        RuleRow.Of(x => x.Exp(), One),
        RuleRow.Of(x => x.Log(), One, Domain.Positive),
        RuleRow.Of(x => x.Log1p(), One, new(-0.8, 2)),
        RuleRow.Of(x => x.Expm1(), One),
        RuleRow.Of(x => x.Expm1MinusX(), One),
        RuleRow.Of(x => x.Log1mExp(), One, new(-3, -0.2)),
        RuleRow.Of(x => x.LogGamma(), One, new(0.2, 12)),
        RuleRow.Of(x => x.Digamma(), One, new(0.5, 12)),
        RuleRow.Of(x => x.Sigmoid(), One),
        RuleRow.Of(x => x.Softplus(), One),
        RuleRow.Of(x => x.Tanh(), One),
        RuleRow.Of(x => x.Sqrt(), One, Domain.Positive),
        RuleRow.Of(x => x.Square(), One),
        RuleRow.Of(x => x.Abs(), One),
        RuleRow.Of(x => x.Reciprocal(), One, Domain.Positive),
        RuleRow.Of(x => x.Relu(), One),
        RuleRow.Of(x => x.Sin(), One),
        RuleRow.Of(x => x.Cos(), One),
        RuleRow.Of(x => x.Pow(3), One),
        RuleRow.Of(x => x.Pow(0), One),
        RuleRow.Of(x => x.Pow(-1.5), One, Domain.Positive),
        RuleRow.Of(x => x.Pow(0.5), One, Domain.Positive),
    ];

    private static IEnumerable<RuleRow> Reductions() =>
    [
        RuleRow.Of(x => x.Sum(), One, linear: true),
        RuleRow.Of(x => x.Mean(), [[Of()], [Of(2, 3)]], linear: true),
        RuleRow.Of(x => x.Max(), [[Of()], [Of(2, 3)]]),
        RuleRow.Of(x => x.Min(), [[Of()], [Of(2, 3)]]),
        RuleRow.Of(x => x.CumulativeSum(0), [[Of(3)], [Of(3, 2)], [Of(0, 2)]], linear: true),
        RuleRow.Of(x => x.CumulativeSum(-1), [[Of(3)], [Of(2, 3, 4)], [Of(2, 0)]], linear: true),
        RuleRow.Of(x => x.CumulativeSum(1), [[Of(2, 3, 4)]], linear: true),
        .. AxesToReduce().SelectMany(along => OverAxis(along.Shape, along.Axis, along.KeepAxis)),
    ];

    private static IEnumerable<RuleRow> OverAxis(Shape shape, int axis, bool keepAxis) =>
    [
        RuleRow.Of(x => x.Sum(axis, keepAxis), [[shape]], linear: true),
        RuleRow.Of(x => x.Mean(axis, keepAxis), [[shape]], linear: true),
        RuleRow.Of(x => x.Max(axis, keepAxis), [[shape]]),
        RuleRow.Of(x => x.Min(axis, keepAxis), [[shape]]),
        RuleRow.Of(x => x.LogSumExp(axis, keepAxis), [[shape]]),
        RuleRow.Of(x => x.LogMeanExp(axis, keepAxis), [[shape]]),
    ];

    private static IEnumerable<RuleRow> Products() =>
    [
        RuleRow.Of(
            (x, y) => x.MatMul(y, false, false),
            [[Of(2, 3), Of(3, 4)], [Of(17, 9), Of(9, 33)], [Of(2, 0), Of(0, 3)], [Of(0, 2), Of(2, 3)], [Of(2, 2, 3), Of(3, 4)], [Of(2, 1, 2, 3), Of(3, 2)]],
            linear: true),
        RuleRow.Of(
            (x, y) => x.MatMul(y, true, false),
            [[Of(3, 2), Of(3, 4)], [Of(9, 17), Of(9, 33)], [Of(0, 2), Of(0, 3)]],
            linear: true),
        RuleRow.Of(
            (x, y) => x.MatMul(y, false, true),
            [[Of(2, 3), Of(4, 3)], [Of(17, 9), Of(33, 9)], [Of(2, 2, 3), Of(4, 3)], [Of(2, 0), Of(3, 0)]],
            linear: true),
        RuleRow.Of(
            (x, y) => x.MatMul(y, true, true),
            [[Of(3, 2), Of(4, 3)], [Of(9, 17), Of(33, 9)], [Of(0, 2), Of(3, 0)]],
            linear: true),
        RuleRow.Of(x => x.Transpose(), Matrix, linear: true),
    ];

    private static IEnumerable<RuleRow> Shaping() =>
    [
        RuleRow.Of(x => x.Reshape(new Shape(3, 2)), [[Of(2, 3)], [Of(6)], [Of(1, 3, 2, 1)]], linear: true),
        RuleRow.Of(x => x.BroadcastTo(new Shape(2, 3, 2)), [[Of()], [Of(2)], [Of(3, 1)], [Of(2, 1, 2)], [Of(2, 3, 2)]], linear: true),
        RuleRow.Of(x => x.BroadcastTo(new Shape(2, 0)), [[Of(2, 1)], [Of(2, 0)], [Of()]], linear: true),
        .. Enumerable.Range(0, 4).Select(axis => RuleRow.Of(x => x.Slice(1, 2, axis), [[Of(3, 4, 3, 3)]], linear: true)),
        RuleRow.Of(x => x.Slice(0, 2, -1), [[Of(2)], [Of(3, 4)]], linear: true),
        RuleRow.Of(x => x.Slice(1, 0, 0), [[Of(2)], [Of(3, 4)]], linear: true),
        .. Enumerable.Range(0, 3).Select(axis => RuleRow.Of((x, y, z) => Tensor.Concatenate(new[] { x, y, z }, axis), [Along(axis)], linear: true)),
        RuleRow.Of((x, y) => Tensor.Concatenate(new[] { x, y, x }, -1), [[Of(2, 3), Of(2, 1)]], linear: true),
        RuleRow.Of((x, y) => Tensor.Stack(new[] { x, y, x }), [[Of(), Of()], [Of(2, 3), Of(2, 3)], [Of(0, 3), Of(0, 3)]], linear: true),
        RuleRow.Of(x => x.Take(new[] { 2, 0, 2, 2 }), [[Of(3)], [Of(3, 4)], [Of(3, 2, 1, 2)], [Of(3, 0)]], linear: true),
        RuleRow.Of(x => x.Take(Array.Empty<int>()), [[Of(3)], [Of(0, 4)]], linear: true),
        RuleRow.Of(x => x.Gather(Indices), [[Of(2, 3)], [Of(2, 5)]], linear: true),
        RuleRow.Of(x => x.Gather(NoIndices), [[Of(3)]], linear: true),
        RuleRow.Of(x => x.To(Precision.Double), One, linear: true),
    ];

    private static IEnumerable<RuleRow> OwnRules() =>
    [
        RuleRow.Of(x => Rule.Unary(x, a => a.Square() * a, (g, a, _) => g * 3 * a.Square()), One),
        RuleRow.Of(
            (x, y) => Rule.Binary(x, y, (a, b) => a.Square() * b, (g, a, b, _) => g * 2 * a * b, (g, a, _, _) => g * a.Square()),
            [[Of(3), Of(3)]]),
        RuleRow.Of(
            (x, y, z) => Rule.Variadic(new[] { x, y, z }, all => all[0] + (2 * all[1]) + (3 * all[2]), (g, i) => g * (i + 1)),
            [[Of(3), Of(3), Of(3)]],
            linear: true),
    ];

    private static IEnumerable<RuleRow> FusedRules() =>
    [
        RuleRow.Of((x, w, b) => AffineRule.Apply(x, w, b, false), FusedShapes.OfLayers, linear: true),
        RuleRow.Of((x, w, b) => AffineRule.Apply(x, w, b, true), FusedShapes.OfLayers[..^1], Domain.Positive),
        RuleRow.Of((m, v, e) => GaussianRules.Reparameterize(m, v, e), FusedShapes.OfDraws),
        RuleRow.Of((x, m, v) => GaussianRules.LogDensity(x, m, v), FusedShapes.OfDensities),
        RuleRow.Of((m, v, n, w) => GaussianRules.Kl(m, v, n, w), FusedShapes.OfDivergences),
        RuleRow.Of(l => BernoulliRules.LogDensity(Bits(l.Shape), l), [.. FusedShapes.OfLogits.Select(shapes => shapes[1..])]),
        RuleRow.Of(l => BernoulliRules.LogDensity(Bits(new Shape(4, 2, 3)), l), [[Of(2, 3)]]),
        RuleRow.Of((a, b) => BernoulliRules.Kl(a, b), FusedShapes.OfLogits),
    ];

    private static Tensor Indices => Tensor.FromArray([2, 0, 2, 2, 1, 0], new Shape(2, 3));

    private static Tensor NoIndices => Tensor.Zeros(new Shape(0));

    /// <summary>Values of 0 and 1 have no small step, so they are constants.</summary>
    private static Tensor Bits(Shape shape) => Samples.Choose(RandomKey.FromSeed(12), shape, [0, 1]);

    /// <summary>Every axis, from both ends, of shapes of each rank; with an inner size that fills a vector and one that does not.</summary>
    private static IEnumerable<AxisToReduce> AxesToReduce() =>
        from shape in new[] { Of(3), Of(37), Of(3, 2), Of(3, 19), Of(2, 3, 2), Of(2, 1, 3, 2) }
        from axis in Enumerable.Range(-shape.Rank, 2 * shape.Rank)
        from keepAxis in new[] { false, true }
        where axis >= 0 || keepAxis
        select new AxisToReduce(shape, axis, keepAxis);

    /// <summary>Three shapes that differ along one axis.</summary>
    private static Shape[] Along(int axis) => [.. new[] { 2, 0, 1 }.Select(size => Of(2, 3, 2).With(axis, size))];

    private static Shape Of(params int[] sizes) => new(sizes);

    private sealed record AxisToReduce(Shape Shape, int Axis, bool KeepAxis);
}
