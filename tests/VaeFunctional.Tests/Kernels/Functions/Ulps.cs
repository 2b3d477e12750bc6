namespace VaeFunctional.Tests;

/// <summary>Distances in units in the last place of the exact value.</summary>
internal static class Ulps
{
    public static double Between(double value, DoubleDouble exact) =>
        Math.Abs((exact - value).High) / (Math.BitIncrement(Math.Abs(exact.High)) - Math.Abs(exact.High));
}
