using System.Text;
using System.Text.Json;

namespace VaeFunctional.Tests;

/// <summary>Models and training states in files, read by their templates. Mutations of the whole file meet its checksum; those of the
/// metadata, which are signed again, reach behind it.</summary>
internal static class SavedFormats
{
    private const string MetadataKey = "vaefunctional";

    /// <summary>One folder and one file for all cases, overwritten rather than made again: that takes longer than the case.</summary>
    private static readonly Lazy<TemporaryFolder> Folder = new(UntilExit);

    private static readonly Dense Layer = Dense.Create(RandomKey.FromSeed(1), 2, 3, Activation.Tanh, Initialization.GlorotUniform);

    private static readonly TrainingState<Dense> Trained = Train.Run(
        TrainingState.Start(Layer, Adam.Default, RandomKey.FromSeed(2)),
        (model, batch, _) => Objective.Of(model.Apply(batch.X).Mean()),
        Batches.InOrder(Tensor.Ones(new Shape(2, 2)), 1)).States().First();

    private static readonly byte[] SavedModel = Saved(path => ModelFile.Save(path, Layer));
    private static readonly byte[] SavedState = Saved(path => Checkpoint.Save(path, Trained));

    public static FuzzFormat Model { get; } = new(
        "model file",
        [
            new FuzzFile(SavedModel),
            SignedAnew(SavedModel),
            new FuzzFile(SafetensorsBytes.Written(SafetensorsBytes.Read(SavedModel).WithoutMetadata())),
        ],
        stream => FromFile(stream, path => ModelFile.Load(path, Layer.ZerosLike())),
        file => ModelIn(file, ""),
        Factor: 32,
        HasTemplate: true);

    public static FuzzFormat State { get; } = new(
        "checkpoint",
        [new FuzzFile(SavedState), SignedAnew(SavedState), SignedAnew(SavedState)],
        stream => FromFile(stream, path => Shown(Checkpoint.Load(path, Trained))),
        StateIn,
        Factor: 32,
        HasTemplate: true);

    private static FuzzFile SignedAnew(byte[] saved)
    {
        var content = SafetensorsBytes.Read(saved);
        return new(
            Encoding.Latin1.GetBytes(content.Metadata[MetadataKey]),
            json => SafetensorsBytes.Written(content.WithMetadata(MetadataKey, Encoding.Latin1.GetString(json))));
    }

    private static object Shown(TrainingState<Dense> state) =>
        (state.Model, state.Step, state.OptimizerState.Step, state.Key.ToString(), state.OptimizerState.Moments[0].Weight);

    private static object StateIn(byte[] file)
    {
        var content = NaiveReaders.Safetensors(file);
        using var json = JsonDocument.Parse(content.Metadata[MetadataKey]);
        var progress = json.RootElement;
        return (
            ModelIn(file, "model/"),
            progress.GetProperty("step").GetInt64(),
            progress.GetProperty("optimizerStep").GetInt64(),
            progress.GetProperty("key").GetString(),
            content["optimizer/0/weight"]);
    }

    private static Dense ModelIn(byte[] file, string prefix)
    {
        var content = NaiveReaders.Safetensors(file);
        return Layer.MapParameters((path, _) => content[prefix + path]);
    }

    private static object FromFile(Stream stream, Func<string, object> load)
    {
        var path = Folder.Value[FuzzFormat.Stream];
        using (var file = File.Open(path, FileMode.OpenOrCreate))
        {
            stream.CopyTo(file);
            file.SetLength(file.Position);
        }

        return load(path);
    }

    private static byte[] Saved(Action<string> save)
    {
        save(Folder.Value["saved"]);
        return File.ReadAllBytes(Folder.Value["saved"]);
    }

    private static TemporaryFolder UntilExit()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    }
}
