using System.Globalization;

namespace VaeFunctional;

/// <summary>Training states in files that survive a crash: a resumed run ends with the same bits as one that was never interrupted.</summary>
/// <remarks>
/// A file appears whole or not at all, is flushed to the disk, and has a checksum of every byte. The state saved before stays beside it, as
/// <c>path.previous</c>: at every moment of a save there is a whole state under either name, under the first the new one or the last. A damaged
/// file never becomes the state before. A file is safetensors: <c>model/</c> and the leaves' paths, <c>optimizer/</c>, the moment's number
/// and the leaves' paths.
/// <code>
/// var state = Checkpoint.LoadOrStart(path, start);
/// foreach (var saved in Train.Run(state, objective, batches, every: 100).States().SaveEach(path))
/// </code>
/// </remarks>
public static class Checkpoint
{
    private const string ModelPrefix = "model/";

    /// <summary>Saves a state and keeps the one saved before.</summary>
    /// <param name="path">The file, replaced if it exists; the old file becomes <c>path.previous</c>, unless it is damaged.</param>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentException">Two leaves of the model, or two of its settings, have the same path; a setting has no text that tells it
    /// from others; or the optimizer's state is not of the model's structure.</exception>
    /// <exception cref="InvalidOperationException">A tensor is a temporary of an evaluation that has ended.</exception>
    /// <exception cref="IOException">The file cannot be written, and the old file is unchanged; or <c>path.previous</c> cannot be
    /// replaced, and the new state is saved.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; the old file is unchanged.</exception>
    public static void Save<TModel>(string path, TrainingState<TModel> state)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(state);
        var settings = SavedRecord.SettingsOf(state.Model);
        var leaves = state.Optimizer.ToLeaves(state.Model, state.OptimizerState);
        var names = state.Model.Leaves().Where(leaf => !leaf.IsConstant).Select(leaf => leaf.Path).ToList();
        var content = NamedTensors.Empty.With(ModelPrefix, state.Model);
        for (var i = 0; i < state.Optimizer.Moments.Length; i++)
            content = names.Zip(leaves).Aggregate(content, (all, leaf) => all.With(MomentPrefix(i) + leaf.First, leaf.Second.Moments[i]));
        LibraryMetadata metadata = new(LibraryMetadata.CheckpointKind, settings, TrainingProgress.Of(state));
        var file = new SafetensorsWriter(content.WithMetadata(FileChecksum.LibraryKey, metadata.ToJson()));
        AtomicFile.Save(path, file.Write, isKept: SafetensorsReader.IsWhole);
    }

    /// <summary>Saves each state of a run as it passes, even if the caller skips it, and passes it on.</summary>
    /// <param name="states">The states, as of <c>Train.Run(...).States()</c>; enumerated lazily.</param>
    /// <param name="path">The file, which holds the last state that passed.</param>
    /// <exception cref="ArgumentException">The path is empty; or, as the states pass, what <see cref="Save{TModel}"/> says.</exception>
    /// <exception cref="IOException">As the states pass, what <see cref="Save{TModel}"/> says.</exception>
    public static IEnumerable<TrainingState<TModel>> SaveEach<TModel>(this IEnumerable<TrainingState<TModel>> states, string path)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Saving(states, path);
    }

    /// <summary>Loads the last state that was saved, bit for bit; if only the previous one exists, that one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="like">A state of the same kind of model and the same optimizer, such as the one that began the run; its numbers and its key do
    /// not matter.</param>
    /// <exception cref="ArgumentException">The file is of another kind of model or optimizer; the message lists what differs.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, not a checkpoint, or of another version of the format; the message says
    /// which, and whether the state saved before is beside it.</exception>
    /// <exception cref="IOException">The file is not there, or cannot be opened or read.</exception>
    public static TrainingState<TModel> Load<TModel>(string path, TrainingState<TModel> like)
        where TModel : IParameters<TModel>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(like);
        var previous = AtomicFile.PreviousOf(path);
        if (!File.Exists(path) && File.Exists(previous))
            return Read(previous, like);
        try
        {
            return Read(path, like);
        }
        catch (InvalidDataException error)
        {
            var remedy = File.Exists(previous)
                ? $"The state saved before it is at '{previous}': load it by Checkpoint.LoadPrevious."
                : $"There is no state saved before it at '{previous}'.";
            throw new InvalidDataException($"{error.Message} {remedy}", error);
        }
    }

    /// <summary>Loads the state that was saved before the last one.</summary>
    /// <param name="path">The file of the last one.</param>
    /// <param name="like">As for <see cref="Load{TModel}"/>.</param>
    /// <exception cref="ArgumentException">As for <see cref="Load{TModel}"/>.</exception>
    /// <exception cref="InvalidDataException">As for <see cref="Load{TModel}"/>.</exception>
    /// <exception cref="IOException">The file is not there, or cannot be opened or read.</exception>
    public static TrainingState<TModel> LoadPrevious<TModel>(string path, TrainingState<TModel> like)
        where TModel : IParameters<TModel>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(like);
        return Read(AtomicFile.PreviousOf(path), like);
    }

    /// <summary>The last state that was saved, or the given one if none was.</summary>
    /// <remarks>If only the state saved before the last exists, it is loaded: to start over, delete both files.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="start">The state to begin with.</param>
    /// <exception cref="ArgumentException">As for <see cref="Load{TModel}"/>.</exception>
    /// <exception cref="InvalidDataException">As for <see cref="Load{TModel}"/>; a damaged file is never skipped.</exception>
    /// <exception cref="IOException">The file cannot be opened or read, or the run could not be saved: the path is a folder, or in a folder that does not exist.</exception>
    public static TrainingState<TModel> LoadOrStart<TModel>(string path, TrainingState<TModel> start)
        where TModel : IParameters<TModel>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(start);
        if (File.Exists(path) || File.Exists(AtomicFile.PreviousOf(path)))
            return Load(path, start);
        AtomicFile.CheckPlace(path);
        return start;
    }

    // Not Select: a caller that takes only the last state would leave the others unsaved.
    private static IEnumerable<TrainingState<TModel>> Saving<TModel>(IEnumerable<TrainingState<TModel>> states, string path)
        where TModel : IParameters<TModel>
    {
        foreach (var state in states)
        {
            Save(path, state);
            yield return state;
        }
    }

    private static TrainingState<TModel> Read<TModel>(string path, TrainingState<TModel> like)
        where TModel : IParameters<TModel>
    {
        var settings = SavedRecord.SettingsOf(like.Model);
        var content = Safetensors.Read(path);
        if (LibraryMetadata.Of(content, path, LibraryMetadata.CheckpointKind) is not { Progress: { } progress } metadata)
            throw new InvalidDataException($"'{path}' is not a checkpoint: it has no metadata '{FileChecksum.LibraryKey}'.");
        var own = TrainingProgress.Of(like);
        var comparison = new TemplateComparison(path, content);
        comparison.Compare(metadata.Settings, settings);
        comparison.Compare(
            name => $"the optimizer{(name.Length == 0 ? "" : $"'s '{name}'")}, which WithOptimizer changes once the state is loaded,", progress.Optimizer, own.Optimizer);
        comparison.Compare("the list of moments", string.Join(", ", progress.Moments), string.Join(", ", own.Moments));
        comparison.Compare(ModelPrefix, like.Model.Leaves());
        for (var i = 0; i < own.Moments.Length; i++)
            comparison.Compare(MomentPrefix(i), like.Model.Leaves().Where(leaf => !leaf.IsConstant), comparesPrecision: false);
        comparison.ThrowIfDifferent();
        var model = like.Model.MapAll(leaf => content[ModelPrefix + leaf.Path]);
        return new(
            model,
            like.Optimizer,
            new(progress.OptimizerStep, [.. own.Moments.Select((_, i) => model.MapParameters((path, _) => content[MomentPrefix(i) + path]))]),
            progress.Key,
            progress.Step,
            progress.Terms);
    }

    private static string MomentPrefix(int index) => string.Create(CultureInfo.InvariantCulture, $"optimizer/{index}/");
}
