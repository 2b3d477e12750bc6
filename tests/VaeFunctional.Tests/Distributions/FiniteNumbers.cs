using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional.Tests;

/// <summary>Means and log-variances of as many coordinates, every finite number of a precision among them.</summary>
public sealed record Coordinates(double[] Means, double[] LogVariances, Precision Precision)
{
    public Tensor Mean => Tensor.FromArray(Means).To(Precision);

    public Tensor LogVariance => Tensor.FromArray(LogVariances).To(Precision);

    public DiagonalGaussian Gaussian => new(Mean, LogVariance);

    /// <summary>The coordinates in the opposite order: another distribution of the same awkwardness.</summary>
    public DiagonalGaussian Reversed =>
        new(Tensor.FromArray([.. Means.AsEnumerable().Reverse()]).To(Precision), Tensor.FromArray([.. LogVariances.AsEnumerable().Reverse()]).To(Precision));
}

/// <summary>Generators of finite numbers of either precision: awkward ones, any magnitude, and short decimals.</summary>
internal static class FiniteNumbers
{
    public static Arbitrary<Coordinates> Coordinates { get; } = Arb.From(
        from precision in Gen.Elements(Precision.Single, Precision.Double)
        from size in Gen.Choose(1, 20)
        from means in Number(precision).ArrayOf(size)
        from logVariances in Number(precision).ArrayOf(size)
        select new Coordinates(means, logVariances, precision),
        OneByOne);

    private static Gen<double> Number(Precision precision) => Gen.OneOf(
        Gen.Elements(Samples.Awkward.Select(x => Rounded(x, precision)).Where(double.IsFinite).ToArray()),
        from exponent in precision == Precision.Single ? Gen.Choose(-149, 126) : Gen.Choose(-1074, 1022)
        from mantissa in Gen.Choose(-1000, 1000)
        select Rounded(Math.ScaleB(mantissa / 500.0, exponent), precision),
        from tenths in Gen.Choose(-100, 100)
        select Rounded(tenths / 10.0, precision));

    private static double Rounded(double x, Precision precision) => precision == Precision.Single ? (float)x : x;

    private static IEnumerable<Coordinates> OneByOne(Coordinates all) =>
        all.Means.Length == 1
            ? []
            : all.Means.Select((mean, i) => all with { Means = [mean], LogVariances = [all.LogVariances[i]] });
}
