using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>What an optimizer remembers between updates.</summary>
/// <param name="Step">The number of updates made.</param>
/// <param name="Moments">One record of the model's shape for each of the optimizer's moments.</param>
/// <typeparam name="TModel">The model's type.</typeparam>
public sealed record OptimizerState<TModel>(long Step, ImmutableArray<TModel> Moments)
    where TModel : IParameters<TModel>
{
    /// <inheritdoc />
    public bool Equals(OptimizerState<TModel>? other) =>
        other is not null && Step == other.Step && Moments.SequenceEqual(other.Moments);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Step, Moments.Length);

    /// <summary>The numbers of updates and of moments, in a line.</summary>
    public override string ToString() => $"{Step} updates, {Moments.Length} moments";
}

/// <summary>What an update gives.</summary>
/// <param name="Model">The model after it.</param>
/// <param name="State">The optimizer's state after it.</param>
/// <typeparam name="TModel">The model's type.</typeparam>
public sealed record OptimizerUpdate<TModel>(TModel Model, OptimizerState<TModel> State)
    where TModel : IParameters<TModel>;
