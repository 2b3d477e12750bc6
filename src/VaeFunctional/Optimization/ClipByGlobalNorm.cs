using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>Scales the whole gradient down to a norm where it is longer; its direction stays (Pascanu et al., 2013).</summary>
/// <param name="maximum">The largest Euclidean norm over all parameters together, positive.</param>
public sealed class ClipByGlobalNorm(double maximum) : Optimizer, IEquatable<ClipByGlobalNorm>
{
    /// <summary>The largest Euclidean norm over all parameters together, positive.</summary>
    public double Maximum { get; } =
        maximum > 0 ? maximum : throw new ArgumentOutOfRangeException(nameof(maximum), $"A norm to clip at is positive; got {maximum}.");

    /// <inheritdoc />
    public override ImmutableArray<string> Moments => [];

    /// <inheritdoc />
    protected internal override Displacement<TModel> Displace<TModel>(TModel model, TModel gradient, OptimizerState<TModel> state)
    {
        var norm = gradient.Norm();
        return new(norm > Maximum ? gradient.MapParameters((_, leaf) => leaf * (Maximum / norm)) : gradient, state);
    }

    /// <inheritdoc />
    public bool Equals(ClipByGlobalNorm? other) => other is not null && Maximum.Equals(other.Maximum);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ClipByGlobalNorm);

    /// <inheritdoc />
    public override int GetHashCode() => Maximum.GetHashCode();

    /// <summary>The maximum, as in <c>ClipByGlobalNorm 1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{nameof(ClipByGlobalNorm)} {Maximum}");
}
