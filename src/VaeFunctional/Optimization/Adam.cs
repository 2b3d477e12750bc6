using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>Adam (Kingma and Ba, 2015), and with a weight decay AdamW (Loshchilov and Hutter, 2019).</summary>
/// <remarks>
/// <c>m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; model = model - rate (m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + epsilon) + decay model)</c>.
/// </remarks>
public sealed class Adam : Optimizer, IEquatable<Adam>
{
    /// <summary>Adam of the given constants.</summary>
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

    /// <summary>Adam of rate 1e-3, decays 0.9 and 0.999, epsilon 1e-8.</summary>
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

    private (LearningRate Rate, double Beta1, double Beta2, double Epsilon, double WeightDecay) Constants =>
        (LearningRate, Beta1, Beta2, Epsilon, WeightDecay);

    /// <summary>AdamW: Adam with decoupled weight decay.</summary>
    /// <param name="learningRate">The rate by step, or a number: the rate at every step.</param>
    /// <param name="weightDecay">The weight decay.</param>
    public static Adam WithDecoupledDecay(LearningRate learningRate, double weightDecay = 0.01) => new(learningRate, weightDecay: weightDecay);

    /// <summary>This optimizer with another rate.</summary>
    /// <param name="rate">The rate by step, or a number: the rate at every step.</param>
    public Adam WithLearningRate(LearningRate rate) => new(rate, Beta1, Beta2, Epsilon, WeightDecay);

    internal override FlatMove Move<TModel>(TModel template, FlatState before, Tensor[] gradient, long step, bool subtracts)
    {
        var rate = LearningRate.At(step);
        AdamFactors factors = new(
            Beta1, Beta2, rate / (1 - Math.Pow(Beta1, step + 1)), 1 / (1 - Math.Pow(Beta2, step + 1)), Epsilon, rate * WeightDecay);
        var count = before.Parameters.Length;
        var (moved, first, second) = (new Tensor[count], new Tensor[count], new Tensor[count]);
        var isFinite = true;
        for (var i = 0; i < count; i++)
        {
            var leaf = AdamLeaf.Move(factors, subtracts, before.Parameters[i], gradient[i], before.Moments[0][i], before.Moments[1][i]);
            (moved[i], first[i], second[i]) = (leaf.Moved, leaf.First, leaf.Second);
            isFinite &= leaf.IsFinite;
        }

        return new(new(moved, [first, second]), isFinite);
    }

    /// <inheritdoc />
    protected internal override Displacement<TModel> Displace<TModel>(TModel model, TModel gradient, OptimizerState<TModel> state) =>
        Moved(model, gradient, state);

    /// <inheritdoc />
    public bool Equals(Adam? other) => other is not null && Constants.Equals(other.Constants);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Adam);

    /// <inheritdoc />
    public override int GetHashCode() => Constants.GetHashCode();

    /// <summary>The constants in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{nameof(Adam)} rate {LearningRate} beta1 {Beta1} beta2 {Beta2} epsilon {Epsilon} weight decay {WeightDecay}");

    private static void RequireDecay(double beta, string name)
    {
        if (!(beta is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(name, $"The decay of a moment is in [0, 1); got {beta}.");
    }
}
