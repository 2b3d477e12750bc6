using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>What a gradient check found, leaf by leaf.</summary>
/// <param name="Comparisons">One comparison per leaf.</param>
public sealed record GradientCheckResult(ImmutableArray<DerivativeComparison> Comparisons)
{
    /// <summary>The default tolerance, 1e-6.</summary>
    public const double DefaultTolerance = 1e-6;

    /// <summary>The comparison with the largest relative error, NaN first.</summary>
    /// <exception cref="InvalidOperationException">The model has no parameters.</exception>
    public DerivativeComparison Worst =>
        Comparisons.IsEmpty
            ? throw new InvalidOperationException("The model has no parameters to check.")
            : Comparisons.MaxBy(comparison => comparison.Disagreement)!;

    /// <summary>Whether every leaf's relative error is at most a tolerance.</summary>
    /// <param name="tolerance">The tolerance.</param>
    public bool Passes(double tolerance = DefaultTolerance) => Comparisons.All(comparison => comparison.RelativeError <= tolerance);

    /// <inheritdoc />
    public bool Equals(GradientCheckResult? other) => other is not null && Comparisons.SequenceEqual(other.Comparisons);

    /// <inheritdoc />
    public override int GetHashCode() => Comparisons.Length;

    /// <summary>One line per leaf.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Comparisons);
}

/// <summary>The derivative along a direction within one leaf, computed and measured.</summary>
/// <param name="Path">The leaf.</param>
/// <param name="Computed">From the gradient.</param>
/// <param name="Measured">From the central difference.</param>
/// <param name="Value">The objective's value, which bounds what the difference can resolve.</param>
public sealed record DerivativeComparison(string Path, double Computed, double Measured, double Value)
{
    /// <summary>|computed - measured| over the larger of the two, or over a millionth of the value where both are smaller than that.</summary>
    public double RelativeError
    {
        get
        {
            var difference = Math.Abs(Computed - Measured);
            return difference == 0 ? 0 : difference / Math.Max(Math.Max(Math.Abs(Computed), Math.Abs(Measured)), 1e-6 * Math.Abs(Value));
        }
    }

    /// <summary>The leaf, both derivatives and their relative error, in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Path}: computed {Computed:G10}, measured {Measured:G10}, relative error {RelativeError:G2}");

    /// <summary>The relative error, infinite where it is NaN.</summary>
    internal double Disagreement => double.IsNaN(RelativeError) ? double.PositiveInfinity : RelativeError;
}
