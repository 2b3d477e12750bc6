using Xunit;

namespace VaeFunctional.Tests;

/// <summary>An axis of size 0 is an axis like any other: every operation has a result, and every gradient its argument's shape.</summary>
public class EmptyTensorTests
{
    private static readonly Shape[] EmptyShapes = [new(0), new(0, 3), new(3, 0), new(2, 0, 3), new(0, 0), new(2, 1, 0, 3)];

    [Fact]
    public void Elementwise_operations_keep_the_empty_shape()
    {
        Func<Tensor, Tensor>[] operations =
        [
            x => -x, x => x + 1, x => 1 - x, x => 2 * x, x => x / 2, x => 1 / x,
            x => x.Exp(), x => x.Log(), x => x.Log1p(), x => x.Expm1(), x => x.Expm1MinusX(), x => x.Sigmoid(), x => x.Softplus(), x => x.Tanh(),
            x => x.Sqrt(), x => x.Square(), x => x.Abs(), x => x.Reciprocal(), x => x.Relu(), x => x.Sin(), x => x.Cos(),
            x => x.Pow(2), x => x.Pow(0), x => x.Clamp(0, 1),
            x => x + x, x => x * Tensor.Scalar(2, x.Precision), x => Tensor.Maximum(x, x), x => x.BroadcastTo(x.Shape),
        ];
        foreach (var shape in EmptyShapes)
        {
            foreach (var operation in operations)
                AssertShapes(operation, shape, shape);
            Assert.Equal(shape, Tensor.Zeros(shape).GreaterThan(Tensor.Zeros(shape)).Shape);
            Assert.Equal(shape, Tensor.Zeros(shape).GreaterThan(0).Shape);
            Assert.Equal(shape, Tensor.Zeros(shape).To(Precision.Double).Copy().Shape);
            Assert.Equal(-1, Tensor.Zeros(shape).FirstNonFinite());
        }
    }

    [Fact]
    public void Sums_over_nothing_are_zero_and_logarithms_of_them_minus_infinity()
    {
        foreach (var shape in EmptyShapes)
        {
            AssertShapes(x => x.Sum(), shape, Shape.Scalar);
            Assert.Equal(0, Tensor.Zeros(shape).Sum().ToScalar());
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                var along = axis;
                AssertShapes(x => x.Sum(along), shape, shape.Without(axis));
                AssertShapes(x => x.LogSumExp(along, keepAxis: true), shape, shape.With(axis, 1));
                Assert.All(Tensor.Zeros(shape).Sum(axis).ToDoubles(), sum => Assert.Equal(0, sum));
                Assert.All(Tensor.Zeros(shape).LogSumExp(axis).ToDoubles(), sum => Assert.Equal(double.NegativeInfinity, sum));
                if (shape[axis] == 0)
                    continue;
                AssertShapes(x => x.Mean(along), shape, shape.Without(axis));
                AssertShapes(x => x.Max(along), shape, shape.Without(axis));
                AssertShapes(x => x.LogMeanExp(along), shape, shape.Without(axis));
            }
        }
    }

    [Fact]
    public void Shapes_can_be_changed_around_an_empty_axis()
    {
        var shape = new Shape(0, 3);
        AssertShapes(x => x.Transpose(), shape, new(3, 0));
        AssertShapes(x => x.Reshape(new Shape(2, 0, 5)), shape, new(2, 0, 5));
        AssertShapes(x => x.BroadcastTo(new Shape(2, 0, 3)), shape, new(2, 0, 3));
        AssertShapes(x => x.BroadcastTo(new Shape(0, 3)), new Shape(1, 3), shape);
        AssertShapes(x => x.Slice(0, 0), shape, shape);
        AssertShapes(x => x.Slice(1, 2, 1), shape, new(0, 2));
        AssertShapes(x => x.Take([]), shape, shape);
        AssertShapes(x => x.Take([1, 1]), new Shape(2, 0), new(2, 0));
        AssertShapes(x => Tensor.Concatenate([x, x]), shape, shape);
        AssertShapes(x => Tensor.Concatenate([x, x], 1), shape, new(0, 6));
        AssertShapes(x => Tensor.Stack([x, x]), shape, new(2, 0, 3));
    }

    [Fact]
    public void A_product_over_an_empty_inner_axis_is_zero()
    {
        var product = Tensor.Zeros(new Shape(2, 0)).MatMul(Tensor.Zeros(new Shape(0, 3)));
        Assert.Equal(Tensor.Zeros(new Shape(2, 3)), product);
        AssertShapes(x => x.MatMul(Tensor.Zeros(new Shape(3, 4))), new Shape(2, 0, 3), new(2, 0, 4));
    }

    private static void AssertShapes(Func<Tensor, Tensor> operation, Shape shape, Shape expected)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var x = Tensor.Full(shape, 0.5, precision);
            var result = operation(x);
            Assert.Equal(expected, result.Shape);
            var pulledBack = Derivatives.Pullbacks(all => operation(all[0]), Tensor.Ones(expected, precision), x)[0];
            Assert.Equal((shape, precision), (pulledBack.Shape, pulledBack.Precision));
        }
    }
}
