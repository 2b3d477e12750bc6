using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional;

/// <summary>Numbers that go wrong first: signed zeros, subnormals of both precisions, the ends of exponentials, huge and tiny ones.</summary>
public static class AwkwardNumbers
{
    /// <summary>Awkward finite numbers.</summary>
    public static ImmutableArray<double> Finite { get; } =
    [
        0, -0.0, 1, -1, 0.5, -0.1, 1e-8, -1e-8, double.Epsilon, -double.Epsilon, 1e-310, float.Epsilon, 1e-40, 1e-300,
        88, -104, 700, -700, 750, -750, 1e300, -1e300, double.MaxValue, double.MinValue, float.MaxValue,
    ];

    /// <summary>Awkward numbers, NaN and both infinities among them.</summary>
    public static ImmutableArray<double> All { get; } = [.. Finite, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    /// <summary>Finite numbers of a precision: awkward ones, any magnitude, and short decimals.</summary>
    internal static Gen<double> FiniteOf(Precision precision) => Gen.OneOf(
        Gen.Elements(Finite.Select(x => Rounded(x, precision)).Where(double.IsFinite)),
        from exponent in precision == Precision.Single ? Gen.Choose(-149, 126) : Gen.Choose(-1074, 1022)
        from mantissa in Gen.Choose(-1000, 1000)
        select Rounded(Math.ScaleB(mantissa / 500.0, exponent), precision),
        Tenths(100));

    /// <summary>Multiples of a tenth, 0 among them, of either sign, up to the given number of tenths.</summary>
    internal static Gen<double> Tenths(int largest) => Gen.Choose(-largest, largest).Select(tenths => tenths / 10.0);

    private static double Rounded(double x, Precision precision) => precision == Precision.Single ? (float)x : x;
}
