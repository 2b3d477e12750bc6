using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace VaeFunctional.Tests;

/// <summary>The log-probability of an interval under a logistic distribution, and its slopes, against 50 digits; prints the worst error by range.</summary>
public sealed class LogisticIntervalTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Precision.Double, "LogisticInterval", 3)]
    [InlineData(Precision.Single, "LogisticInterval", 3)]
    [InlineData(Precision.Double, "LogisticIntervalByLower", 3)]
    [InlineData(Precision.Single, "LogisticIntervalByLower", 3)]
    [InlineData(Precision.Double, "LogisticIntervalByUpper", 3)]
    [InlineData(Precision.Single, "LogisticIntervalByUpper", 3)]
    public void It_has_the_exact_value_to_a_few_units_in_the_last_place(Precision precision, string function, double units)
    {
        var rows = ExactValues.Of(function).Where(row => precision == Precision.Double || float.IsNormal((float)row.Value)).ToArray();
        Assert.True(rows.Length > 200);
        Tensor[] points = [.. new[] { 0, 1 }.Select(i => Tensor.FromArray([.. rows.Select(row => row.Arguments[i])]).To(precision))];
        var slopes = Derivatives.Pullbacks(all => Between(all[0], all[1], Tensor.Scalar(0, precision)), Tensor.Scalar(1, precision), points);
        var values = (function switch
        {
            "LogisticInterval" => Between(points[0], points[1], Tensor.Scalar(0, precision)),
            "LogisticIntervalByLower" => slopes[0],
            _ => slopes[1],
        }).ToDoubles();
        var epsilon = precision == Precision.Single ? MathF.BitIncrement(1) - 1 : Math.BitIncrement(1.0) - 1;
        var errors = rows.Select((row, i) => (From: row.Arguments[0], Units: Math.Abs((values[i] / row.Value) - 1) / epsilon)).ToArray();
        foreach (var range in errors.GroupBy(error => Math.Sign(error.From) * Math.Floor(Math.Log2(1 + Math.Abs(error.From)))).OrderBy(group => group.Key))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lower point from {range.Min(error => error.From)} to {range.Max(error => error.From)}: {range.Max(error => error.Units):F2} units of {epsilon:G2}"));
        Assert.All(errors, error => Assert.InRange(error.Units, 0, units));
        Assert.Contains(errors, error => error.Units > 0.2);
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void An_open_end_is_exact_and_has_no_slope(Precision precision)
    {
        double[] points = [-300, -20, -0.5, 0, 3, 50];
        var (at, origin) = (Tensor.FromArray(points).To(precision), Tensor.Scalar(0, precision));
        var infinity = Tensor.Full(at.Shape, double.PositiveInfinity, precision);
        Assert.Equal(-at.Softplus(), Between(at, infinity, origin));
        Assert.Equal(-(-at).Softplus(), Between(-infinity, at, origin));
        var slopes = Derivatives.Pullbacks(all => Between(all[0], all[1], all[2]), Tensor.Scalar(1, precision), at, infinity, origin.BroadcastTo(at.Shape));
        Assert.Equal((-at.Sigmoid()).ToDoubles(), slopes[0].ToDoubles());
        Assert.Equal(Tensor.Zeros(at.Shape, precision).ToDoubles(), slopes[1].ToDoubles());
        Assert.Equal(at.Sigmoid().ToDoubles(), slopes[2].ToDoubles());
        Assert.Equal([0], Between(-infinity, infinity, origin).ToDoubles().Distinct());
    }

    private static Tensor Between(Tensor lower, Tensor upper, Tensor location) =>
        CoordinateRule.Of<LogisticInterval.Between>(lower.Shape, lower, upper, location);
}
