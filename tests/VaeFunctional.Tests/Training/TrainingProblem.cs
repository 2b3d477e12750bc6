namespace VaeFunctional.Tests;

/// <summary>A small VAE on the built-in shapes, to train in a moment.</summary>
internal static class TrainingProblem
{
    public static readonly RandomKey Key = RandomKey.FromSeed(2024);

    public static Tensor Images { get; } = ShapeImages.Generate(Key.Fold("data"), 200, 8).Images;

    public static Vae Model { get; } = Vae.Create(
        Mlp.Create(Key.Fold("encoder"), [64, 32, 6], Activation.Relu),
        Mlp.Create(Key.Fold("decoder"), [3, 32, 64], Activation.Relu),
        LikelihoodHead.Bernoulli(Images.Mean(0)));

    public static TrainingState<Vae> Start { get; } = TrainingState.Start(Model, new ClipByGlobalNorm(100).Then(Adam.Default), Key.Fold("train"));

    public static Objective Loss(Vae model, Batch batch, StepContext at) =>
        Elbo.Estimate(model, batch.X, at.Key).ToObjective(Warmup.Linear(at.Step, 50));

    /// <summary>Eight batches an epoch, the last one shorter.</summary>
    public static Batches Batches(int epochs) =>
        VaeFunctional.Batches.Shuffled(Images, 27, epochs).Map((x, key) => key.Bernoulli(x));

    /// <summary>The steps folded one by one, each in memory of its own.</summary>
    public static IEnumerable<TrainingState<Vae>> Fold(TrainingState<Vae> state, Batches batches)
    {
        while (state.Step < batches.Count)
        {
            var batch = batches.At(state.Step, state.Key.Fold("batches"));
            state = ((StepOutcome<Vae>.Advanced)Train.Step(state, Loss, batch)).State;
            yield return state;
        }
    }
}
