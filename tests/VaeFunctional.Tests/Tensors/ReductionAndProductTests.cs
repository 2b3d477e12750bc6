using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Reductions and products against the loop over indices, on integers, where every order of summation gives the same sum.</summary>
public class ReductionAndProductTests
{
    [Property]
    public bool Sums_means_and_maxima_over_an_axis_are_those_of_the_loop(ShapeWithAxes axes, RandomKey key)
    {
        var shape = axes.Value;
        var precision = key.Fold("precision").Permutation(2)[0] == 0 ? Precision.Single : Precision.Double;
        var x = Samples.Integers(key.Fold("x"), shape, precision);
        var axis = key.Fold("axis").Permutation(shape.Rank)[0];
        var plain = NaiveArray.Of(x);
        return Both(plain.Reduce(axis, all => all.Sum()), keep => x.Sum(axis, keep))
            && (shape[axis] == 0
                || (Both(plain.Reduce(axis, all => all.Max()), keep => x.Max(axis, keep))
                    && Both(plain.Reduce(axis, all => all.Sum()), keep => x.Mean(axis, keep) * shape[axis], 1e-6)));

        bool Both(NaiveArray expected, Func<bool, Tensor> actual, double tolerance = 0)
        {
            var (kept, dropped) = (actual(true), actual(false));
            return kept.Shape == shape.With(axis, 1) && kept.Precision == precision
                && dropped.Equals(kept.Reshape(shape.Without(axis)))
                && expected.Indices().All(index => Math.Abs(expected[index] - kept[index]) <= tolerance * 10);
        }
    }

    [Property]
    public bool Log_sum_exp_over_an_axis_is_that_of_the_loop(ShapeWithAxes axes, RandomKey key)
    {
        var shape = axes.Value;
        var x = Samples.ShortDecimals(key.Fold("x"), shape);
        var axis = key.Fold("axis").Permutation(shape.Rank)[0];
        var expected = NaiveArray.Of(x).Reduce(axis, all => Math.Log(all.Sum(Math.Exp)));
        return IsNear(expected, x.LogSumExp(axis, keepAxis: true))
            && (shape[axis] == 0 || IsNear(expected.Map(y => y - Math.Log(shape[axis])), x.LogMeanExp(axis, keepAxis: true)));

        static bool IsNear(NaiveArray expected, Tensor actual) =>
            expected.Indices().All(index => expected[index] == actual[index] || Math.Abs(expected[index] - actual[index]) < 1e-14);
    }

    [Property]
    public bool Reductions_of_all_elements_ignore_the_shape(Shape shape, RandomKey key)
    {
        var x = Samples.Integers(key, shape);
        var all = x.ToDoubles();
        return x.Sum().ToScalar() == all.Sum() && x.Sum().Rank == 0
            && (all.Length == 0 || (x.Max().ToScalar() == all.Max() && Math.Abs(x.Mean().ToScalar() - all.Average()) < 1e-14));
    }

    [Fact]
    public void Not_a_number_is_the_largest()
    {
        var x = Tensor.FromArray(new[,] { { 1, double.NaN, 3 }, { double.NegativeInfinity, double.PositiveInfinity, 0 } });
        Assert.Equal([double.NaN, double.PositiveInfinity], x.Max(1).ToDoubles());
        Assert.Equal([1, double.NaN, 3], x.Max(0).ToDoubles());
        Assert.Equal(double.NaN, x.Max().ToScalar());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Products_are_those_of_the_triple_loop(bool transposeLeft, bool transposeRight)
    {
        foreach (var (m, k, n) in new[] { (1, 1, 1), (2, 3, 4), (0, 3, 2), (2, 0, 3), (3, 2, 0), (5, 17, 33) })
        {
            var left = Samples.Integers(RandomKey.FromSeed(m), transposeLeft ? new Shape(k, m) : new Shape(m, k));
            var right = Samples.Integers(RandomKey.FromSeed(n), transposeRight ? new Shape(n, k) : new Shape(k, n));
            var expected = new NaiveArray([m, n], index => Enumerable.Range(0, k).Sum(p =>
                (transposeLeft ? left[p, index[0]] : left[index[0], p]) * (transposeRight ? right[index[1], p] : right[p, index[1]])));
            Assert.Equal(Array(expected), left.MatMul(right, transposeLeft, transposeRight));
            Assert.Equal(
                Array(expected).To(Precision.Single),
                left.To(Precision.Single).MatMul(right.To(Precision.Single), transposeLeft, transposeRight));
        }
    }

    [Fact]
    public void Leading_axes_of_the_left_operand_are_further_rows()
    {
        var left = Samples.Integers(RandomKey.FromSeed(1), new Shape(2, 3, 4, 5));
        var right = Samples.Integers(RandomKey.FromSeed(2), new Shape(5, 2));
        var expected = new NaiveArray([2, 3, 4, 2], i => Enumerable.Range(0, 5).Sum(p => left[i[0], i[1], i[2], p] * right[p, i[3]]));
        Assert.Equal(Array(expected), left.MatMul(right));
        Assert.Equal(Array(expected), left.MatMul(right.Transpose(), transposeRight: true));
    }

    [Fact]
    public void The_first_element_that_is_not_finite_is_found() => Assert.All(Enumerable.Range(0, 40), place =>
    {
        foreach (var culprit in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            var values = new double[41];
            values[place] = values[40] = culprit;
            Assert.Equal(place, Tensor.FromArray(values).FirstNonFinite());
            Assert.Equal(place, Tensor.FromArray(values).To(Precision.Single).FirstNonFinite());
        }

        Assert.Equal(-1, Tensor.Full(new Shape(place), double.MaxValue, Precision.Double).FirstNonFinite());
    });

    private static Tensor Array(NaiveArray array) =>
        Tensor.FromArray([.. array.Indices().Select(index => array[index])], new Shape(array.Sizes));
}
