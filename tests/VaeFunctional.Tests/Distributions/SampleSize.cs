using Normal = MathNet.Numerics.Distributions.Normal;

namespace VaeFunctional.Tests;

/// <summary>How many draws a mean needs.</summary>
internal static class SampleSize
{
    /// <summary>
    /// The number of draws whose mean errs by more than <paramref name="error"/> with probability <paramref name="falseAlarm"/>, by the
    /// central limit theorem.
    /// </summary>
    public static int For(double error, double falseAlarm, double deviation) =>
        (int)Math.Ceiling(Math.Pow(Normal.InvCDF(0, 1, 1 - (falseAlarm / 2)) * deviation / error, 2));
}
