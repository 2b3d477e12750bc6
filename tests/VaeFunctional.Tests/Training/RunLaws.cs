using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What a run must come to: its steps taken one by one, each in memory of its own.</summary>
internal static class RunLaws
{
    /// <summary>The outcomes of <see cref="Train.Step"/>, folded.</summary>
    public static List<StepOutcome<TModel>> Folded<TModel>(
        TrainingState<TModel> state, Func<TModel, Batch, StepContext, Objective> objective, Batches batches, int every)
        where TModel : IParameters<TModel>
    {
        var (outcomes, history) = (new List<StepOutcome<TModel>>(), new List<Terms>());
        while (state.Step < batches.Count)
        {
            var outcome = Train.Step(state, objective, batches.At(state.Step, state.Key.Fold("batches")));
            if (outcome is not StepOutcome<TModel>.Advanced advanced)
                return [.. outcomes, outcome];
            state = advanced.State;
            history.AddRange(advanced.History);
            if (state.Step % every == 0 || state.Step == batches.Count)
            {
                outcomes.Add(new StepOutcome<TModel>.Advanced(state, [.. history]));
                history.Clear();
            }
        }

        return outcomes;
    }

    /// <summary>A run equals the fold of its steps to the bit, and no state of it changes after it is handed out.</summary>
    /// <returns>The outcomes.</returns>
    public static List<StepOutcome<TModel>> AssertIsFold<TModel>(
        TrainingState<TModel> start, Func<TModel, Batch, StepContext, Objective> objective, Batches batches, int every)
        where TModel : IParameters<TModel>
    {
        var before = Bits(start);
        var expected = Folded(start, objective, batches, every);
        var (outcomes, whenHandedOut) = (new List<StepOutcome<TModel>>(), new List<string>());
        foreach (var outcome in Train.Run(start, objective, batches, every))
        {
            outcomes.Add(outcome);
            whenHandedOut.Add(Bits(outcome));
        }

        Assert.Equal(expected.Select(Bits), whenHandedOut);
        Assert.Equal(whenHandedOut, outcomes.Select(Bits));
        Assert.Equal(before, Bits(start));
        return outcomes;
    }

    /// <summary>All of an outcome as a text that differs where a bit does.</summary>
    public static string Bits<TModel>(StepOutcome<TModel> outcome)
        where TModel : IParameters<TModel> => outcome switch
        {
            StepOutcome<TModel>.Advanced advanced => $"{Bits(advanced.State)}, of {string.Join(" | ", advanced.History)}",
            StepOutcome<TModel>.Diverged diverged => $"diverged at {diverged.Step} in {diverged.Where} from {Bits(diverged.Previous)}",
            _ => throw new InvalidOperationException($"{outcome}"),
        };

    private static string Bits<TModel>(TrainingState<TModel> state)
        where TModel : IParameters<TModel>
    {
        var leaves = state.Model.Leaves().Concat(state.OptimizerState.Moments.SelectMany(moment => moment.Leaves()))
            .Select(leaf => $"{leaf.Path} {leaf.Value.Precision} {Convert.ToHexString(Bytes(leaf.Value))}");
        return $"step {state.Step}, {state.OptimizerState.Step} updates, {state.Terms}: {string.Join(", ", leaves)}";
    }

    private static byte[] Bytes(Tensor tensor) => [.. tensor.ToDoubles().SelectMany(BitConverter.GetBytes)];
}
