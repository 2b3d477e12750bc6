using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

public class EqualityTests
{
    [Property]
    public bool Tensors_of_the_same_numbers_are_equal_and_have_the_same_hash(Shape shape, RandomKey key)
    {
        var x = Samples.Choose(key, shape, Samples.Awkward);
        var (copy, view) = (x.Copy(), Tensor.Concatenate([Flat(x) + 1, Flat(x)]).Slice(x.Count, x.Count).Reshape(shape));
        return x.Equals(copy) && x.Equals((object)view) && view.Equals(x)
            && x.GetHashCode() == copy.GetHashCode() && x.GetHashCode() == view.GetHashCode();
    }

    [Property]
    public bool One_other_element_makes_tensors_unequal(ShapeWithAxes axes, RandomKey key)
    {
        var shape = axes.Value;
        var x = Samples.Integers(key, shape);
        var values = x.ToDoubles();
        if (values.Length == 0)
            return true;
        values[key.Fold("place").Permutation(values.Length)[0]] += 1e-9;
        return !x.Equals(Tensor.FromArray(values, shape));
    }

    [Fact]
    public void Precision_and_shape_count()
    {
        var x = Tensor.FromArray([1.0, 2, 3, 4]);
        Assert.NotEqual(x, x.To(Precision.Single));
        Assert.NotEqual(x, x.Reshape(new Shape(2, 2)));
        Assert.NotEqual(Tensor.Zeros(new Shape(0, 2)), Tensor.Zeros(new Shape(2, 0)));
        Assert.False(x.Equals(null));
        Assert.False(x.Equals("text"));
    }

    [Fact]
    public void Not_a_number_equals_itself_and_zero_equals_minus_zero()
    {
        Assert.Equal(Tensor.FromArray([double.NaN]), Tensor.FromArray([-double.NaN]));
        Assert.Equal(Tensor.FromArray([0f]), Tensor.FromArray([-0f]));
    }

    [Property]
    public bool Shapes_are_equal_when_their_axes_are(Shape shape)
    {
        var same = new Shape(shape.ToArray());
        return shape == same && !(shape != same) && shape.Equals((object)same) && shape.GetHashCode() == same.GetHashCode()
            && shape != new Shape([.. shape.ToArray().Take(3), 7]) && !shape.Equals("text");
    }

    [Fact]
    public void The_default_shape_is_that_of_a_scalar()
    {
        Assert.Equal(Shape.Scalar, default);
        Assert.Equal(Shape.Scalar, new Shape([]));
        Assert.Equal((0, 1, "[]"), (Shape.Scalar.Rank, default(Shape).Count, Shape.Scalar.ToString()));
    }

    [Property]
    public bool A_shape_counts_and_names_its_axes(Shape shape)
    {
        var sizes = shape.ToArray();
        return shape.Count == sizes.Aggregate(1, (product, size) => product * size)
            && shape.Rank == sizes.Length
            && Enumerable.Range(0, sizes.Length).All(axis => shape[axis] == sizes[axis] && shape[axis - sizes.Length] == sizes[axis])
            && shape.ToString() == $"[{string.Join(", ", sizes)}]";
    }

    private static Tensor Flat(Tensor x) => x.Reshape(new Shape(x.Count));
}
