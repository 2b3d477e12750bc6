using Xunit;

namespace VaeFunctional.Tests;

public class PrecisionTests
{
    private static readonly Tensor Singles = Tensor.FromArray(Array.ConvertAll(Samples.Awkward, x => (float)x));
    private static readonly Tensor Doubles = Tensor.FromArray(Samples.Awkward);

    [Fact]
    public void Widening_is_exact() =>
        Assert.Equal(Array.ConvertAll(Samples.Awkward, x => (double)(float)x), Singles.To(Precision.Double).ToDoubles(), NaiveArray.SameNumber);

    [Fact]
    public void Narrowing_rounds_to_nearest_even()
    {
        var half = Math.Pow(2, -24);
        double[] halfway = [1 + half, 1 + (3 * half), -1 - half, 1 + half + Math.Pow(2, -50), Math.Pow(2, -150)];
        double[] x = [.. Samples.Awkward, .. halfway, 0.1];
        Assert.Equal(Array.ConvertAll(x, value => (double)(float)value), Tensor.FromArray(x).To(Precision.Single).ToDoubles(), NaiveArray.SameNumber);
        Assert.Equal(Array.ConvertAll(x, value => (float)value), Tensor.FromArray(x).ToSingles());
        Assert.Equal([1, 1 + Math.Pow(2, -22), -1, 1 + Math.Pow(2, -23), 0], Tensor.FromArray(halfway).To(Precision.Single).ToDoubles());
    }

    [Fact]
    public void To_the_same_precision_is_the_tensor_itself()
    {
        Assert.Same(Singles, Singles.To(Precision.Single));
        Assert.Same(Doubles, Doubles.To(Precision.Double));
    }

    [Fact]
    public void Where_precisions_meet_the_single_one_is_widened_first()
    {
        var (widened, matrix, wideMatrix) = (Singles.To(Precision.Double), Singles.Reshape(new Shape(7, 4)), Doubles.Reshape(new Shape(7, 4)));
        var widenedMatrix = matrix.To(Precision.Double);
        AssertSame(widened + Doubles, Singles + Doubles);
        AssertSame(Doubles - widened, Doubles - Singles);
        AssertSame(widened * Doubles, Singles * Doubles);
        AssertSame(Doubles / widened, Doubles / Singles);
        AssertSame(Tensor.Maximum(widened, Doubles), Tensor.Maximum(Singles, Doubles));
        AssertSame(Tensor.Minimum(Doubles, widened), Tensor.Minimum(Doubles, Singles));
        AssertSame(widened.GreaterThan(Doubles), Singles.GreaterThan(Doubles));
        AssertSame(Tensor.Concatenate([widened, Doubles]), Tensor.Concatenate([Singles, Doubles]));
        AssertSame(Tensor.Stack([Doubles, widened]), Tensor.Stack([Doubles, Singles]));
        AssertSame(widenedMatrix.MatMul(wideMatrix, transposeRight: true), matrix.MatMul(wideMatrix, transposeRight: true));
        AssertSame(wideMatrix.MatMul(widenedMatrix, transposeLeft: true), wideMatrix.MatMul(matrix, transposeLeft: true));

        static void AssertSame(Tensor expected, Tensor actual)
        {
            Assert.Equal(Precision.Double, actual.Precision);
            Assert.Equal(expected.ToDoubles(), actual.ToDoubles(), NaiveArray.SameNumber);
        }
    }

    [Fact]
    public void A_number_takes_the_precision_of_the_tensor()
    {
        var x = Tensor.FromArray([1f, 3f]);
        Assert.Equal([1f + 0.1f, 3f + 0.1f], (x + 0.1).ToSingles());
        Assert.Equal([1f * 0.1f, 3f * 0.1f], (0.1 * x).ToSingles());
        Assert.Equal([0.1f / 1f, 0.1f / 3f], (0.1 / x).ToSingles());
        Tensor[] results = [x + 0.1, 0.1 + x, x - 0.1, 0.1 - x, x * 0.1, x / 0.1, 0.1 / x, x.Pow(2), x.Clamp(0, 2)];
        Assert.All(results, y => Assert.Equal(Precision.Single, y.Precision));
    }

    [Fact]
    public void Each_argument_receives_its_gradient_in_its_own_precision()
    {
        var (x, y) = (Tensor.FromArray([0.1f, 0.2f]), Tensor.FromArray([0.3, 0.4]));
        var pulledBack = Derivatives.Pullbacks(all => all[0] * all[1], Tensor.Ones(new Shape(2), Precision.Double), x, y);
        Assert.Equal(Tensor.FromArray([0.3f, 0.4f]), pulledBack[0]);
        Assert.Equal(Tensor.FromArray([(double)0.1f, 0.2f]), pulledBack[1]);
    }
}
