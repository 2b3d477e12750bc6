using System.Collections.Immutable;

namespace VaeFunctional.Tests;

/// <summary>Your own optimizer: gradient steps that every fifth time fall back half way to weights remembered since.</summary>
internal sealed class Lookahead : Optimizer
{
    public override ImmutableArray<string> Moments => ["slow"];

    public override OptimizerSettings Settings => new OptimizerSettings(nameof(Lookahead)).With("rate", 0.01).With("every", 5);

    protected internal override IReadOnlyList<LeafChange> Displace(long step, IReadOnlyList<OptimizerLeaf> leaves) => [.. leaves.Select(leaf =>
    {
        if (step % 5 != 4)
            return new LeafChange(leaf.Gradient * 0.01, leaf.Moments);
        var slow = (leaf.Moments[0] + leaf.Parameter) * 0.5;
        return new LeafChange(leaf.Parameter - slow, [slow]);
    })];
}
