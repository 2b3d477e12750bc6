// readme:begin
using VaeFunctional;
// readme:end

namespace StartPage;

/// <summary>The program of the site's first page for C#, run in a folder.</summary>
internal static class FirstProgram
{
    public static FirstRun Run()
    {
        // readme:begin
        // Everything random is a function of keys; a name makes a key for a purpose.
        var key = RandomKey.FromSeed(7);
        var shapes = ShapeImages.Generate(key.Fold("data"), count: 4_000, side: 16);

        // 256 gray pixels to 6 latent numbers (a mean and a log-variance each), and back.
        var vae = Vae.Create(
            encoder: Mlp.Create(key.Fold("encoder"), [256, 128, 2 * 6], Activation.Relu),
            decoder: Mlp.Create(key.Fold("decoder"), [6, 128, 256], Activation.Relu),
            likelihood: LikelihoodHead.Bernoulli(dataMean: shapes.Images.Mean(axis: 0)));

        // What training minimizes: the negative evidence lower bound.
        Objective Loss(Vae model, Batch batch, StepContext at) => Elbo.Estimate(model, batch.X, at.Key).ToObjective();

        // Batches of black and white images, drawn again from the gray ones each time they are seen.
        var batches = Batches.Shuffled(shapes.Images, size: 100, epochs: 20).Map((gray, draw) => draw.Bernoulli(gray));

        var start = TrainingState.Start(vae, Adam.Default.WithLearningRate(2e-3), key.Fold("train"));
        var model = vae;
        foreach (var state in Train.Run(start, Loss, batches, every: 100).States())
        {
            Console.WriteLine($"{state.Step,6}  {state.Terms}");
            model = state.Model;
        }
        // readme:end

        // readme:begin
        var unseen = ShapeImages.Generate(key.Fold("unseen"), count: 500, side: 16).Images;
        var few = unseen.Slice(0, 12);
        var pairs = Tensor.Concatenate([few, model.Reconstruct(few).Mean]);
        PictureGrid.Of(pairs, height: 16, width: 16, columns: 12, scale: 3).Save("reconstructions.png");

        var drawn = model.Generate(key.Fold("samples"), count: 36).Mean;
        PictureGrid.Of(drawn, height: 16, width: 16, columns: 12, scale: 3).Save("drawn.png");
        // readme:end

        // readme:begin
        var test = key.Fold("test").Bernoulli(unseen);
        Console.WriteLine(RateDistortion.Estimate(model, test, key.Fold("evaluate"), samples: 10));
        Console.WriteLine(LogLikelihood.Estimate(model, test, key.Fold("likelihood"), samples: 100));
        // readme:end

        // readme:begin
        ModelFile.Save("shapes.safetensors", model);
        var loaded = ModelFile.Load("shapes.safetensors", like: vae);
        Console.WriteLine(loaded.Equals(model));
        // readme:end

        // readme:begin
        // A run that is interrupted after two states, as if the power had failed.
        foreach (var state in Train.Run(start, Loss, batches, every: 100).States().SaveEach("training.safetensors").Take(2))
            Console.WriteLine($"saved at step {state.Step}");

        // The next one continues from there; without a file it would begin at the start.
        var resumed = Checkpoint.LoadOrStart("training.safetensors", start);
        foreach (var state in Train.Run(resumed, Loss, batches, every: 100).States().SaveEach("training.safetensors"))
            resumed = state;
        Console.WriteLine(resumed.Model.Equals(model));
        // readme:end

        return new(model, loaded, resumed);
    }
}

/// <summary>What the program leaves behind.</summary>
internal sealed record FirstRun(Vae Trained, Vae Loaded, TrainingState<Vae> Resumed);
