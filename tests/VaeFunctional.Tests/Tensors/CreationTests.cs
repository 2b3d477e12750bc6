using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Numbers in and out of tensors: everything is copied.</summary>
public class CreationTests
{
    [Fact]
    public void Changing_the_array_a_tensor_was_made_from_changes_nothing()
    {
        float[] singles = [1, 2, 3, 4];
        double[] doubles = [1, 2, 3, 4];
        float[,] singleMatrix = { { 1, 2 }, { 3, 4 } };
        double[,] doubleMatrix = { { 1, 2 }, { 3, 4 } };
        var square = new Shape(2, 2);
        Tensor[] tensors =
        [
            Tensor.FromArray(singles), Tensor.FromArray(doubles), Tensor.FromArray(singles, square), Tensor.FromArray(doubles, square),
            Tensor.FromSpan(singles, square), Tensor.FromSpan(doubles, square), Tensor.FromArray(singleMatrix), Tensor.FromArray(doubleMatrix),
        ];
        Array.Clear(singles);
        Array.Clear(doubles);
        Array.Clear(singleMatrix);
        Array.Clear(doubleMatrix);
        Assert.All(tensors, tensor => Assert.Equal([1, 2, 3, 4], tensor.ToDoubles()));
    }

    [Fact]
    public void Changing_an_array_taken_out_of_a_tensor_changes_nothing() => Assert.All(
        new[] { Tensor.FromArray([1f, 2]), Tensor.FromArray([1.0, 2]) },
        tensor =>
        {
            Array.Clear(tensor.ToSingles());
            Array.Clear(tensor.ToDoubles());
            Array.Clear(tensor.Shape.ToArray());
            Assert.Equal([1, 2], tensor.ToDoubles());
            Assert.Equal(new Shape(2), tensor.Shape);
        });

    [Property]
    public bool Copying_into_a_span_is_taking_the_elements_out(Shape shape, RandomKey key)
    {
        var x = Samples.Choose(key, shape, Samples.Awkward);
        var (singles, doubles, widened) = (new float[shape.Count], new double[shape.Count], new double[shape.Count]);
        x.CopyTo(singles);
        x.CopyTo(doubles);
        x.To(Precision.Single).CopyTo(widened);
        return singles.SequenceEqual(x.ToSingles()) && doubles.SequenceEqual(x.ToDoubles())
            && widened.SequenceEqual(singles.Select(value => (double)value));
    }

    [Fact]
    public void A_span_of_another_length_is_refused_with_both()
    {
        var message = Assert.Throws<ArgumentException>(() => Tensor.Zeros(new Shape(2, 3)).CopyTo(new double[5])).Message;
        Assert.Contains("6 elements of shape [2, 3] do not fit a destination of 5", message, StringComparison.Ordinal);
    }

    [Property]
    public bool An_element_is_where_row_major_order_puts_it(Shape shape, RandomKey key)
    {
        var values = Samples.Choose(key, shape, Samples.Awkward).ToDoubles();
        var tensor = Tensor.FromArray(values, shape);
        var inOrder = NaiveArray.Of(tensor).Indices().Select(index => tensor[index]);
        return values.SequenceEqual(inOrder) && values.SequenceEqual(tensor.ToDoubles());
    }

