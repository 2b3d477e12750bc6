namespace VaeFunctional.Tests;

/// <summary>The README's lines on files.</summary>
internal static class KeepModel
{
    public static KeptModel Run(string checkpoint, string file)
    {
        var (vae, start, batches) = (TrainingProblem.Model, TrainingProblem.Start, TrainingProblem.Batches(10));
        Func<Vae, Batch, StepContext, Objective> Loss = TrainingProblem.Loss;

        // readme:begin
        // Training that survives its process: every state is saved as it passes, and the same lines continue from the last one.
        var from = Checkpoint.LoadOrStart(checkpoint, start);
        var last = Train.Run(from, Loss, batches, every: 20).States().SaveEach(checkpoint).Prepend(from).Last();

        // A model as safetensors, which other tools read too; a model of the same kind is the template for loading.
        ModelFile.Save(file, last.Model);
        var loaded = ModelFile.Load(file, like: vae);
        // readme:end
        return new(from.Step, last, loaded);
    }
}

/// <summary>What the lines leave behind.</summary>
internal sealed record KeptModel(long FirstStep, TrainingState<Vae> Last, Vae Loaded);
