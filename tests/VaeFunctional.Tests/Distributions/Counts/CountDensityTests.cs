using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace VaeFunctional.Tests;

/// <summary>The log-probabilities of counts and their derivatives against 50 digits, by size of the count; prints the worst error of each.</summary>
public sealed class CountDensityTests(ITestOutputHelper output)
{
    [Fact]
    public void Poisson() =>
        Check(all => new Poisson(all[1]).LogDensityByBlock(all[0]), [ExactValues.Of("Poisson"), Slopes(ExactValues.Of("Poisson"), row => row[0] - Math.Exp(row[1]))]);

    [Fact]
    public void Negative_binomial() =>
        Check(
            all => new NegativeBinomial(all[1], all[2]).LogDensityByBlock(all[0]),
            [ExactValues.Of("NegativeBinomial"), ExactValues.Of("NegativeBinomialByLogMean"), ExactValues.Of("NegativeBinomialByLogDispersion")]);

    private static ExactValue[] Slopes(ExactValue[] rows, Func<double[], double> slope) => [.. rows.Select(row => new ExactValue(row.Arguments, slope(row.Arguments)))];

    /// <summary>
    /// The value and the derivatives by the parameters, which follow the count. The error of an argument's last place counts as much as the
    /// derivative by it says, and so does that of log x.
    /// </summary>
    private void Check(Func<Tensor[], Tensor> logDensity, ExactValue[][] exact)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var epsilon = precision == Precision.Single ? MathF.BitIncrement(1) - 1 : Math.BitIncrement(1.0) - 1;
            var computed = ValueAndDerivatives(logDensity, exact[0], precision);
            var errors = exact[0].Select((row, i) =>
            {
                var amplified = row.Arguments.Skip(1).Select((argument, j) => Math.Abs(exact[j + 1][i].Value) * Math.Max(Math.Abs(argument), Math.Log(2 + row.Arguments[0]))).Sum();
                double[] scales = [Math.Max(1, Math.Abs(row.Value)) + amplified, .. exact[1..].Select(rows => Math.Max(1, Math.Abs(rows[i].Value)) + row.Arguments[0])];
                return (Row: row, Errors: scales.Select((scale, k) => Math.Abs(computed[k][i] - exact[k][i].Value) / scale / epsilon).ToArray());
            }).ToArray();
            foreach (var range in errors.GroupBy(pair => Math.Floor(Math.Log10(Math.Max(pair.Row.Arguments[0], 0.1)))).OrderBy(group => group.Key))
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{precision}, x about 1e{range.Key}: {string.Join(", ", Enumerable.Range(0, exact.Length).Select(k => range.Max(pair => pair.Errors[k]).ToString("F2", CultureInfo.InvariantCulture)))} units"));
            Assert.All(errors, pair => Assert.All(pair.Errors, error => Assert.True(error <= 8, $"{precision} at {string.Join(", ", pair.Row.Arguments)}: {string.Join(", ", pair.Errors)} units")));
            Assert.Contains(errors, pair => pair.Errors[0] > 0.1);
        }
    }

    private static double[][] ValueAndDerivatives(Func<Tensor[], Tensor> logDensity, ExactValue[] rows, Precision precision)
    {
        Tensor[] arguments = [.. rows[0].Arguments.Select((_, j) => Tensor.FromArray([.. rows.Select(row => row.Arguments[j])], new Shape(rows.Length, 1)).To(precision))];
        var value = logDensity(arguments);
        var derivatives = Derivatives.Pullbacks(logDensity, Tensor.Ones(value.Shape, precision), arguments);
        return [value.ToDoubles(), .. derivatives[1..].Select(derivative => derivative.ToDoubles())];
    }
}
