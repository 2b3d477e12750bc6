using System.Globalization;

namespace VaeFunctional;

/// <summary>A mean over draws that should be 0, and how far from 0 chance may take it.</summary>
internal sealed record ObservedMean(double Mean, double StandardError, double Allowed, int Count)
{
    private const double StandardErrors = 6;

    /// <summary>The mean's distance from 0 in units of what is allowed, infinite where it is NaN.</summary>
    public double Excess => double.IsNaN(Mean / Allowed) ? double.PositiveInfinity : Math.Abs(Mean) / Allowed;

    public bool IsZero => Excess <= 1;

    /// <summary>The mean of independent numbers.</summary>
    /// <remarks>
    /// Bernstein's inequality: of n numbers with variance v and none above b, the mean is further from 0 than <c>k sqrt(v / n) + k^2 b / 3n</c>
    /// with probability below <c>2 exp(-k^2 / 2)</c>, about 3e-8 for k = 6. Its second term is what rare events need.
    /// </remarks>
    /// <param name="values">The numbers.</param>
    /// <param name="rounding">What the mean may be off by without chance.</param>
    /// <param name="leastVariance">A variance that the law itself implies: of events too rare to be drawn, the numbers alone know nothing.</param>
    /// <param name="largest">A bound that the law itself implies.</param>
    public static ObservedMean Of(double[] values, double rounding, double leastVariance = 0, double largest = 0)
    {
        var (mean, error) = Chunks.Statistics(values);
        var bound = values.Aggregate(largest, (most, value) => Math.Max(most, Math.Abs(value)));
        var deviation = Math.Max(error, Math.Sqrt(leastVariance / values.Length));
        var allowed = (StandardErrors * deviation) + (StandardErrors * StandardErrors * bound / (3 * values.Length)) + rounding;
        return new(mean, deviation, allowed, values.Length);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Mean:G3} from 0 over {Count} draws, {Math.Abs(Mean) / StandardError:F1} standard errors, at most {Allowed:G3} allowed");
}
