using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Adam (Kingma and Ba, 2015), and with a weight decay AdamW (Loshchilov and Hutter, 2019).</summary>
/// <remarks>
/// <c>m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; model = model - rate (m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + epsilon) + decay model)</c>.
/// </remarks>
public sealed class Adam : Optimizer
{
    /// <summary>Adam with the given constants.</summary>
    /// <param name="learningRate">The rate by step, or a number: the rate at every step.</param>
    /// <param name="beta1">The decay of the first moment, in [0, 1).</param>
    /// <param name="beta2">The decay of the second moment, in [0, 1).</param>
    /// <param name="epsilon">What keeps the quotient finite, positive.</param>
    /// <param name="weightDecay">The decoupled weight decay, not negative; 0 is plain Adam.</param>
    /// <exception cref="ArgumentOutOfRangeException">A constant is outside its range.</exception>
    public Adam(LearningRate learningRate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
    {
        ArgumentNullException.ThrowIfNull(learningRate);
        RequireDecay(beta1, nameof(beta1));
        RequireDecay(beta2, nameof(beta2));
        if (!(epsilon > 0 && double.IsFinite(epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), $"Epsilon is positive and finite; got {epsilon}.");
        if (!(weightDecay >= 0 && double.IsFinite(weightDecay)))
            throw new ArgumentOutOfRangeException(nameof(weightDecay), $"A weight decay is finite and not negative; got {weightDecay}.");
        (LearningRate, Beta1, Beta2, Epsilon, WeightDecay) = (learningRate, beta1, beta2, epsilon, weightDecay);
    }

    /// <summary>Adam with rate 1e-3, decays 0.9 and 0.999, epsilon 1e-8.</summary>
    public static Adam Default { get; } = new(1e-3);

    /// <summary>The rate by step.</summary>
    public LearningRate LearningRate { get; }

    /// <summary>The decay of the first moment.</summary>
    public double Beta1 { get; }

    /// <summary>The decay of the second moment.</summary>
    public double Beta2 { get; }

    /// <summary>What keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <summary>The decoupled weight decay; 0 is plain Adam.</summary>
    public double WeightDecay { get; }

    /// <inheritdoc />
    public override ImmutableArray<string> Moments { get; } = ["first-moment", "second-moment"];

    /// <inheritdoc />
    public override OptimizerSettings Settings => new OptimizerSettings(nameof(Adam))
        .With("rate", LearningRate).With("beta1", Beta1).With("beta2", Beta2).With("epsilon", Epsilon).With("weight-decay", WeightDecay);

    /// <summary>AdamW: Adam with decoupled weight decay.</summary>
    /// <param name="learningRate">The rate by step, or a number: the rate at every step.</param>
    /// <param name="weightDecay">The weight decay.</param>
    public static Adam WithDecoupledDecay(LearningRate learningRate, double weightDecay = 0.01) => new(learningRate, weightDecay: weightDecay);

    /// <summary>This optimizer with another rate.</summary>
    /// <param name="rate">The rate by step, or a number: the rate at every step.</param>
    public Adam WithLearningRate(LearningRate rate) => new(rate, Beta1, Beta2, Epsilon, WeightDecay);

    /// <inheritdoc />
    protected internal override IReadOnlyList<LeafChange> Displace(long step, IReadOnlyList<OptimizerLeaf> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        var factors = FactorsAt(step);
        return [.. leaves.Select(leaf => AdamLeaf.Move(factors, subtracts: false, leaf).State).Select(moved => new LeafChange(moved.Parameter, moved.Moments))];
    }

    /// <summary>One pass over each parameter, its gradient and its moments.</summary>
    internal override OptimizerMove Move(long step, IReadOnlyList<OptimizerLeaf> leaves, bool mayOverwrite)
    {
        var factors = FactorsAt(step);
        var overwrites = mayOverwrite && factors.AreModerate && leaves.All(AdamLeaf.CanOverwrite);
        var moved = new LeafState[leaves.Count];
        var isModerate = true;
        for (var i = 0; i < moved.Length; i++)
        {
            var leaf = overwrites ? AdamLeaf.Overwrite(factors, leaves[i]) : AdamLeaf.Move(factors, subtracts: true, leaves[i]);
            moved[i] = leaf.State;
            isModerate &= leaf.IsModerate;
        }

        return new(moved, isModerate);
    }

    private AdamFactors FactorsAt(long step)
    {
        var rate = LearningRate.At(step);
        return new(Beta1, Beta2, rate / (1 - Math.Pow(Beta1, step + 1)), 1 / (1 - Math.Pow(Beta2, step + 1)), Epsilon, rate * WeightDecay);
    }

    private static void RequireDecay(double beta, string name)
    {
        if (!(beta is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(name, $"The decay of a moment is in [0, 1); got {beta}.");
    }
}
