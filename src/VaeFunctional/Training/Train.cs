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
        var context = state.Context;
        var (value, terms, gradient) = Gradient.ValueAndGradient(model => objective(model, batch, context), state.Model);
        if (!double.IsFinite(value))
            return new StepOutcome<TModel>.Diverged(state, state.Step, "objective");
        if (NonFinite("gradient of", gradient) is { } badGradient)
            return new StepOutcome<TModel>.Diverged(state, state.Step, badGradient);
        var (model, optimizerState) = state.Optimizer.Update(state.Model, gradient, state.OptimizerState);
        if (NonFinite("updated", model) is { } badModel)
            return new StepOutcome<TModel>.Diverged(state, state.Step, badModel);
        for (var i = 0; i < optimizerState.Moments.Length; i++)
        {
            if (NonFinite(state.Optimizer.Moments[i], optimizerState.Moments[i]) is { } badMoment)
                return new StepOutcome<TModel>.Diverged(state, state.Step, badMoment);
        }

        return new StepOutcome<TModel>.Advanced(
            state with { Model = model, OptimizerState = optimizerState, Step = state.Step + 1, Terms = terms }, [terms]);
    }

    /// <summary>The steps from a state to the last batch: the same as folding <see cref="Step"/>, bit for bit, with less memory.</summary>
    /// <remarks>
    /// The sequence is lazy: to stop enumerating is to cancel. A state is a copy that never changes. A divergence is the last outcome.
    /// A run that begins at a later step goes on with the batch of that step, so a resumed run ends like one that was never interrupted.
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
            StepOutcome<TModel>.Diverged diverged => throw new TrainingDivergedException(diverged.Step, diverged.Leaf),
            _ => throw new ArgumentException("An outcome is Advanced or Diverged.", nameof(outcomes)),
        });

    /// <summary>The private states of a run live in two workspaces by turns: one holds the last state while the next is computed in the other.</summary>
    private static IEnumerable<StepOutcome<TModel>> Outcomes<TModel>(
        TrainingState<TModel> start, Func<TModel, Batch, StepContext, Objective> objective, Batches batches, int every)
        where TModel : IParameters<TModel>
    {
        var (last, next) = (new Workspace(), new Workspace());
        var state = start;
        var history = ImmutableArray.CreateBuilder<Terms>();
        while (state.Step < batches.Count)
        {
            StepOutcome<TModel> outcome;
            using (next.EnterAfresh())
                outcome = Settled(Step(state, objective, batches.At(state.Step, state.Key.Fold("batches"))));
            if (outcome is not StepOutcome<TModel>.Advanced advanced)
            {
                var diverged = (StepOutcome<TModel>.Diverged)outcome;
                yield return diverged with { Previous = diverged.Previous.MapAll(tensor => tensor.Copy()) };
                yield break;
            }

            state = advanced.State;
            history.Add(state.Terms);
            (last, next) = (next, last);
            if (state.Step % every == 0 || state.Step == batches.Count)
                yield return new StepOutcome<TModel>.Advanced(state.MapAll(tensor => tensor.Copy()), history.DrainToImmutable());
        }
    }

    /// <summary>The outcome with no part of its state in the former workspace, as what an optimizer passed on unchanged would be.</summary>
    private static StepOutcome<TModel> Settled<TModel>(StepOutcome<TModel> outcome)
        where TModel : IParameters<TModel> =>
        outcome is StepOutcome<TModel>.Advanced advanced
            ? advanced with { State = advanced.State.MapAll(tensor => tensor.InCurrentWorkspace()) }
            : outcome;

    private static string? NonFinite<TModel>(string what, TModel record)
        where TModel : IParameters<TModel> =>
        record.Leaves().FirstOrDefault(leaf => !leaf.IsConstant && leaf.Value.FirstNonFinite() >= 0) is { } leaf ? $"{what} {leaf.Path}" : null;
}
