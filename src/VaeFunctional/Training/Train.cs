using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Training as a pure step, and runs of steps as sequences of states.</summary>
public static class Train
{
    /// <summary>One step: the objective's gradient on a batch, and the optimizer's update.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="objective">From a model, a batch and the step's context to a scalar to be minimized.</param>
    /// <param name="batch">The batch.</param>
    /// <returns>The state after it, or where a number was not finite.</returns>
    public static StepOutcome<TModel> Step<TModel>(
        TrainingState<TModel> state, Func<TModel, Batch, StepContext, Objective> objective, Batch batch)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(batch);
        var (after, diverged) = new TrainingRun<TModel>(state).Only(objective, batch);
        return diverged is null
            ? new StepOutcome<TModel>.Advanced(after, [after.Terms])
            : new StepOutcome<TModel>.Diverged(state, state.Step, diverged);
    }

    /// <summary>The steps from a state to the last batch: the same as folding <see cref="Step"/>, bit for bit, with less memory.</summary>
    /// <remarks>
    /// The sequence is lazy: to stop enumerating is to cancel. A state is a copy that never changes. A divergence is the last outcome.
    /// A run that begins at a later step goes on with the batch of that step, so a resumed run ends like one that was never interrupted.
    /// Step s takes the batch <c>batches.At(s, start.Key.Fold("batches"))</c>: so your own loop over <see cref="Step"/> is the same run.
    /// </remarks>
    /// <param name="start">The state to begin with.</param>
    /// <param name="objective">From a model, a batch and the step's context to a scalar to be minimized.</param>
    /// <param name="batches">The batches of all steps.</param>
    /// <param name="every">A state is given at each step that is a multiple of this number, and after the last.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="every"/> is not positive.</exception>
    public static IEnumerable<StepOutcome<TModel>> Run<TModel>(
        TrainingState<TModel> start, Func<TModel, Batch, StepContext, Objective> objective, Batches batches, int every = 1)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        return new Restarting<StepOutcome<TModel>>(() => Outcomes(new TrainingRun<TModel>(start), objective, batches, every));
    }

    /// <summary>The states of a run.</summary>
    /// <param name="outcomes">The outcomes of <see cref="Run"/>.</param>
    /// <exception cref="TrainingDivergedException">The run diverged; enumerate the outcomes to keep its last good state.</exception>
    public static IEnumerable<TrainingState<TModel>> States<TModel>(this IEnumerable<StepOutcome<TModel>> outcomes)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        return new Restarting<TrainingState<TModel>>(() => StatesOf(outcomes.GetEnumerator()));
    }

    private static IEnumerator<StepOutcome<TModel>> Outcomes<TModel>(
        TrainingRun<TModel> run, Func<TModel, Batch, StepContext, Objective> objective, Batches batches, int every)
        where TModel : IParameters<TModel>
    {
        var key = run.Key.Fold("batches");
        var history = ImmutableArray.CreateBuilder<Terms>();
        while (run.Step < batches.Count)
        {
            if (run.Advance(objective, () => batches.At(run.Step, key)) is { } where)
            {
                yield return new StepOutcome<TModel>.Diverged(run.HandOut(), run.Step, where);
                yield break;
            }

            history.Add(run.Terms);
            if (run.Step % every == 0 || run.Step == batches.Count)
                yield return new StepOutcome<TModel>.Advanced(run.HandOut(), history.DrainToImmutable());
        }
    }

    private static IEnumerator<TrainingState<TModel>> StatesOf<TModel>(IEnumerator<StepOutcome<TModel>> outcomes)
        where TModel : IParameters<TModel>
    {
        using var _ = outcomes;
        while (outcomes.MoveNext())
        {
            yield return outcomes.Current switch
            {
                StepOutcome<TModel>.Advanced advanced => advanced.State,
                StepOutcome<TModel>.Diverged diverged => throw new TrainingDivergedException(diverged.Step, diverged.Where),
                _ => throw new InvalidOperationException("An outcome is Advanced or Diverged."),
            };
        }
    }
}
