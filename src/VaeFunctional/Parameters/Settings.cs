using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace VaeFunctional;

/// <summary>What of a parameter record is no tensor: its hyperparameters as texts by path, and the kind of each record in it.</summary>
internal sealed class Settings
{
    private readonly ImmutableArray<KeyValuePair<string, string>>.Builder texts = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();

    private Settings()
    {
    }

    /// <summary>The settings of a record in its order; its own kind has the empty path.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Of<TModel>(TModel model)
        where TModel : IParameters<TModel> => InInvariantCulture(() =>
        {
            var settings = new Settings();
            settings.AddKind("", model);
            model.Map(new LeafMap(leaf => leaf.Value, settings));
            return settings.texts.ToImmutable();
        });

    /// <summary>The text of a value, the same in every culture.</summary>
    public static string TextOf<T>(T value) => InInvariantCulture(() => SettingText.Of(value));

    public void Add<T>(string path, T value)
    {
        try
        {
            texts.Add(new(path, SettingText.Of(value)));
        }
        catch (Exception error) when (error is NotSupportedException or InvalidOperationException or TargetInvocationException)
        {
            throw new ArgumentException($"The setting '{path}' has no text that tells it from others: {(error.InnerException ?? error).Message}", error);
        }
    }

    /// <summary>A record is of the kind that its type's name tells.</summary>
    public void AddKind<TRecord>(string path, TRecord record)
        where TRecord : IParameters<TRecord> => texts.Add(new(path, record.GetType().Name));

    // What a record says of itself follows the culture of the thread.
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
