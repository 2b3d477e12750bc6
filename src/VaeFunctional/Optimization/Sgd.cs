using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>Gradient descent with optional momentum: <c>m = momentum m + g; model = model - rate m</c>.</summary>
/// <param name="learningRate">The rate by step, or a number: the rate at every step.</param>
/// <param name="momentum">How much of the last direction is kept, in [0, 1).</param>
public sealed class Sgd(LearningRate learningRate, double momentum = 0) : Optimizer, IEquatable<Sgd>
{
    /// <summary>The rate by step.</summary>
    public LearningRate LearningRate { get; } = learningRate ?? throw new ArgumentNullException(nameof(learningRate));

    /// <summary>How much of the last direction is kept, in [0, 1).</summary>
    public double Momentum { get; } =
        momentum is >= 0 and < 1 ? momentum : throw new ArgumentOutOfRangeException(nameof(momentum), $"Momentum is in [0, 1); got {momentum}.");

    /// <inheritdoc />
    public override ImmutableArray<string> Moments => Momentum == 0 ? [] : ["momentum"];

    /// <inheritdoc />
    protected internal override Displacement<TModel> Displace<TModel>(TModel model, TModel gradient, OptimizerState<TModel> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var rate = LearningRate.At(state.Step);
        if (Momentum == 0)
            return new(gradient.MapParameters((_, leaf) => leaf * rate), state);
        var direction = state.Moments[0].ZipParameters(gradient, (_, last, leaf) => (last * Momentum) + leaf);
        return new(direction.MapParameters((_, leaf) => leaf * rate), state with { Moments = [direction] });
    }

    /// <inheritdoc />
    public bool Equals(Sgd? other) => other is not null && (LearningRate, Momentum).Equals((other.LearningRate, other.Momentum));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Sgd);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(LearningRate, Momentum);

    /// <summary>The constants in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{nameof(Sgd)} rate {LearningRate} momentum {Momentum}");
}
