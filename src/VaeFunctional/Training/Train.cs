using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Training as a pure step, and runs of steps as sequences of states.</summary>
public static class Train
{
    /// <summary>One step: the objective's gradient on a batch, and the optimizer's update.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="objective">From a model, a batch and the step's context to a scalar to be minimized.</param>
    /// <param name="batch">The batch.</param>
    /// <returns>The state after, or where a number ceased to be finite.</returns>
    public static StepOutcome<TModel> Step<TModel>(
        TrainingState<TModel> state, Func<TModel, Batch, StepContext, Objective> objective, Batch batch)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(batch);
        var evaluated = Workspace.Evaluate(
            () => FlatTraining<TModel>.Of(state).Advance(objective, batch),
            (outcome, moved) => outcome with { Position = outcome.Position.Map(moved) });
        return evaluated.Diverged is { } leaf
            ? new StepOutcome<TModel>.Diverged(state, state.Step, leaf)
            : new StepOutcome<TModel>.Advanced(evaluated.Position.ToState(), [evaluated.Position.Terms]);
    }

    /// <summary>The steps from a state to the last batch: the same as folding <see cref="Step"/>, bit for bit, with less memory.</summary>
    /// <remarks>
    /// The sequence is lazy: to stop enumerating is to cancel. A state is a copy that never changes. A divergence is the last outcome.
    /// A run that begins at a later step goes on with the batch of that step, so a resumed run ends like one that was never interrupted.
    /// Step s takes the batch <c>batches.At(s, start.Key.Fold("batches"))</c>: with it, a loop of your own over <see cref="Step"/> is the same run.
    /// </remarks>
    /// <param name="start">The state to begin with.</param>
    /// <param name="objective">From a model, a batch and the step's context to a scalar to be minimized.</param>
    /// <param name="batches">The batches of all steps.</param>
    /// <param name="every">A state is given after every so many steps, counted from step 0, and after the last.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="every"/> is not positive.</exception>
    public static IEnumerable<StepOutcome<TModel>> Run<TModel>(
        TrainingState<TModel> start, Func<TModel, Batch, StepContext, Objective> objective, Batches batches, int every = 1)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        return Outcomes(start, objective, batches, every);
    }

    /// <summary>The states of a run.</summary>
    /// <param name="outcomes">The outcomes of <see cref="Run"/>.</param>
    /// <exception cref="TrainingDivergedException">The run diverged; enumerate the outcomes to keep its last good state.</exception>
    public static IEnumerable<TrainingState<TModel>> States<TModel>(this IEnumerable<StepOutcome<TModel>> outcomes)
        where TModel : IParameters<TModel> =>
        outcomes.Select(outcome => outcome switch
        {
            StepOutcome<TModel>.Advanced advanced => advanced.State,
            StepOutcome<TModel>.Diverged diverged => throw new TrainingDivergedException(diverged.Step, diverged.Where),
            _ => throw new ArgumentException("An outcome is Advanced or Diverged.", nameof(outcomes)),
        });

    /// <summary>The private states of a run live in two workspaces by turns: one holds the last state while the next is computed in the other.</summary>
    private static IEnumerable<StepOutcome<TModel>> Outcomes<TModel>(
        TrainingState<TModel> start, Func<TModel, Batch, StepContext, Objective> objective, Batches batches, int every)
        where TModel : IParameters<TModel>
    {
        var (last, next) = (new Workspace(), new Workspace());
        var position = FlatTraining<TModel>.Of(start);
        var key = start.Key.Fold("batches");
        var history = ImmutableArray.CreateBuilder<Terms>();
        while (position.Step < batches.Count)
        {
            FlatOutcome<TModel> outcome;
            using (next.EnterAfresh())
                outcome = Settled(position.Advance(objective, batches.At(position.Step, key)));
            if (outcome.Diverged is { } leaf)
            {
                yield return new StepOutcome<TModel>.Diverged(Snapshot(position), position.Step, leaf);
                yield break;
            }

            position = outcome.Position;
            history.Add(position.Terms);
            (last, next) = (next, last);
            if (position.Step % every == 0 || position.Step == batches.Count)
                yield return new StepOutcome<TModel>.Advanced(Snapshot(position), history.DrainToImmutable());
        }
    }

    private static TrainingState<TModel> Snapshot<TModel>(FlatTraining<TModel> position)
        where TModel : IParameters<TModel> => position.Map(tensor => tensor.Copy()).ToState();

    /// <summary>The outcome with no part of its position in the former workspace, as what an optimizer passed on unchanged would be.</summary>
    private static FlatOutcome<TModel> Settled<TModel>(FlatOutcome<TModel> outcome)
        where TModel : IParameters<TModel> =>
        outcome.Diverged is null ? outcome with { Position = outcome.Position.Map(tensor => tensor.InCurrentWorkspace()) } : outcome;
}
