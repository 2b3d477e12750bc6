using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Gradient descent with optional momentum: <c>m = momentum m + g; model = model - rate m</c>.</summary>
/// <param name="LearningRate">The rate by step.</param>
/// <param name="Momentum">How much of the last direction is kept, in [0, 1).</param>
public sealed record Sgd(LearningRate LearningRate, double Momentum = 0) : Optimizer
{
    /// <summary>How much of the last direction is kept, in [0, 1).</summary>
    public double Momentum { get; } = Momentum is >= 0 and < 1 ? Momentum : throw new ArgumentOutOfRangeException(nameof(Momentum), $"Momentum is in [0, 1); got {Momentum}.");

    /// <inheritdoc />
    public override ImmutableArray<string> Moments => Momentum == 0 ? [] : ["momentum"];

    /// <inheritdoc />
    protected internal override Displacement<TModel> Displace<TModel>(TModel model, TModel gradient, OptimizerState<TModel> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var rate = LearningRate.At(state.Step);
        if (Momentum == 0)
            return new(gradient.MapParameters((_, leaf) => leaf * rate), state);
        var direction = state.Moments[0].ZipParameters(gradient, (_, moment, leaf) => (moment * Momentum) + leaf);
        return new(direction.MapParameters((_, leaf) => leaf * rate), state with { Moments = [direction] });
    }
}
