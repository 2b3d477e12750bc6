namespace VaeFunctional.Tests;

/// <summary>The README's first example, from a key to a trained model.</summary>
internal static class FirstVae
{
    public static FirstRun Run()
    {
        // readme:begin
        // A VAE in C#: the parts of the library, put together and trained.
        var key = RandomKey.FromSeed(7);
        var shapes = ShapeImages.Generate(key.Fold("data"), count: 2_000, side: 16);

        var vae = Vae.Create(
            encoder: Mlp.Create(key.Fold("encoder"), [256, 128, 2 * 10], Activation.Relu),
            decoder: Mlp.Create(key.Fold("decoder"), [10, 128, 256], Activation.Relu),
            likelihood: LikelihoodHead.Bernoulli(dataMean: shapes.Images.Mean(axis: 0)));

        Objective Loss(Vae model, Batch batch, StepContext at) =>
            Elbo.Estimate(model, batch.X, at.Key).ToObjective(beta: Warmup.Linear(at.Step, 100));

        var batches = Batches.Shuffled(shapes.Images, size: 100, epochs: 10).Map((x, noise) => noise.Bernoulli(x));
        var state = TrainingState.Start(vae, Adam.Default.WithLearningRate(2e-3), key.Fold("train"));
        foreach (var next in Train.Run(state, Loss, batches, every: 50).States())
        {
            Console.WriteLine($"{next.Step,6}  {next.Terms}");
            state = next;
        }

        var drawn = state.Model.Generate(key.Fold("pictures"), count: 16).Mean;
        PictureGrid.Of(drawn, height: 16, width: 16, columns: 8, scale: 3).Save("samples.png");
        // readme:end
        return new(state, shapes.Images, drawn);
    }
}

/// <summary>What the example leaves behind.</summary>
internal sealed record FirstRun(TrainingState<Vae> State, Tensor Images, Tensor Drawn);
