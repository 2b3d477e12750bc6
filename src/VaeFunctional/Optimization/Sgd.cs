using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Gradient descent with optional momentum: <c>m = momentum m + g; model = model - rate m</c>.</summary>
/// <param name="learningRate">The rate by step, or a number: the rate at every step.</param>
/// <param name="momentum">How much of the last direction is kept, in [0, 1).</param>
public sealed class Sgd(LearningRate learningRate, double momentum = 0) : Optimizer
{
    /// <summary>The rate by step.</summary>
    public LearningRate LearningRate { get; } = learningRate ?? throw new ArgumentNullException(nameof(learningRate));

    /// <summary>How much of the last direction is kept, in [0, 1).</summary>
    public double Momentum { get; } =
        momentum is >= 0 and < 1 ? momentum : throw new ArgumentOutOfRangeException(nameof(momentum), $"Momentum is in [0, 1); got {momentum}.");

    /// <inheritdoc />
    public override ImmutableArray<string> Moments => Momentum == 0 ? [] : ["momentum"];

    /// <inheritdoc />
    public override OptimizerSettings Settings => new OptimizerSettings(nameof(Sgd)).With("rate", LearningRate).With("momentum", Momentum);

    /// <inheritdoc />
    protected internal override IReadOnlyList<LeafChange> Displace(long step, IReadOnlyList<OptimizerLeaf> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        var rate = LearningRate.At(step);
        return [.. leaves.Select(leaf =>
        {
            if (Momentum == 0)
                return new LeafChange(leaf.Gradient * rate, []);
            var direction = (leaf.Moments[0] * Momentum) + leaf.Gradient;
            return new LeafChange(direction * rate, [direction]);
        })];
    }
}
