using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace VaeFunctional.Tests;

public class MathNetConversionTests
{
    [Theory]
    [InlineData(2, 3)]
    [InlineData(1, 1)]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    public void Matrices_come_back_as_they_went(int rows, int columns)
    {
        var x = Samples.Choose(RandomKey.FromSeed(1), new Shape(rows, columns), Samples.Awkward);
        var single = x.To(Precision.Single);
        Assert.Equal(x, x.ToMatrix().ToTensor());
        Assert.Equal(single, single.ToSingleMatrix().ToTensor());
        Assert.Equal(single, x.ToSingleMatrix().ToTensor());
        Assert.Equal(single.To(Precision.Double), single.ToMatrix().ToTensor());
        Assert.Equal((rows, columns), (x.ToMatrix().RowCount, x.ToMatrix().ColumnCount));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public void Vectors_come_back_as_they_went(int count)
    {
        var x = Samples.Choose(RandomKey.FromSeed(1), new Shape(count), Samples.Awkward);
        var single = x.To(Precision.Single);
        Assert.Equal(x, x.ToVector().ToTensor());
        Assert.Equal(single, single.ToSingleVector().ToTensor());
        Assert.Equal(single, x.ToSingleVector().ToTensor());
    }

    [Fact]
    public void Rows_and_columns_keep_their_places()
    {
        var matrix = Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal(matrix[0, 2], matrix.ToTensor()[0, 2]);
        Assert.Equal(matrix[1, 0], matrix.ToTensor()[1, 0]);
        Assert.Equal(matrix * matrix.Transpose(), matrix.ToTensor().MatMul(matrix.ToTensor(), transposeRight: true).ToMatrix());
    }

    [Fact]
    public void Nothing_is_shared()
    {
        var matrix = Matrix<double>.Build.Dense(2, 2, 1);
        var vector = Vector<float>.Build.Dense(2, 1);
        var (x, y) = (matrix.ToTensor(), vector.ToTensor());
        matrix.Clear();
        vector.Clear();
        x.ToMatrix().Clear();
        y.ToSingleVector().Clear();
        Assert.Equal(Tensor.Ones(new Shape(2, 2), Precision.Double), x);
        Assert.Equal(Tensor.Ones(new Shape(2)), y);
    }

    [Fact]
    public void Another_rank_is_refused_with_the_shape()
    {
        var cube = Tensor.Zeros(new Shape(2, 3, 4));
        Action[] conversions = [() => cube.ToMatrix(), () => cube.ToSingleMatrix(), () => cube.ToVector(), () => cube.ToSingleVector()];
        foreach (var convert in conversions)
            Assert.Contains("[2, 3, 4]", Assert.Throws<ArgumentException>(convert).Message, StringComparison.Ordinal);
    }
}
