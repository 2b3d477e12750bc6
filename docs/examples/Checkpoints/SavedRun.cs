using Examples;
using VaeFunctional;

namespace Checkpoints;

/// <summary>A training run in a folder: a checkpoint, the one before it, and in the end the model.</summary>
internal sealed class SavedRun
{
    private const int Side = 16;
    private const int Latent = 6;

    private readonly DirectoryInfo folder;
    private readonly RandomKey key = RandomKey.FromSeed(7);
    private readonly TrainingState<Vae> start;
    private readonly Batches batches;

    public SavedRun(DirectoryInfo folder, int epochs)
    {
        this.folder = folder;
        var images = ShapeImages.Generate(key.Fold("shapes"), 2_000, Side).Images;
        var vae = Vae.Create(
            encoder: Mlp.Create(key.Fold("encoder"), [Side * Side, 128, 2 * Latent], Activation.Relu),
            decoder: Mlp.Create(key.Fold("decoder"), [Latent, 128, Side * Side], Activation.Relu),
            likelihood: LikelihoodHead.Bernoulli(dataMean: images.Mean(axis: 0)));
        start = TrainingState.Start(vae, Adam.Default.WithLearningRate(2e-3), key.Fold("train"));
        batches = Batches.Shuffled(images, size: 100, epochs).Map((gray, draw) => draw.Bernoulli(gray));
    }

    private string CheckpointFile => Path.Combine(folder.FullName, "run.checkpoint");

    private string FileBefore => $"{CheckpointFile}.previous";

    private string ModelFileName => Path.Combine(folder.FullName, "model.safetensors");

    /// <summary>Trains from the last checkpoint to the end, and saves the model.</summary>
    /// <param name="every">After how many steps a checkpoint is saved.</param>
    /// <param name="stopAfter">After how many checkpoints to stop, or 0.</param>
    public void Continue(int every, int stopAfter)
    {
        folder.Create();
        var from = Checkpoint.LoadOrStart(CheckpointFile, start);
        Console.WriteLine(from.Step == 0 ? "Nothing was saved: training begins." : $"Saved at step {from.Step}: training continues from there.");
        var saved = Train.Run(from, Loss, batches, every).States().SaveEach(CheckpointFile);
        var last = new ProgressDisplay(Console.Out).Follow(
            "training", batches.Count, (stopAfter == 0 ? saved : saved.Take(stopAfter)).Prepend(from), state => state.Step, state => state.Terms.ToString());
        if (last.Step < batches.Count)
            Console.WriteLine($"Stopped at step {last.Step} of {batches.Count}; the same command continues.");
        else
            Finish(last.Model);
    }

    /// <summary>Loads what is in the folder and reports it, also one checkpoint if the other is damaged.</summary>
    /// <returns>Whether everything there is intact.</returns>
    /// <exception cref="IOException">There is no checkpoint.</exception>
    public bool ShowStatus()
    {
        if (!File.Exists(CheckpointFile) && !File.Exists(FileBefore))
            throw new FileNotFoundException($"There is no checkpoint in '{folder.FullName}'.");
        var lastIsWhole = ShowStep("last", CheckpointFile, () => Checkpoint.Load(CheckpointFile, start));
        var beforeIsWhole = ShowStep("before", FileBefore, () => Checkpoint.LoadPrevious(CheckpointFile, start));
        return lastIsWhole && beforeIsWhole;
    }

    private static bool ShowStep(string which, string file, Func<TrainingState<Vae>> load)
    {
        if (!File.Exists(file))
            return true;
        try
        {
            Console.WriteLine($"{which}: step {load().Step}");
            return true;
        }
        catch (InvalidDataException damage)
        {
            Console.Error.WriteLine(damage.Message);
            return false;
        }
    }

    private void Finish(Vae trained)
    {
        ModelFile.Save(ModelFileName, trained);

        // Another program begins here: a model of the same kind is the template, its numbers do not matter.
        var vae = ModelFile.Load(ModelFileName, like: start.Model);
        var unseen = key.Fold("test").Bernoulli(ShapeImages.Generate(key.Fold("unseen"), 200, Side).Images);
        var evaluated = RateDistortion.Estimate(vae, unseen, key.Fold("rate and distortion"), samples: 10);
        Console.WriteLine($"""
            {evaluated.Examples} unseen images, in nats per image: ELBO {evaluated.Elbo:F2} +/- {evaluated.StandardErrorOverExamples:F2}.
            The model is in {ModelFileName}.
            """);
    }

    private static Objective Loss(Vae model, Batch batch, StepContext at) =>
        Elbo.Estimate(model, batch.X, at.Key).ToObjective(beta: Warmup.Linear(at.Step, 100));
}
