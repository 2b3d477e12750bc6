using System.Globalization;
using System.Numerics;
using Xunit;
using Xunit.Abstractions;

namespace VaeFunctional.Tests;

/// <summary>The gamma functions and the logarithms against 50 digits, by range of the argument; prints the worst error of each.</summary>
public sealed class SpecialFunctionTests(ITestOutputHelper output)
{
    // The differences from Stirling's formula are what a sum of numbers up to 10 leaves below 8.
    [Fact]
    public void Log_gamma() => Check<LogGamma>(0, 4, 16);

    [Fact]
    public void Digamma() => Check<Digamma>(1, 6, 16);

    [Fact]
    public void Trigamma() => Check<Trigamma>(0, 6, 16);

    [Fact]
    public void The_error_of_Stirlings_formula() => Check<StirlingError>(1, 40, 80);

    [Fact]
    public void The_derivative_of_the_error_of_Stirlings_formula() => Check<StirlingErrorDerivative>(1, 20, 60);

    [Fact]
    public void Log1mExp() => Check<Log1mExp>(0, 4, 16);

    [Fact]
    public void Log_gamma_is_exact_where_it_is_0()
    {
        var zeros = Tensor.FromArray([1, 2], new Shape(2));
        Assert.Equal([0, 0], zeros.LogGamma().ToDoubles());
        Assert.Equal([0, 0], zeros.To(Precision.Single).LogGamma().ToDoubles());
    }

    [Fact]
    public void Single_precision_is_double_rounded_once()
    {
        var x = Tensor.FromArray([.. ExactValues.Of("LogGamma").Select(row => row.Arguments[0])], new Shape(ExactValues.Of("LogGamma").Length)).To(Precision.Single);
        Assert.Equal(x.To(Precision.Double).LogGamma().To(Precision.Single), x.LogGamma());
        Assert.Equal(x.To(Precision.Double).Digamma().To(Precision.Single), x.Digamma());
    }

    /// <summary>Bounds every error, in units in the last place of the value, or of the floor where the value is smaller.</summary>
    private void Check<TOperator>(double floor, double doubleUnits, double singleUnits)
        where TOperator : struct, IUnaryOperator
    {
        var rows = ExactValues.Of(typeof(TOperator).Name);
        Assert.True(rows.Length > 200);
        double[] x = [.. rows.Select(row => row.Arguments[0])];
        Compare(x, [.. rows.Select(row => row.Value)], Map<TOperator, double>(x), floor, Math.BitIncrement(1.0) - 1, doubleUnits);

        // The oracle of single precision is double precision at the same numbers, where the value is within its range.
        float[] singles = [.. rows.Where(row => float.IsNormal((float)row.Value)).Select(row => (float)row.Arguments[0]).Where(float.IsNormal)];
        double[] widened = [.. singles.Select(value => (double)value)];
        Compare(widened, Map<TOperator, double>(widened), [.. Map<TOperator, float>(singles).Select(value => (double)value)], floor, MathF.BitIncrement(1) - 1, singleUnits);
    }

    private void Compare(double[] x, double[] exact, double[] values, double floor, double epsilon, double units)
    {
        var errors = x
            .Select((at, i) => (at, Error: exact[i] == values[i] ? 0 : Math.Abs(values[i] - exact[i]) / Math.Max(Math.Abs(exact[i]), floor) / epsilon))
            .ToArray();
        foreach (var range in errors.GroupBy(pair => Math.Clamp(Math.Floor(Math.Log10(Math.Abs(pair.at))), -4, 4)).OrderBy(group => group.Key))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"|x| about 1e{range.Key}: {range.Max(pair => pair.Error):F2} units of {epsilon:G2}"));
        var worst = errors.MaxBy(pair => pair.Error);
        Assert.True(errors.All(pair => pair.Error <= units), $"at {worst.at:R}: {worst.Error} units");
        Assert.True(worst.Error > 0.2, "A rounded function errs: nothing was compared.");
    }

    private static T[] Map<TOperator, T>(T[] x)
        where TOperator : struct, IUnaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var y = new T[x.Length];
        Elementwise.Map<TOperator, T>(x, y);
        return y;
    }
}
