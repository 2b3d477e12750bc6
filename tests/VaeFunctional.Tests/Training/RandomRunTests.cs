using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Runs in place equal the fold of their steps, whatever the optimizer, its state, the precisions and the objective.</summary>
[Properties(Arbitrary = [typeof(RandomRunTests.Arbitraries)])]
public class RandomRunTests
{
    private static readonly Optimizer[] Parts =
    [
        .. OptimizerTable.All.Select(row => row.Optimizer),
        .. Enum.GetValues<Passing>().Select(passing => new PassingOptimizer(passing)),
        new Lookahead(), new ClipByGlobalNorm(0.5), new ClipByGlobalNorm(1e9),
    ];

    [Property(MaxTest = 300)]
    public void A_run_is_the_fold_of_its_steps_bit_for_bit(RandomRun run) =>
        RunLaws.AssertIsFold(run.Start, run.Objective, run.Batches, run.Every);

    [Property(MaxTest = 60)]
    public void Updates_folded_give_the_model_and_the_moments_of_the_run(RandomRun run)
    {
        var (model, state) = (run.Start.Model, run.Start.OptimizerState);
        for (long step = 0; step < RandomRun.Steps; step++)
        {
            var context = run.Start with { Step = step };
            var batch = run.Batches.At(step, run.Start.Key.Fold("batches"));
            var gradient = Gradient.ValueAndGradient(m => run.Objective(m, batch, context.Context), model).Gradient;
            (model, state) = run.Start.Optimizer.Update(model, gradient, state);
        }

        var last = Train.Run(run.Start, run.Objective, run.Batches, run.Every).States().Last();
        Assert.Equal((model, state), (last.Model, last.OptimizerState));
    }

    [Property(MaxTest = 60)]
    public void Runs_enumerated_by_turns_and_again_give_what_each_gives_alone(RandomRun one, RandomRun other, bool[] turns)
    {
        string[] Alone(RandomRun run) => [.. RunLaws.Folded(run.Start, run.Objective, run.Batches, run.Every).Select(RunLaws.Bits)];
        var runs = new[] { one, other, one }.Select(run => Train.Run(run.Start, run.Objective, run.Batches, run.Every)).ToArray();
        var (seen, enumerators) = (runs.Select(_ => new List<StepOutcome<ParameterList>>()).ToArray(), Array.ConvertAll(runs, run => run.GetEnumerator()));
        void Advance(int i)
        {
            if (enumerators[i].MoveNext())
                seen[i].Add(enumerators[i].Current);
        }

        for (var turn = 0; turn < turns.Length; turn++)
            Advance((turn + (turns[turn] ? 1 : 0)) % 3);
        for (var turn = 0; turn < 3 * RandomRun.Steps; turn++)
            Advance(turn % 3);
        string[][] expected = [Alone(one), Alone(other), Alone(one)];
        Assert.Equal(expected, seen.Select(outcomes => outcomes.Select(RunLaws.Bits).ToArray()));
        Assert.Equal(expected[0], runs[0].Select(RunLaws.Bits));
    }

    /// <summary>A run of up to three optimizers in sequence over leaves of which some have one shape, and any precision.</summary>
    public sealed record RandomRun(int[] Optimizers, Precision[] Precisions, int Form, int Every, int Seed)
    {
        public const int Steps = 8;

        public TrainingState<ParameterList> Start => TrainingState.Start(
            ParameterList.Of([.. new Shape[] { new(2, 3), new(5), new(2, 3) }.Select((shape, i) => Key.Fold(i).Normal(shape, Precisions[i]))]),
            Optimizers.Select(i => Parts[i]).Aggregate((first, next) => first.Then(next)),
            Key.Fold("run"));

        public Batches Batches => VaeFunctional.Batches.Shuffled(Key.Fold("data").Normal(new Shape(8, 3)), 2, 2);

        private RandomKey Key => RandomKey.FromSeed(Seed);

        /// <summary>In some forms leaves share their gradient, or it is a parameter that the objective was given.</summary>
        public Objective Objective(ParameterList model, Batch batch, StepContext at)
        {
            var (a, b, c) = (model.Items[0].Value, model.Items[1].Value, model.Items[2].Value);
            var usual = (((a * batch.X.Mean()) - at.Key.Normal(a.Shape)).Square().Mean() + b.Square().Mean() + (c - 1).Square().Mean()) * 0.5;
            return VaeFunctional.Objective.Of(Form switch
            {
                0 => usual,
                1 => usual + (a + c).Square().Mean(),
                2 => (a * c.StopGradient()).Sum() + (c * a.StopGradient()).Sum() + (b * b.StopGradient()).Sum(),
                3 => Rule.Binary(a, c, (x, y) => (x * y).Sum(), (_, _, y, _) => y, (_, x, _, _) => x) + b.Square().Sum(),
                _ => a.Sum() - c.Sum() + (b * 0.5).Sum(),
            });
        }

        public override string ToString() => $"{Start.Optimizer}; {string.Join(", ", Precisions)}; form {Form}, every {Every}, seed {Seed}";
    }

    public static class Arbitraries
    {
        public static Arbitrary<RandomRun> Runs() => Arb.From(
            from optimizers in Gen.Choose(1, 3).SelectMany(count => Gen.Choose(0, Parts.Length - 1).ArrayOf(count))
            from precisions in Gen.OneOf(
                Gen.Constant(new[] { Precision.Single, Precision.Single, Precision.Single }), Gen.Elements(Precision.Single, Precision.Double).ArrayOf(3))
            from form in Gen.Choose(0, 4)
            from every in Gen.Elements(1, 2, 3, 5, 100)
            from seed in Gen.Choose(0, 10_000)
            select new RandomRun(optimizers, precisions, form, every, seed),
            run => Enumerable.Range(0, run.Optimizers.Length).Where(_ => run.Optimizers.Length > 1)
                .Select(i => run with { Optimizers = [.. run.Optimizers.Where((_, j) => j != i)] }));
    }
}
