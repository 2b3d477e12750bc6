using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Broadcasting against the rule read index by index. The elements are chosen so that every result is exact.</summary>
public class BroadcastingTests
{
    private static readonly Operation[] Operations =
    [
        new("add", (x, y) => x + y, (x, y) => x + y, (_, _) => 1, (_, _) => 1),
        new("subtract", (x, y) => x - y, (x, y) => x - y, (_, _) => 1, (_, _) => -1),
        new("multiply", (x, y) => x * y, (x, y) => x * y, (_, y) => y, (x, _) => x),
        new("divide", (x, y) => x / y, (x, y) => x / y, (_, y) => 1 / y, (x, y) => -x / (y * y)),
        new("maximum", Tensor.Maximum, Math.Max, (x, y) => x >= y ? 1 : 0, (x, y) => x >= y ? 0 : 1),
        new("minimum", Tensor.Minimum, Math.Min, (x, y) => x <= y ? 1 : 0, (x, y) => x <= y ? 0 : 1),
    ];

    [Property(MaxTest = 300)]
    public void Values_and_gradients_are_those_of_the_loop_over_indices(BroadcastableShapes pair, RandomKey key) =>
        Assert.All(Operations, operation => Assert.True(Agrees(operation, pair, key, Precision.Double, Precision.Double), operation.Name));

    [Property(MaxTest = 50)]
    public void Values_and_gradients_in_single_and_mixed_precision_are_those_of_the_loop_over_indices(BroadcastableShapes pair, RandomKey key) =>
        Assert.All(Operations, operation =>
        {
            Assert.True(Agrees(operation, pair, key, Precision.Single, Precision.Single), operation.Name);
            Assert.True(Agrees(operation, pair, key, Precision.Single, Precision.Double), operation.Name);
            Assert.True(Agrees(operation, pair, key, Precision.Double, Precision.Single), operation.Name);
        });

    [Fact]
    public void Every_pair_of_small_shapes_multiplies_as_the_loop_does_or_is_refused_with_both_shapes()
    {
        Shape[] shapes = [.. Shapes.All(3, 0, 1, 2), .. Shapes.All(4, 1, 2).Where(shape => shape.Rank == 4)];
        foreach (var left in shapes)
        {
            foreach (var right in shapes)
                Verify(new BroadcastableShapes(left, right));
        }

        static void Verify(BroadcastableShapes pair)
        {
            var (x, y) = (Samples.Integers(RandomKey.FromSeed(1), pair.Left), Samples.Integers(RandomKey.FromSeed(2), pair.Right));
            if (pair.Joint() is not null)
            {
                Assert.True(Plain(x).Zip(Plain(y), (a, b) => a * b).Map(Unsigned).Is(Tidy(x * y)), $"{pair}");
                return;
            }

            var message = Assert.Throws<ArgumentException>(() => x * y).Message;
            Assert.Contains($"{pair.Left} and {pair.Right}", message, StringComparison.Ordinal);
        }
    }

    [Property]
    public bool Greater_is_the_comparison_of_each_pair(BroadcastableShapes pair, RandomKey key)
    {
        var x = Samples.Choose(key.Fold("x"), pair.Left, Samples.Awkward);
        var y = Samples.Choose(key.Fold("y"), pair.Right, Samples.Awkward);
        return NaiveArray.Of(x).Zip(NaiveArray.Of(y), (a, b) => a > b ? 1 : 0).Is(x.GreaterThan(y));
    }

    [Property]
    public bool Repeating_to_a_larger_shape_keeps_every_bit_and_sums_the_cotangent(BroadcastableShapes pair, RandomKey key)
    {
        var target = new Shape(pair.Joint()!);
        var x = Samples.Choose(key.Fold("x"), pair.Left, Samples.Awkward);
        var cotangent = Samples.Integers(key.Fold("cotangent"), target);
        var pulledBack = Derivatives.Pullbacks(all => all[0].BroadcastTo(target), cotangent, x)[0];
        return NaiveArray.Of(x).BroadcastTo(pair.Joint()!).Is(x.BroadcastTo(target))
            && Plain(cotangent).SummedTo(pair.Left.ToArray()).Is(Tidy(pulledBack));
    }

    [Fact]
    public void A_shape_is_not_repeated_to_one_it_does_not_broadcast_to()
    {
        var x = Tensor.Zeros(new Shape(2, 3));
        foreach (var target in new[] { new Shape(3), new Shape(2, 1), new Shape(3, 2), new Shape(3, 2, 1), Shape.Scalar })
        {
            var message = Assert.Throws<ArgumentException>(() => x.BroadcastTo(target)).Message;
            Assert.Contains($"[2, 3] does not broadcast to {target}", message, StringComparison.Ordinal);
        }
    }

    private static bool Agrees(Operation operation, BroadcastableShapes pair, RandomKey key, Precision left, Precision right)
    {
        var x = Samples.Integers(key.Fold("x"), pair.Left, left);
        var y = Samples.Choose(key.Fold("y"), pair.Right, Samples.PowersOfTwo, right);
        var (plainX, plainY) = (Plain(x), Plain(y));
        var cotangent = Samples.Integers(key.Fold("cotangent"), new Shape(pair.Joint()!));
        var pulledBack = Derivatives.Pullbacks(all => operation.Apply(all[0], all[1]), cotangent, x, y);
        var result = operation.Apply(x, y);
        return plainX.Zip(plainY, operation.Value).Map(Unsigned).Is(Tidy(result))
            && result.Precision == (left == right ? left : Precision.Double)
            && (pulledBack[0].Precision, pulledBack[1].Precision) == (left, right)
            && PulledBack(operation.ByLeft, pair.Left).Is(Tidy(pulledBack[0]))
            && PulledBack(operation.ByRight, pair.Right).Is(Tidy(pulledBack[1]));

        NaiveArray PulledBack(Func<double, double, double> derivative, Shape to) =>
            plainX.Zip(plainY, derivative).Zip(Plain(cotangent), (d, w) => d * w).SummedTo(to.ToArray()).Map(Unsigned);
    }

    // The sign of a zero depends on the order of operations, which is not what these laws are about.
    private static NaiveArray Plain(Tensor tensor) => NaiveArray.Of(Tidy(tensor));

    private static Tensor Tidy(Tensor tensor) => Tensor.FromArray(Array.ConvertAll(tensor.ToDoubles(), Unsigned), tensor.Shape);

    private static double Unsigned(double x) => x == 0 ? 0 : x;

    private sealed record Operation(
        string Name,
        Func<Tensor, Tensor, Tensor> Apply,
        Func<double, double, double> Value,
        Func<double, double, double> ByLeft,
        Func<double, double, double> ByRight);
}
