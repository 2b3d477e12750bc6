using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>A parameter record as named tensors and settings.</summary>
internal static class SavedRecord
{
    /// <summary>The settings of a record that can be saved.</summary>
    /// <exception cref="ArgumentException">Two leaves, or two settings, have the same path.</exception>
    public static ImmutableArray<KeyValuePair<string, string>> SettingsOf<TModel>(TModel model)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        var settings = Settings.Of(model);
        RefuseRepeated("leaves", model.Leaves().Select(leaf => leaf.Path));
        RefuseRepeated("settings or records", settings.Select(setting => setting.Key));
        return settings;
    }

    /// <summary>The content with a record's tensors, constants included, under their paths.</summary>
    public static NamedTensors With<TModel>(this NamedTensors content, string prefix, TModel model)
        where TModel : IParameters<TModel> =>
        model.Leaves().Aggregate(content, (all, leaf) => all.With(prefix + leaf.Path, leaf.Value));

    private static void RefuseRepeated(string what, IEnumerable<string> paths)
    {
        if (paths.GroupBy(path => path).FirstOrDefault(group => group.Skip(1).Any()) is { } repeated)
            throw new ArgumentException($"The path '{repeated.Key}' names {repeated.Count()} {what} of the record; give every child its own name.");
    }
}
