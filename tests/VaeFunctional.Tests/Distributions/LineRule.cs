namespace VaeFunctional.Tests;

/// <summary>Points and weights whose sum is the integral over a coordinate, or the sum over its values.</summary>
internal sealed record LineRule(IReadOnlyList<double> Points, IReadOnlyList<double> Weights)
{
    private const double Spacing = 0.4;
    private const double Reach = 18;

    /// <summary>
    /// The trapezoidal rule converges exponentially for a Gaussian: at a spacing of 0.4 and standard deviations of 0.6 to 1.7 its error is
    /// below 1e-15, and so is what lies beyond 18.
    /// </summary>
    public static LineRule Trapezoidal { get; } = Of(Enumerable.Range(0, (int)(2 * Reach / Spacing) + 1).Select(i => ((i * Spacing) - Reach, Spacing)));

    /// <summary>The two values of a coordinate that is 0 or 1.</summary>
    public static LineRule OfBits { get; } = OfValues([0, 1]);

    /// <summary>The counts up to 250: of the tabled distributions, whose means are below 3, less than 1e-17 lies beyond.</summary>
    public static LineRule OfCounts { get; } = OfValues(Enumerable.Range(0, 251).Select(count => (double)count));

    /// <summary>
    /// Gauss-Legendre of order 16 on panels whose borders are tenths from -4 to 4, where the kinks of the table's densities are, and even
    /// numbers up to 80: scales are 0.6 to 1.7, so what lies beyond is below 1e-17.
    /// </summary>
    public static LineRule WithKinksAtTenths { get; } = Of(
        from border in Enumerable.Range(-38, 38).Select(i => (From: (2.0 * i) - 4, To: (2.0 * i) - 2))
            .Concat(Enumerable.Range(-40, 80).Select(i => (From: i / 10.0, To: (i + 1) / 10.0)))
            .Concat(Enumerable.Range(2, 38).Select(i => (From: 2.0 * i, To: (2.0 * i) + 2)))
        let panel = new MathNet.Numerics.Integration.GaussLegendreRule(border.From, border.To, 16)
        from i in Enumerable.Range(0, 16)
        select (panel.GetAbscissa(i), panel.GetWeight(i)));

    /// <summary>Whether the points are all the values there are.</summary>
    public bool IsDiscrete { get; private init; }

    /// <summary>The values of a discrete coordinate.</summary>
    public static LineRule OfValues(IEnumerable<double> values) => Of(values.Select(value => (value, 1.0))) with { IsDiscrete = true };

    private static LineRule Of(IEnumerable<(double Point, double Weight)> nodes) =>
        new([.. nodes.Select(node => node.Point)], [.. nodes.Select(node => node.Weight)]);
}
