using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What holds of a run of any model by any optimizer on any batches.</summary>
[Properties(Arbitrary = new[] { typeof(AnyRunLaws.Examples) }, MaxTest = 50)]
public sealed class AnyRunLaws
{
    [Property]
    public void A_run_is_the_fold_of_its_steps(ModelExample example, Plan plan) =>
        Assert.Equal(Fold(plan.Start(example), plan.Batches(example)), plan.Run(example, every: 1));

    [Property]
    public void A_run_gives_the_states_it_is_asked_for_and_the_terms_of_all_steps(ModelExample example, Plan plan)
    {
        var all = plan.Run(example, every: 1);
        var some = plan.Run(example, plan.Every);
        var steps = plan.Batches(example).Count;
        if (all[^1] is StepOutcome<Vae>.Diverged)
        {
            Assert.Equal(all[^1], some[^1]);
            return;
        }

        var advanced = some.Cast<StepOutcome<Vae>.Advanced>().ToList();
        Assert.Equal(StatesOf(all).Where(state => state.Step % plan.Every == 0 || state.Step == steps), advanced.Select(outcome => outcome.State));
        Assert.Equal(StatesOf(all).Select(state => state.Terms), advanced.SelectMany(outcome => outcome.History));
    }

    [Property]
    public void Steps_are_counted_by_the_state_and_its_optimizer_and_have_a_key_each(ModelExample example, Plan plan)
    {
        var steps = new List<StepContext>();
        var outcomes = Train.Run(plan.Start(example), (model, batch, at) =>
        {
            steps.Add(at);
            return Loss(model, batch, at);
        }, plan.Batches(example)).ToList();
        Assert.Equal(Enumerable.Range(0, outcomes.Count).Select(step => (long)step), steps.Select(at => at.Step));
        Assert.Equal(steps.Count + 1, steps.Select(at => at.Key).Append(example.Key.Fold("train")).Distinct().Count());
        Assert.All(StatesOf(outcomes).Select((state, i) => (state, Steps: i + 1L)), pair =>
            Assert.Equal((pair.Steps, pair.Steps), (pair.state.Step, pair.state.OptimizerState.Step)));
        if (outcomes[^1] is StepOutcome<Vae>.Diverged diverged)
            Assert.Equal((outcomes.Count - 1, outcomes.Count - 1), (diverged.Step, diverged.Previous.Step));
        else
            Assert.Equal(plan.Batches(example).Count, outcomes.Count);
    }

    [Property]
    public void A_run_resumed_at_any_step_ends_as_one_that_was_not_interrupted(ModelExample example, Plan plan)
    {
        var all = plan.Run(example, every: 1);
        foreach (var state in StatesOf(all))
        {
            Assert.Equal(
                all.Skip((int)state.Step),
                Train.Run(state, Loss, plan.Batches(example)));
        }
    }

    [Property]
    public void States_of_a_run_never_change_nor_does_the_model_it_began_with(ModelExample example, Plan plan)
    {
        var before = Numbers(example.Model);
        var states = new List<(TrainingState<Vae> State, double[][] Then)>();
        foreach (var outcome in Train.Run(plan.Start(example), Loss, plan.Batches(example)))
        {
            if (outcome is StepOutcome<Vae>.Advanced advanced)
                states.Add((advanced.State, Numbers(advanced.State.Model)));
        }

        Assert.Equal(before, Numbers(example.Model));
        Assert.All(states, pair => Assert.Equal(pair.Then, Numbers(pair.State.Model)));
        Assert.All(
            StatesOf(plan.Run(example, every: 1)),
            state => Assert.All(example.Model.Leaves().Zip(state.Model.Leaves()).Where(pair => pair.First.IsConstant), pair => Assert.Equal(pair.First, pair.Second)));
    }

    [Property]
    public void A_run_depends_on_nothing_but_its_arguments(ModelExample example, Plan plan)
    {
        using var one = ((IEnumerable<StepOutcome<Vae>>)Train.Run(plan.Start(example), Loss, plan.Batches(example))).GetEnumerator();
        using var other = ((IEnumerable<StepOutcome<Vae>>)Train.Run(plan.Start(example), Loss, plan.Batches(example))).GetEnumerator();
        while (one.MoveNext())
        {
            Assert.True(other.MoveNext());
            Assert.Equal(one.Current, other.Current);
        }

        Assert.False(other.MoveNext());
    }

    private static Objective Loss(Vae model, Batch batch, StepContext at) => Elbo.Estimate(model, batch.X, at.Key).ToObjective();

    private static List<StepOutcome<Vae>> Fold(TrainingState<Vae> state, Batches batches)
    {
        var outcomes = new List<StepOutcome<Vae>>();
        while (state.Step < batches.Count)
        {
            outcomes.Add(Train.Step(state, Loss, batches.At(state.Step, state.Key.Fold("batches"))));
            if (outcomes[^1] is not StepOutcome<Vae>.Advanced advanced)
                break;
            state = advanced.State;
        }

        return outcomes;
    }

    private static IEnumerable<TrainingState<Vae>> StatesOf(IEnumerable<StepOutcome<Vae>> outcomes) =>
        outcomes.OfType<StepOutcome<Vae>.Advanced>().Select(outcome => outcome.State);

    private static double[][] Numbers(Vae model) => [.. model.Leaves().Select(leaf => leaf.Value.ToDoubles())];

    /// <summary>How a model is trained: on its data three times over, in shuffled batches.</summary>
    public sealed record Plan(Optimizer Optimizer, int Size, int Epochs, int Every)
    {
        internal TrainingState<Vae> Start(ModelExample example) => TrainingState.Start(example.Model, Optimizer, example.Key.Fold("train"));

        internal Batches Batches(ModelExample example) =>
            VaeFunctional.Batches.Shuffled(Tensor.Concatenate([example.X, example.X, example.X]), Size, Epochs);

        internal List<StepOutcome<Vae>> Run(ModelExample example, int every) => [.. Train.Run(Start(example), Loss, Batches(example), every)];
    }

    internal static class Examples
    {
        public static Arbitrary<Plan> Plans { get; } = (
            from optimizer in Gen.Elements<Optimizer>(
                Adam.Default,
                Adam.Default.WithLearningRate(LearningRate.Cosine(0.1, 6)),
                new Sgd(LearningRate.Constant(0.01)),
                new Sgd(LearningRate.Constant(0.01), momentum: 0.9),
                new ClipByGlobalNorm(1).Then(Adam.Default))
            from size in Gen.Choose(1, 7)
            from epochs in Gen.Choose(1, 2)
            from every in Gen.Choose(1, 9)
            select new Plan(optimizer, size, epochs, every)).ToArbitrary();
    }
}
