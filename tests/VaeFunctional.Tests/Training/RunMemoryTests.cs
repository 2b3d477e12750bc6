using Xunit;

namespace VaeFunctional.Tests;

/// <summary>How much memory a run holds and allocates. Nothing runs beside these tests.</summary>
[Collection(nameof(SetsThreads))]
public class RunMemoryTests
{
    private const int Side = 48;
    private const int Steps = 12;

    private static readonly Batches Images = Batches.Shuffled(RandomKey.FromSeed(3).Bernoulli(Tensor.Full(new Shape(4, Side * Side), 0.3)), 2, 2 * Steps);

    [ReusesMemoryFact]
    public void A_run_holds_seven_models_in_a_step_besides_the_one_it_began_with()
    {
        var start = Start(Adam.Default);
        static long Live() => GC.GetTotalMemory(forceFullCollection: true);
        var (before, most, last) = (Live(), 0L, start);
        foreach (var state in Train.Run(start, TrainingProblem.Loss, Images).States().Take(Steps))
        {
            // All that a step needs at once is alive here: parameters and moments before and after it, and a gradient.
            most = Math.Max(most, Live() - before);
            GC.KeepAlive(last);
            last = state;
        }

        GC.KeepAlive(start);
        var model = start.Model.ParameterCount() * sizeof(float);
        Assert.InRange((double)most / model, 0, 7.2);
    }

    [ReusesMemoryFact]
    public void A_step_after_the_first_few_allocates_nothing_of_the_models_size_whatever_the_optimizer()
    {
        Optimizer[] optimizers = [Adam.Default, new ClipByGlobalNorm(1).Then(Adam.Default), new Sgd(1e-6, 0.9), new ClipByGlobalNorm(0.1).Then(new PassingOptimizer(Passing.Remembers))];
        Assert.All(optimizers, optimizer =>
        {
            var marks = new List<long>();
            Objective Loss(Vae model, Batch batch, StepContext at)
            {
                marks.Add(GC.GetTotalAllocatedBytes());
                return TrainingProblem.Loss(model, batch, at);
            }

            var start = Start(optimizer);
            _ = Train.Run(start, Loss, Images, every: int.MaxValue).States().Last();
            var weight = ((Mlp)start.Model.Encoder).Hidden[0].Weight.Count * sizeof(float);
            Assert.All(marks.Zip(marks.Skip(1), (from, to) => to - from).Skip(Steps), bytes => Assert.InRange(bytes, 0, weight / 4));
        });
    }

    private static TrainingState<Vae> Start(Optimizer optimizer)
    {
        var key = RandomKey.FromSeed(4);
        var (encoder, decoder) = (Mlp.Create(key, [Side * Side, 200, 8], Activation.Relu), Mlp.Create(key.Fold(1), [4, 200, Side * Side], Activation.Relu));
        return TrainingState.Start(Vae.Create(encoder, decoder, LikelihoodHead.Bernoulli()), optimizer, key);
    }
}
