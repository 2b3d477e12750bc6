using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>The outcome of a training step.</summary>
/// <typeparam name="TModel">The model's type.</typeparam>
public abstract record StepOutcome<TModel>
    where TModel : IParameters<TModel>
{
    private StepOutcome()
    {
    }

    /// <summary>The run went on.</summary>
    /// <param name="State">The state after the step.</param>
    /// <param name="History">The terms of the steps since the outcome before, the last one those of the state.</param>
    public sealed record Advanced(TrainingState<TModel> State, ImmutableArray<Terms> History) : StepOutcome<TModel>
    {
        /// <inheritdoc />
        public bool Equals(Advanced? other) => other is not null && State.Equals(other.State) && History.SequenceEqual(other.History);

        /// <inheritdoc />
        public override int GetHashCode() => HashCode.Combine(State, History.Length);
    }

    /// <summary>A number became NaN or infinite; nothing was lost.</summary>
    /// <param name="Previous">The state before the step, unchanged.</param>
    /// <param name="Step">The step that failed.</param>
    /// <param name="Where">Where the number is, as in <c>gradient of encoder/output/weight</c>, <c>second-moment encoder/output/weight</c>, or <c>objective</c>.</param>
    public sealed record Diverged(TrainingState<TModel> Previous, long Step, string Where) : StepOutcome<TModel>;
}
