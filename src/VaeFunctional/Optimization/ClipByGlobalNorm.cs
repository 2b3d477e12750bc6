using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Scales the whole gradient down to a norm where it is longer; its direction stays (Pascanu et al., 2013).</summary>
/// <param name="Maximum">The largest Euclidean norm over all parameters together, positive.</param>
public sealed record ClipByGlobalNorm(double Maximum) : Optimizer
{
    /// <summary>The largest Euclidean norm over all parameters together, positive.</summary>
    public double Maximum { get; } = Maximum > 0 ? Maximum : throw new ArgumentOutOfRangeException(nameof(Maximum), $"A norm to clip at is positive; got {Maximum}.");

    /// <inheritdoc />
    public override ImmutableArray<string> Moments => [];

    /// <inheritdoc />
    protected internal override Displacement<TModel> Displace<TModel>(TModel model, TModel gradient, OptimizerState<TModel> state)
    {
        var norm = gradient.Norm();
        return new(norm > Maximum ? gradient.MapParameters((_, leaf) => leaf * (Maximum / norm)) : gradient, state);
    }
}
