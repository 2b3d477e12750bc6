using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VaeFunctional;

/// <summary>The part of a file that is not tensors: JSON under the key of <see cref="FileChecksum"/>.</summary>
/// <param name="Kind">The content of the file: <see cref="ModelKind"/> or <see cref="CheckpointKind"/>.</param>
/// <param name="Settings">The model's settings by path.</param>
/// <param name="Progress">The progress of training, in a checkpoint.</param>
internal sealed record LibraryMetadata(string Kind, ImmutableArray<KeyValuePair<string, string>> Settings, TrainingProgress? Progress)
{
    public const string ModelKind = "model";
    public const string CheckpointKind = "checkpoint";

    /// <summary>1 had settings by reflection and an optimizer by its text; no release wrote it.</summary>
    private const int Format = 2;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Writer => $"VaeFunctional {typeof(LibraryMetadata).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>The metadata of a file, or nothing if another program wrote it.</summary>
    /// <exception cref="InvalidDataException">It holds something else, or has another version of the format; the message says which.</exception>
    public static LibraryMetadata? Of(NamedTensors content, string file, string kind)
    {
        if (!content.Metadata.TryGetValue(FileChecksum.LibraryKey, out var text))
            return null;
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Read(json.RootElement, file, kind);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"'{file}' has metadata '{FileChecksum.LibraryKey}' that cannot be read: {error.Message}", error);
        }
    }

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteString("kind", Kind);
            json.WriteString("writer", Writer);
            json.WriteStartObject("settings");
            foreach (var (path, setting) in Settings)
                json.WriteString(path, setting);
            json.WriteEndObject();
            Progress?.Write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static LibraryMetadata Read(JsonElement json, string file, string kind)
    {
        var format = json.GetProperty("format").GetInt32();
        if (format < 1)
            throw new FormatException($"there is no format {format}.");
        if (format != Format)
        {
            var writer = json.TryGetProperty("writer", out var name) ? $", written by {name}" : "";
            var remedy = format < Format ? "; Safetensors.Read still reads its tensors" : "";
            throw new InvalidDataException($"'{file}' has format {format}{writer}, and this is {Writer}, which reads format {Format}{remedy}.");
        }

        var found = json.GetProperty("kind").GetString() ?? "";
        if (found != kind)
            throw new InvalidDataException($"'{file}' holds a {found}, not a {kind}{RemedyOf(found)}.");
        return new(
            kind,
            [.. json.GetProperty("settings").EnumerateObject().Select(setting => KeyValuePair.Create(setting.Name, setting.Value.GetString() ?? ""))],
            kind == CheckpointKind ? TrainingProgress.Read(json) : null);
    }

    private static string RemedyOf(string kind) => kind switch
    {
        CheckpointKind => ": Checkpoint.Load reads it",
        ModelKind => ": ModelFile.Load reads it",
        _ => "",
    };
}
