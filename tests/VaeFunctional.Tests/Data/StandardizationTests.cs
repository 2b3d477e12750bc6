using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MathNet.Numerics.Statistics;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(StandardizeTests.Examples) })]
public class StandardizeTests
{
    private static readonly Gen<Tensor> Data =
        from rows in Gen.Choose(1, 20)
        from columns in Gen.Choose(1, 4)
        from thousandths in Gen.Choose(-100_000, 100_000).ArrayOf(rows * columns)
        select Tensor.FromArray(Array.ConvertAll(thousandths, n => n / 1000.0), new Shape(rows, columns));

    [Property]
    public void Mean_and_scale_are_those_of_the_population(Tensor data)
    {
        var fitted = Standardization.Fit(data);
        for (var column = 0; column < data.Shape[1]; column++)
        {
            var values = Enumerable.Range(0, data.Shape[0]).Select(row => data[row, column]).ToArray();
            var deviation = values.PopulationStandardDeviation();
            Assert.Equal(values.Mean(), fitted.Mean[column], 1e-12 * 100);
            Assert.Equal(values.Distinct().Count() == 1 ? 1 : deviation, fitted.Scale[column], 1e-12 * 100);
        }
    }

    [Property]
    public bool Inverting_gives_the_data_back(Tensor data)
    {
        var fitted = Standardization.Fit(data);
        var back = fitted.Invert(fitted.Apply(data)).ToDoubles();
        return data.ToDoubles().Zip(back).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-12 * 100);
    }

    [Property]
    public bool Standardized_data_standardizes_to_itself(Tensor data)
    {
        var again = Standardization.Fit(Standardization.Fit(data).Apply(data));
        return again.Mean.ToDoubles().All(mean => Math.Abs(mean) <= 1e-12) && again.Scale.ToDoubles().All(scale => Math.Abs(scale - 1) <= 1e-12);
    }

    [Fact]
    public void A_column_that_does_not_vary_becomes_zero_exactly()
    {
        foreach (var constant in new[] { 0.1, 1e300, 5e-324, -0.0, 1.0 / 3 })
        {
            var data = Tensor.Full(new Shape(1000, 1), constant, Precision.Double);
            var fitted = Standardization.Fit(data);
            Assert.Equal(1, fitted.Scale[0]);
            Assert.Equal(Tensor.Zeros(new Shape(1000, 1), Precision.Double), fitted.Apply(data));
        }
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e-310)]
    [InlineData(1e300)]
    public void Squares_neither_vanish_nor_overflow(double unit)
    {
        var fitted = Standardization.Fit(Tensor.FromArray(new[,] { { unit }, { -unit }, { unit }, { -unit } }));
        Assert.Equal(1, fitted.Scale[0] / unit, 1e-12);
    }

    [Fact]
    public void A_large_offset_costs_no_digits()
    {
        var fitted = Standardization.Fit(Tensor.FromArray(new[,] { { 1e9 + 1 }, { 1e9 + 2 }, { 1e9 + 3 }, { 1e9 + 4 } }));
        Assert.Equal(Math.Sqrt(1.25), fitted.Scale[0], 1e-9);
    }

    [Fact]
    public void The_precision_is_that_of_the_data()
    {
        var data = RandomKey.FromSeed(3).Normal(new Shape(100, 3));
        var fitted = Standardization.Fit(data);
        Assert.Equal(Precision.Single, fitted.Mean.Precision);
        Assert.Equal(Precision.Single, fitted.Apply(data).Precision);
        var exact = Standardization.Fit(data.To(Precision.Double));
        Assert.Equal(exact.Mean.To(Precision.Single), fitted.Mean);
        Assert.Equal(exact.Scale.To(Precision.Single), fitted.Scale);
    }

    [Fact]
    public void Bad_data_is_named()
    {
        var holed = Tensor.FromArray(new[,] { { 1, 2 }, { 3, double.NaN } });
        Assert.Contains("Row 1, column 1", Assert.Throws<ArgumentException>(() => Standardization.Fit(holed)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Standardization.Fit(Tensor.FromArray(new[,] { { float.PositiveInfinity } })));
        Assert.Throws<ArgumentException>(() => Standardization.Fit(Tensor.Zeros(new Shape(0, 2))));
        Assert.Throws<ArgumentException>(() => Standardization.Fit(Tensor.Zeros(new Shape(2))));
        var wide = Tensor.FromArray(new[,] { { 0, double.MaxValue }, { 0, -double.MaxValue } });
        Assert.Contains("column 1", Assert.Throws<ArgumentException>(() => Standardization.Fit(wide)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_number_of_columns_is_refused_with_both_numbers()
    {
        var fitted = Standardization.Fit(Tensor.FromArray(new double[,] { { 1, 2 }, { 3, 4 } }));
        foreach (var use in new Func<Tensor, Tensor>[] { fitted.Apply, fitted.Invert })
        {
            var message = Assert.Throws<ArgumentException>(() => use(Tensor.Zeros(new Shape(5, 1)))).Message;
            Assert.Contains("[5, 1]", message, StringComparison.Ordinal);
            Assert.Contains("2 columns", message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => use(Tensor.Scalar(1)));
        }
    }

    [Fact]
    public void It_is_a_parameter_record_equal_by_content()
    {
        var data = Tensor.FromArray(new double[,] { { 1, 2 }, { 3, 5 } });
        var fitted = Standardization.Fit(data);
        Parameters.Check(fitted);
        Assert.Equal(fitted, Standardization.Fit(data.Copy()));
        Assert.NotEqual(fitted, Standardization.Fit(data * 2));
        Assert.Throws<ArgumentException>(() => new Standardization(Tensor.Zeros(new Shape(2)), Tensor.Zeros(new Shape(3))));
    }

    internal static class Examples
    {
        public static Arbitrary<Tensor> Tables => Data.ToArbitrary();
    }
}
