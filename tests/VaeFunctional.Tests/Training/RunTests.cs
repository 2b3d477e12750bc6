using Xunit;

namespace VaeFunctional.Tests;

[Collection(nameof(SetsThreads))]
public class RunTests
{
    /// <summary>Large enough for its products to be shared among threads.</summary>
    private static readonly TrainingState<Vae> Wide = TrainingState.Start(
        Vae.Create(
            Mlp.Create(TrainingProblem.Key, [784, 200, 8], Activation.Relu),
            Mlp.Create(TrainingProblem.Key, [4, 200, 784], Activation.Relu),
            LikelihoodHead.Bernoulli()),
        Adam.Default,
        TrainingProblem.Key);

    private static readonly Batches WideBatches =
        Batches.Shuffled(TrainingProblem.Key.Bernoulli(Tensor.Full(new Shape(300, 784), 0.3)), 100, 67);

    [Fact]
    public void A_run_is_the_fold_of_its_steps_bit_for_bit()
    {
        var batches = TrainingProblem.Batches(25);
        var run = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, batches).States().ToList();
        AssertSameBits(TrainingProblem.Fold(TrainingProblem.Start, batches), run);
        Assert.Equal(200, run[^1].Step);
    }

    [Fact]
    public void Two_hundred_steps_end_with_the_same_bits_on_any_number_of_threads()
    {
        TrainingState<Vae> Last(int threads)
        {
            Backend.Threads = threads;
            return Train.Run(Wide, TrainingProblem.Loss, WideBatches, every: 1000).States().Last();
        }

        var before = Backend.Threads;
        try
        {
            var one = Last(1);
            Assert.Equal(201, one.Step);
            AssertSameBits([one, one], [Last(2), Last(3)]);
        }
        finally
        {
            Backend.Threads = before;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    public void A_run_interrupted_and_resumed_ends_like_one_that_was_not(int interruptedAfter)
    {
        var batches = TrainingProblem.Batches(25);
        var whole = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, batches, every: 1000).States().Last();
        var first = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, batches).States().Take(interruptedAfter).Last();
        var second = interruptedAfter == batches.Count ? first : Train.Run(first, TrainingProblem.Loss, batches, every: 1000).States().Last();
        Assert.Equal(200, batches.Count);
        AssertSameBits([whole], [second]);
    }

    [Fact]
    public void States_come_every_few_steps_and_at_the_end_with_the_terms_between()
    {
        var all = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, TrainingProblem.Batches(2)).States().ToList();
        var some = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, TrainingProblem.Batches(2), every: 5)
            .Cast<StepOutcome<Vae>.Advanced>().ToList();
        Assert.Equal([5, 10, 15, 16], some.Select(outcome => outcome.State.Step));
        Assert.Equal(all.Where(state => state.Step is 5 or 10 or 15 or 16), some.Select(outcome => outcome.State));
        Assert.Equal(all.Select(state => state.Terms), some.SelectMany(outcome => outcome.History));
    }

    [Fact]
    public void A_state_handed_out_never_changes()
    {
        TrainingState<Vae>? kept = null;
        double[][] then = [];
        foreach (var state in Train.Run(TrainingProblem.Start, TrainingProblem.Loss, TrainingProblem.Batches(2)).States())
        {
            if (kept is null)
            {
                kept = state;
                then = Numbers(state);
            }
        }

        Assert.Equal(then, Numbers(kept!));
        Assert.Equal(TrainingProblem.Model, TrainingProblem.Start.Model);
    }

    [Fact]
    public void Two_runs_enumerated_by_turns_do_not_disturb_each_other()
    {
        var alone = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, TrainingProblem.Batches(1)).States().ToList();
        var one = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, TrainingProblem.Batches(1)).States();
        var other = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, TrainingProblem.Batches(1)).States();
        foreach (var (left, right, wanted) in one.Zip(other, alone))
        {
            Assert.Equal(wanted, left);
            Assert.Equal(wanted, right);
        }
    }

    [Fact]
    public void A_run_without_steps_left_gives_nothing()
    {
        var last = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, TrainingProblem.Batches(1)).States().Last();
        Assert.Empty(Train.Run(last, TrainingProblem.Loss, TrainingProblem.Batches(1)));
    }

    [Fact]
    public void A_step_trains()
    {
        var last = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, TrainingProblem.Batches(40), every: 1000).States().Last();
        var images = TrainingProblem.Key.Bernoulli(TrainingProblem.Images);
        var before = RateDistortion.Estimate(TrainingProblem.Model, images, TrainingProblem.Key, samples: 10);
        var after = RateDistortion.Estimate(last.Model, images, TrainingProblem.Key, samples: 10);
        Assert.True(after.Elbo > before.Elbo + (5 * before.StandardErrorOverExamples), $"{before} | {after}");
    }

    [ReusesMemoryFact]
    public void A_steady_run_allocates_no_memory_for_its_numbers()
    {
        var states = Train.Run(Wide, TrainingProblem.Loss, WideBatches, every: 30).States().GetEnumerator();
        states.MoveNext();
        var before = GC.GetAllocatedBytesForCurrentThread();
        states.MoveNext();
        var perStep = (GC.GetAllocatedBytesForCurrentThread() - before) / 30;
        var parameters = Wide.Model.ParameterCount() * sizeof(float);
        Assert.True(perStep < parameters / 2, $"{perStep} bytes a step; the parameters alone are {parameters}");
    }

    [Fact]
    public void A_run_is_the_fold_of_its_steps_also_when_an_optimizer_passes_its_moments_on()
    {
        var start = TrainingState.Start(TrainingProblem.Model, new Lookahead(), TrainingProblem.Key);
        var batches = TrainingProblem.Batches(3);
        AssertSameBits(TrainingProblem.Fold(start, batches), Train.Run(start, TrainingProblem.Loss, batches).States());
    }

    private static void AssertSameBits(IEnumerable<TrainingState<Vae>> expected, IEnumerable<TrainingState<Vae>> actual)
    {
        static IEnumerable<long> Bits(TrainingState<Vae> state) => Numbers(state).SelectMany(leaf => leaf).Select(BitConverter.DoubleToInt64Bits);
        var (wanted, got) = (expected.ToList(), actual.ToList());
        Assert.Equal(wanted, got);
        Assert.Equal(wanted.SelectMany(Bits), got.SelectMany(Bits));
    }

    private static double[][] Numbers(TrainingState<Vae> state) =>
        [.. state.Model.Leaves().Concat(state.OptimizerState.Moments.SelectMany(moment => moment.Leaves())).Select(leaf => leaf.Value.ToDoubles())];
}