    [Fact]
    public void Matrices_keep_their_rows()
    {
        var matrix = Tensor.FromArray(new[,] { { 1f, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal(new Shape(2, 3), matrix.Shape);
        Assert.Equal((Precision.Single, 3, 4), (matrix.Precision, matrix[0, 2], matrix[1, 0]));
        Assert.Equal(new Shape(0, 3), Tensor.FromArray(new double[0, 3]).Shape);
        Assert.Equal(new Shape(3, 0), Tensor.FromArray(new float[3, 0]).Shape);
    }

    [Property]
    public bool Filled_tensors_hold_the_number_rounded_to_their_precision(Shape shape) =>
        Tensor.Zeros(shape).ToDoubles().All(x => x == 0)
        && Tensor.Ones(shape).ToDoubles().All(x => x == 1)
        && Tensor.Full(shape, 0.1).ToDoubles().All(x => x == 0.1f)
        && Tensor.Full(shape, 0.1, Precision.Double).ToDoubles().All(x => x == 0.1)
        && Tensor.Zeros(shape).Shape == shape
        && Tensor.Ones(shape, Precision.Double).Precision == Precision.Double;

    [Fact]
    public void A_scalar_has_rank_zero_and_one_element()
    {
        var scalar = Tensor.Scalar(0.1, Precision.Double);
        Assert.Equal((0, 1, 0.1), (scalar.Rank, scalar.Count, scalar.ToScalar()));
        Assert.Equal(0.1f, Tensor.Scalar(0.1).ToScalar());
        Assert.Equal(0.1, scalar[Array.Empty<int>()]);
        Assert.Equal(0.1, Tensor.Full(new Shape(1, 1), 0.1, Precision.Double).ToScalar());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void The_identity_leaves_a_matrix_as_it_is(int size)
    {
        var matrix = Samples.ShortDecimals(RandomKey.FromSeed(1), new Shape(size, 3));
        Assert.Equal(matrix, Tensor.Identity(size, Precision.Double).MatMul(matrix));
        Assert.Equal(Precision.Single, Tensor.Identity(size).Precision);
    }

    [Fact]
    public void Linear_numbers_are_equally_spaced_and_end_where_they_are_told()
    {
        Assert.Equal([-1, -0.5, 0, 0.5, 1], Tensor.Linspace(-1, 1, 5).ToDoubles());
        Assert.Equal([0.1, 0.7], Tensor.Linspace(0.1, 0.7, 2, Precision.Double).ToDoubles());
        var many = Tensor.Linspace(0.1, -0.7, 1_000, Precision.Double).ToDoubles();
        Assert.Equal((0.1, -0.7), (many[0], many[^1]));
        Assert.All(many.Zip(many.Skip(1)), pair => Assert.Equal(-0.8 / 999, pair.Second - pair.First, 1e-15));
    }

    [Fact]
    public void Random_tensors_are_the_fills_of_their_key()
    {
        var (key, shape) = (RandomKey.FromSeed(5), new Shape(3, 5));
        var (normals, uniforms) = (new double[15], new double[15]);
        key.FillNormal(normals);
        key.FillUniform(uniforms);
        Assert.Equal(normals, key.Normal(shape, Precision.Double).ToDoubles());
        Assert.Equal(uniforms, key.Uniform(shape, Precision.Double).ToDoubles());
        Assert.Equal(Array.ConvertAll(normals, x => (float)x), key.Normal(shape).ToSingles());
        Assert.Equal(Array.ConvertAll(uniforms, x => (float)x), key.Uniform(shape).ToSingles());
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var draws = key.Bernoulli(Tensor.Full(shape, 0.5, precision));
            Assert.Equal((shape, precision), (draws.Shape, draws.Precision));
            Assert.Equal(Array.ConvertAll(uniforms, u => u < 0.5 ? 1.0 : 0), draws.ToDoubles());
        }
    }

    [Fact]
    public void A_text_shows_precision_shape_and_the_first_elements()
    {
        Assert.Equal("Single [2] { 1, -0.5 }", Tensor.FromArray([1f, -0.5f]).ToString());
        Assert.Equal("Double [] { 0.333333 }", Tensor.Scalar(1 / 3.0, Precision.Double).ToString());
        Assert.Equal("Single [3, 3] { 0, 0, 0, 0, 0, 0, 0, 0, ... }", Tensor.Zeros(new Shape(3, 3)).ToString());
        Assert.Equal("Single [2, 0] {  }", Tensor.Zeros(new Shape(2, 0)).ToString());
    }

    [Property]
    public bool A_text_can_be_had_of_any_numbers(Shape shape, RandomKey key) =>
        Samples.Choose(key, shape, Samples.Awkward).ToString().Contains(shape.ToString(), StringComparison.Ordinal);
}
