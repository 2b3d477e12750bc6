namespace VaeFunctional;

/// <summary>Models in files: any parameter record, as safetensors that other tools read too.</summary>
/// <remarks>
/// The name of a tensor is the path of its leaf, constants included. The metadata has the settings (the values that the record gives to
/// <see cref="LeafMap.Setting{T}(string, T)"/>, and the name of each record's type) and the version of the format. A checksum covers every
/// byte of the file. No file ever runs code: a model is loaded into a template of its kind.
/// </remarks>
public static class ModelFile
{
    /// <summary>Saves a model; the file appears whole or not at all.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">Two leaves or two settings of the record have the same path, or a setting has no text.</exception>
    /// <exception cref="InvalidOperationException">A tensor is a temporary of an evaluation that has ended.</exception>
    /// <exception cref="IOException">The file cannot be written; the old file is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; the old file is unchanged.</exception>
    public static void Save<TModel>(string path, TModel model)
        where TModel : IParameters<TModel>
    {
        LibraryMetadata metadata = new(LibraryMetadata.ModelKind, SavedRecord.SettingsOf(model), null);
        Safetensors.Write(path, NamedTensors.Empty.With("", model).WithMetadata(FileChecksum.LibraryKey, metadata.ToJson()));
    }

    /// <summary>Loads a model, bit for bit as it was saved.</summary>
    /// <remarks>A file of another program is loaded if it has exactly the tensors of the template; there are no settings to compare.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="like">A model of the same kind; its numbers do not matter.</param>
    /// <exception cref="ArgumentException">The file is of another kind of model; the message lists the leaves and settings that differ.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, not safetensors, not a model, or of another version of the format; the message says which.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static TModel Load<TModel>(string path, TModel like)
        where TModel : IParameters<TModel>
    {
        var settings = SavedRecord.SettingsOf(like);
        var content = Safetensors.Read(path);
        var comparison = new TemplateComparison(path, content);
        if (LibraryMetadata.Of(content, path, LibraryMetadata.ModelKind) is { } metadata)
            comparison.Compare(metadata.Settings, settings);
        comparison.Compare("", like.Leaves());
        comparison.ThrowIfDifferent();
        return like.MapAll(leaf => content[leaf.Path]);
    }
}
