using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace VaeFunctional.Benchmarks;

/// <summary>A line of JSON that a measurement printed.</summary>
internal sealed record Figure(JsonElement Fields)
{
    public string Text(string field) => Fields.GetProperty(field).ToString();

    public double Number(string field) => Fields.GetProperty(field).GetDouble();

    public int Whole(string field) => Fields.GetProperty(field).GetInt32();

    /// <summary>The number with a fixed count of digits after the point.</summary>
    public string Fixed(string field, int digits) => Number(field).ToString($"F{digits}", CultureInfo.InvariantCulture);

    /// <summary>Microseconds as milliseconds, with three significant digits.</summary>
    public string Milliseconds(string field)
    {
        var milliseconds = Number(field) / 1000;
        var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(milliseconds)), 0, 4);
        return $"{milliseconds.ToString($"F{digits}", CultureInfo.InvariantCulture)} ms";
    }

    public static ImmutableArray<Figure> Read(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => new Figure(JsonSerializer.Deserialize<JsonElement>(line)))];
}
