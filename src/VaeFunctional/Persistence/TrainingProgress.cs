using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace VaeFunctional;

/// <summary>What a training state is besides its tensors.</summary>
/// <param name="Step">The number of steps taken.</param>
/// <param name="Key">The key of the run.</param>
/// <param name="Terms">The terms of the last step.</param>
/// <param name="Optimizer">The optimizer's settings.</param>
/// <param name="OptimizerStep">The number of updates it made.</param>
/// <param name="Moments">The names of its moments.</param>
internal sealed record TrainingProgress(
    long Step, RandomKey Key, Terms Terms, ImmutableArray<KeyValuePair<string, string>> Optimizer, long OptimizerStep, ImmutableArray<string> Moments)
{
    public static TrainingProgress Of<TModel>(TrainingState<TModel> state)
        where TModel : IParameters<TModel> =>
        new(state.Step, state.Key, state.Terms, state.Optimizer.Settings.Entries, state.OptimizerState.Step, state.Optimizer.Moments);

    /// <summary>Writes it into an object; numbers of the terms are texts, since JSON has no NaN and no infinity.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("step", Step);
        json.WriteString("key", Key.ToString());
        json.WriteStartArray("terms");
        foreach (var name in Terms.Names)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", Terms[name].ToString("R", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("optimizer");
        foreach (var (name, setting) in Optimizer)
            json.WriteString(name, setting);
        json.WriteEndObject();
        json.WriteNumber("optimizerStep", OptimizerStep);
        json.WriteStartArray("moments");
        foreach (var moment in Moments)
            json.WriteStringValue(moment);
        json.WriteEndArray();
    }

    /// <exception cref="FormatException">A key, a number of steps or a term cannot be read.</exception>
    public static TrainingProgress Read(JsonElement json) => new(
        Steps(json, "step"),
        RandomKey.Parse(Text(json, "key")),
        json.GetProperty("terms").EnumerateArray().Aggregate(Terms.Empty, (terms, term) => terms.With(Text(term, "name"), Number(term))),
        [.. json.GetProperty("optimizer").EnumerateObject().Select(setting => KeyValuePair.Create(setting.Name, setting.Value.GetString() ?? ""))],
        Steps(json, "optimizerStep"),
        [.. json.GetProperty("moments").EnumerateArray().Select(moment => moment.GetString() ?? "")]);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static double Number(JsonElement term) => double.Parse(Text(term, "value"), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static long Steps(JsonElement json, string name) =>
        json.GetProperty(name).GetInt64() is >= 0 and var steps ? steps : throw new FormatException($"'{name}' is negative.");
}
