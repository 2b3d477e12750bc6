using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Scales the whole gradient down to a norm where it is longer; its direction stays (Pascanu et al., 2013).</summary>
/// <param name="maximum">The largest Euclidean norm over all parameters together, positive.</param>
public sealed class ClipByGlobalNorm(double maximum) : Optimizer
{
    /// <summary>The largest Euclidean norm over all parameters together, positive.</summary>
    public double Maximum { get; } =
        maximum > 0 ? maximum : throw new ArgumentOutOfRangeException(nameof(maximum), $"A norm to clip at is positive; got {maximum}.");

    /// <inheritdoc />
    public override ImmutableArray<string> Moments => [];

    /// <inheritdoc />
    public override OptimizerSettings Settings => new OptimizerSettings(nameof(ClipByGlobalNorm)).With("maximum", Maximum);

    /// <inheritdoc />
    protected internal override IReadOnlyList<LeafChange> Displace(long step, IReadOnlyList<OptimizerLeaf> leaves)
    {
        var norm = EuclideanNorm.Of(leaves.Select(leaf => leaf.Gradient));
        return [.. leaves.Select(leaf => new LeafChange(norm.Value > Maximum ? norm.Shorten(leaf.Gradient, Maximum) : leaf.Gradient, []))];
    }
}
