using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What of an update depends on its number, however the update is made: by an optimizer, by a step of training, or by a run.</summary>
public class StepOfOptimizerTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    /// <summary>Every optimizer of the table that has a rate, alone and as either part of a sequence, as a function of the rate.</summary>
    public static TheoryData<string> Names => new(Scheduled.Keys);

    private static readonly Dictionary<string, Func<LearningRate, Optimizer>> Scheduled = OptimizerTable.All
        .SelectMany(row => new (string, Func<LearningRate, Optimizer>)[]
        {
            (row.Name, rate => WithRate(row.Optimizer, rate)),
            ($"clipped {row.Name}", rate => new ClipByGlobalNorm(1.5).Then(WithRate(row.Optimizer, rate))),
            ($"{row.Name} then half", rate => WithRate(row.Optimizer, rate).Then(new Sgd(0.5))),
        })
        .ToDictionary();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schedule_changes_an_update_exactly_where_it_changes_the_rate(string name)
    {
        var optimizer = Scheduled[name];
        var constant = optimizer(0.25);
        LearningRate[] schedules =
        [
            LearningRate.Constant(0.25), LearningRate.StepDecay(0.25, 3, 0.5), LearningRate.Cosine(0.25, 5, 0.125),
            LearningRate.Constant(0.25).AfterWarmup(4), LearningRate.StepDecay(0.5, 6, 0.5).AfterWarmup(2),
        ];
        var batches = Numbers(10);
        var state = TrainingState.Start(Model(Precision.Double), constant, Key);
        foreach (var next in RunLaws.Folded(state, Loss, batches, every: 1).Cast<StepOutcome<ParameterList>.Advanced>())
        {
            Assert.All(schedules, rate =>
            {
                var changes = rate.At(state.Step) != 0.25;
                Assert.All(Ways(state.WithOptimizer(optimizer(rate)), batches), after =>
                {
                    Assert.Equal(changes, after.Model != next.State.Model);
                    Assert.Equal(next.State.OptimizerState, after.OptimizerState);
                });
            });
            state = next.State;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_rate_is_that_of_the_optimizers_own_number_of_updates(string name)
    {
        var optimizer = Scheduled[name];
        var late = TrainingState.Start(Model(Precision.Single), optimizer(LearningRate.StepDecay(0.25, 3, 0.5)), Key);
        for (var updates = 0; updates < 10; updates++)
        {
            var state = late with { Step = 4, OptimizerState = late.OptimizerState with { Step = updates } };
            var constant = state.WithOptimizer(optimizer(0.25 * Math.Pow(0.5, updates / 3)));
            foreach (var (after, expected) in Ways(state, Numbers(5)).Zip(Ways(constant, Numbers(5))))
            {
                Assert.Equal(expected.Model, after.Model);
                Assert.Equal(updates + 1, after.OptimizerState.Step);
            }
        }
    }

    [Property(MaxTest = 50)]
    public void Adam_divides_its_moments_by_what_the_number_of_updates_leaves_of_them(NonNegativeInt updates, bool isClipped)
    {
        var adam = new Adam(0.1, 0.9, 0.99, 1e-3);
        var model = Model(Precision.Double);
        var moments = ParameterList.Of([.. model.Tensors().Select(tensor => tensor.Square() + 0.5)]);
        var step = updates.Get;
        var state = TrainingState.Start(model, isClipped ? new ClipByGlobalNorm(1e9).Then(adam) : adam, Key) with
        {
            Step = step,
            OptimizerState = new(step, [moments, moments]),
        };
        var batches = Numbers(step + 1);
        var gradient = Gradient.ValueAndGradient(m => Loss(m, batches.At(step, Key.Fold("batches")), state.Context), model).Gradient;
        double Moved(double p, double g, double moment)
        {
            var first = ((0.9 * moment) + (0.1 * g)) / (1 - Math.Pow(0.9, step + 1));
            var second = ((0.99 * moment) + (0.01 * g * g)) / (1 - Math.Pow(0.99, step + 1));
            return p - (0.1 * first / (Math.Sqrt(second) + 1e-3));
        }

        double[] Elements(ParameterList list) => [.. list.Tensors().SelectMany(tensor => tensor.ToDoubles())];
        var expected = Elements(model).Select((p, i) => Moved(p, Elements(gradient)[i], Elements(moments)[i]));
        Assert.All(Ways(state, batches), after => Assert.Equal(expected, Elements(after.Model), Near.Within(1e-12)));
    }

    private static Optimizer WithRate(Optimizer optimizer, LearningRate rate) => optimizer switch
    {
        Sgd sgd => new Sgd(rate, sgd.Momentum),
        Adam adam => adam.WithLearningRate(rate),
        _ => throw new ArgumentException($"{optimizer} has no rate.", nameof(optimizer)),
    };

    /// <summary>The state after the next batch, made in each way there is.</summary>
    private static TrainingState<ParameterList>[] Ways(TrainingState<ParameterList> state, Batches batches)
    {
        var batch = batches.At(state.Step, state.Key.Fold("batches"));
        var (_, terms, gradient) = Gradient.ValueAndGradient(model => Loss(model, batch, state.Context), state.Model);
        var update = state.Optimizer.Update(state.Model, gradient, state.OptimizerState);
        return
        [
            state with { Model = update.Model, OptimizerState = update.State, Step = state.Step + 1, Terms = terms },
            Assert.IsType<StepOutcome<ParameterList>.Advanced>(Train.Step(state, Loss, batch)).State,
            Train.Run(state, Loss, batches).States().First(),
        ];
    }

    private static ParameterList Model(Precision precision) =>
        ParameterList.Of(Key.Normal(new Shape(3, 2), precision), Key.Fold(1).Normal(new Shape(5), precision));

    private static Batches Numbers(int steps) => Batches.InOrder(Tensor.Ones(new Shape(1, 1)), 1, steps);

    private static Objective Loss(ParameterList model, Batch batch, StepContext at) => Objective.Of(
        model.Tensors().Select(leaf => ((leaf + 2).Square() * (batch.X.Sum() + (at.Step * 0.1))).Sum()).Aggregate((a, b) => a + b));
}
