using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>The part of a parameter record that is not tensors: its hyperparameters as texts by path, and the kind of each record in it.</summary>
internal sealed class Settings
{
    private readonly ImmutableArray<KeyValuePair<string, string>>.Builder texts = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();

    private Settings()
    {
    }

    /// <summary>The settings of a record in its order; its own kind has the empty path.</summary>
    /// <exception cref="ArgumentException">A setting has no text.</exception>
    public static ImmutableArray<KeyValuePair<string, string>> Of<TModel>(TModel model)
        where TModel : IParameters<TModel> => InInvariantCulture(() =>
        {
            var settings = new Settings();
            settings.AddKind("", model);
            model.Map(new LeafMap(leaf => leaf.Value, settings));
            return settings.texts.ToImmutable();
        });

    /// <exception cref="ArgumentException">The value has no text.</exception>
    public void Add<T>(string path, T value) => texts.Add(new(path, TextOrNothing(path, value) ?? throw new ArgumentException(
        $"The setting '{path}' is {(value is null ? "null" : $"of type '{value.GetType().Name}'")}: the settings that have a text are numbers, texts, truth values, "
        + $"enumerations, and lists of them. Give it a text that tells it from others: f.{nameof(LeafMap.Setting)}(name, value, x => text).")));

    /// <exception cref="ArgumentException">The author gives no text.</exception>
    public void Add<T>(string path, T value, Func<T, string> text) =>
        texts.Add(new(path, text(value) ?? throw new ArgumentException($"The text of the setting '{path}' is null.")));

    /// <summary>The kind of a record is the name of its type.</summary>
    public void AddKind<TRecord>(string path, TRecord record)
        where TRecord : IParameters<TRecord> => texts.Add(new(path, record.GetType().Name));

    private static string? TextOrNothing<T>(string path, T value)
    {
        try
        {
            return SettingText.Of(value);
        }
        catch (InvalidOperationException error)
        {
            throw new ArgumentException($"The setting '{path}' is a list that cannot be read: {error.Message}", error);
        }
    }

    // The text that a value gives itself follows the culture of the thread.
    private static TResult InInvariantCulture<TResult>(Func<TResult> function)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return function();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
