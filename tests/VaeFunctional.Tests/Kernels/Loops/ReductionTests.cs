using System.Numerics;
using Xunit;

namespace VaeFunctional.Tests;

public class ReductionTests
{
    private const double SingleRounding = 1.0 / (1 << 24);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(1_000_003)]
    public void Sums_of_floats_stay_within_their_bound_of_the_sums_in_double(int length)
    {
        var x = Uniform<float>(length, seed: 1);
        double blocks = 40 + Math.Log2(1 + length / 512.0);
        AssertWithin(x.Sum(v => (double)v), Reductions.Sum<float>(x), blocks * SingleRounding * x.Sum(Math.Abs));
        double squares = x.Sum(v => (double)v * v);
        AssertWithin(squares, Reductions.SumOfSquares<float>(x), (blocks + 1) * SingleRounding * squares);
    }

    [Fact]
    public void Sums_of_small_integers_are_exact_at_every_length()
    {
        for (int length = 0; length < 300; length++)
        {
            double[] x = [.. Enumerable.Range(1, length).Select(i => (double)i)];
            Assert.Equal(length * (length + 1) / 2.0, Reductions.Sum<double>(x));
            Assert.Equal(length * (length + 1.0) * (2 * length + 1) / 6, Reductions.SumOfSquares<double>(x));
            Assert.Equal(length == 0 ? double.NegativeInfinity : length, Reductions.Max<double>(x));
        }
    }

    [Fact]
    public void A_sum_does_not_depend_on_where_its_span_lies()
    {
        var x = Uniform<float>(5000, seed: 3);
        var moved = new float[5020];
        for (int offset = 0; offset < 20; offset++)
        {
            x.CopyTo(moved, offset);
            Assert.Equal(Reductions.Sum<float>(x), Reductions.Sum<float>(moved.AsSpan(offset, x.Length)));
            Assert.Equal(Reductions.LogSumExp<float>(x), Reductions.LogSumExp<float>(moved.AsSpan(offset, x.Length)));
        }
    }

    [Fact]
    public void Log_sum_exp_is_shifted()
    {
        for (int length = 1; length < 70; length++)
            foreach (double level in new[] { -1e6, -800, 0, 800, 1e6 })
            {
                double[] x = [.. Enumerable.Range(0, length).Select(i => level + Math.Sin(i))];
                double expected = level + Math.Log(x.Sum(v => Math.Exp(v - level)));
                Assert.Equal(expected, Reductions.LogSumExp<double>(x), 1e-14 * (1 + Math.Abs(level)) * 4);
            }
    }

    [Theory]
    [InlineData(new double[] { }, double.NegativeInfinity)]
    [InlineData(new[] { double.NegativeInfinity, double.NegativeInfinity }, double.NegativeInfinity)]
    [InlineData(new[] { double.NegativeInfinity, 3.0 }, 3.0)]
    [InlineData(new[] { double.PositiveInfinity, 3.0, double.NegativeInfinity }, double.PositiveInfinity)]
    [InlineData(new[] { double.PositiveInfinity, double.NaN }, double.NaN)]
    [InlineData(new[] { double.NaN, double.NegativeInfinity }, double.NaN)]
    public void Log_sum_exp_and_max_of_the_extremes(double[] x, double expected)
    {
        var rows = new double[1];
        Assert.Equal(expected, Reductions.LogSumExp<double>(x));
        Assert.Equal(expected, Reductions.Max<double>(x));
        Reductions.LogSumExpRows<double>(x, x.Length, 1, rows);
        Assert.Equal(expected, rows[0]);
        Reductions.MaxRows<double>(x, x.Length, 1, rows);
        Assert.Equal(expected, rows[0]);
    }

    [Fact]
    public void The_greatest_is_found_and_a_nan_noticed_at_every_place()
    {
        for (int length = 1; length < 70; length++)
            for (int place = 0; place < length; place++)
            {
                var x = new float[length];
                x[place] = 2;
                Assert.Equal(2, Reductions.Max<float>(x));
                x[place] = float.NaN;
                Assert.True(float.IsNaN(Reductions.Max<float>(x)));
                Assert.True(float.IsNaN(Reductions.LogSumExp<float>(x)));
            }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void The_first_element_that_is_not_finite_is_found(float culprit)
    {
        for (int length = 0; length < 70; length++)
        {
            float[] x = [.. Enumerable.Repeat(float.MaxValue, length)];
            Assert.Equal(-1, Reductions.IndexOfNonFinite<float>(x));
            for (int place = length - 1; place >= 0; place--)
            {
                x[place] = culprit;
                Assert.Equal(place, Reductions.IndexOfNonFinite<float>(x));
            }
        }
    }

    [Fact]
    public void Reductions_of_rows_are_those_of_each_column()
    {
        foreach (int rows in new[] { 0, 1, 2, 31, 32, 33, 100, 257 })
            foreach (int columns in new[] { 0, 1, 7, 8, 9, 16, 17, 40 })
            {
                var x = Uniform<double>(rows * columns, seed: rows + columns);
                double[] sums = new double[columns], greatest = new double[columns], logs = new double[columns];
                Reductions.SumRows<double>(x, rows, columns, sums);
                Reductions.MaxRows<double>(x, rows, columns, greatest);
                Reductions.LogSumExpRows<double>(x, rows, columns, logs);
                for (int column = 0; column < columns; column++)
                {
                    double[] one = [.. Enumerable.Range(0, rows).Select(row => x[row * columns + column])];
                    Assert.Equal(one.Sum(), sums[column], 1e-13);
                    Assert.Equal(Reductions.Max<double>(one), greatest[column]);
                    Assert.Equal(Reductions.LogSumExp<double>(one), logs[column], 1e-13);
                }
            }
    }

    [Fact]
    public void A_sum_over_many_rows_of_floats_stays_within_its_bound()
    {
        const int rows = 100_000;
        const int columns = 3;
        var x = Uniform<float>(rows * columns, seed: 5);
        var sums = new float[columns];
        Reductions.SumRows<float>(x, rows, columns, sums);
        for (int column = 0; column < columns; column++)
        {
            double[] one = [.. Enumerable.Range(0, rows).Select(row => (double)x[row * columns + column])];
            AssertWithin(one.Sum(), sums[column], (32 + Math.Log2(rows / 32.0)) * SingleRounding * one.Sum(Math.Abs));
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Reductions.SumRows<float>(new float[7], 2, 3, new float[3]));
        Assert.Throws<ArgumentException>(() => Reductions.SumRows<float>(new float[6], 2, 3, new float[2]));
        Assert.Throws<ArgumentException>(() => Transposes.Transpose<float>(new float[7], 2, 3, new float[7]));
    }

    private static T[] Uniform<T>(int length, int seed) where T : IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(random.NextDouble() - 0.2))];
    }

    private static void AssertWithin(double expected, double actual, double bound) =>
        Assert.True(Math.Abs(expected - actual) <= bound, $"{actual:R} is further than {bound:R} from {expected:R}");
}
