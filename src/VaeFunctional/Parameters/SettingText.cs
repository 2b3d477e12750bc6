using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>Values as texts that tell any two of one type apart.</summary>
/// <remarks>
/// The texts that compilers give to records are of no use here: C#'s has no elements of an array within, and F#'s cuts numbers after ten
/// digits and lists after a hundred elements.
/// </remarks>
internal static class SettingText
{
    private const int DeepestNesting = 32;

    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public;

    /// <exception cref="NotSupportedException">The value is none that a text can tell.</exception>
    public static string Of(object? value) => Of(value, 0);

    private static string Of(object? value, int depth) => value switch
    {
        _ when depth > DeepestNesting => throw new NotSupportedException($"it is nested more than {DeepestNesting} deep."),
        null => "null",
        string or char => Quoted($"{value}"),
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        Delegate => throw new NotSupportedException("it is or holds a function."),
        Array { Rank: > 1 } => throw new NotSupportedException("it is or holds an array of several axes."),
        ITuple tuple => $"({Joined(Enumerable.Range(0, tuple.Length).Select(i => tuple[i]), depth)})",
        _ when HasOwnText(value.GetType()) => value.ToString() ?? "",
        IEnumerable list => $"[{Joined(list.Cast<object?>(), depth)}]",
        _ => OfParts(value, depth),
    };

    private static string Joined(IEnumerable<object?> values, int depth) => string.Join(", ", values.Select(value => Of(value, depth + 1)));

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>Whether somebody wrote a text for a type; that of a collection, a pair or a library's union is not trusted to be whole.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "ToString of a value that is alive is never trimmed.")]
    private static bool HasOwnText(Type type) =>
        type.GetMethod(nameof(ToString), Instance, Type.EmptyTypes) is { DeclaringType: { } author } method
        && author != typeof(object) && author != typeof(ValueType)
        && author.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) != true
        && author.Namespace?.StartsWith("Microsoft.FSharp", StringComparison.Ordinal) != true
        && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && !author.IsDefined(typeof(CompilerGeneratedAttribute));

    [UnconditionalSuppressMessage(
        "Trimming", "IL2075", Justification = "A type whose fields stay and whose properties were trimmed is refused, and a file of other settings too.")]
    private static string OfParts(object value, int depth)
    {
        var type = value.GetType();
        var parts = type.GetProperties(Instance).Where(part => part.GetMethod is { IsPublic: true } && part.GetIndexParameters().Length == 0).ToList();
        if (parts.Count > 0)
            return $"{type.Name} {{ {string.Join(", ", parts.Select(part => $"{part.Name} = {Of(part.GetValue(value), depth + 1)}"))} }}";
        return type.GetFields(Instance | BindingFlags.NonPublic).Length == 0
            ? type.Name
            : throw new NotSupportedException($"a {type.Name} shows no property that can be read, and has no text of its own.");
    }
}
