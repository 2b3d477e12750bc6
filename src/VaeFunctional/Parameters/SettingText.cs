using System.Collections;
using System.Globalization;

namespace VaeFunctional;

/// <summary>Settings as texts, the same in every culture, that tell any two values of one type apart.</summary>
internal static class SettingText
{
    /// <summary>The text of a number, a text, a truth value, an enumeration or a list of these; nothing for any other value.</summary>
    /// <exception cref="InvalidOperationException">A list cannot be enumerated, such as an immutable array that was never set.</exception>
    public static string? Of(object? value) => value is IEnumerable list and not (string or Array { Rank: > 1 }) ? OfList(list) : OfElement(value);

    private static string? OfList(IEnumerable list)
    {
        var texts = new List<string>();
        foreach (var element in list)
        {
            if (OfElement(element) is not { } text)
                return null;
            texts.Add(text);
        }

        return $"[{string.Join(", ", texts)}]";
    }

    private static string? OfElement(object? value) => value switch
    {
        string or char => Quoted($"{value}"),
        bool => $"{value}",
        // A comma separates the elements of a list, not the flags of a value.
        Enum => $"{value}".Replace(", ", "|", StringComparison.Ordinal),
        // Decimals that are equal differ in the zeros at their ends.
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long or ulong or Half or float or double =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
