using System.Globalization;

namespace VaeFunctional;

/// <summary>A reader of the Python literals in the header of a .npy file: strings, booleans and tuples of integers, with blanks between
/// them.</summary>
internal sealed class PythonText(string text, Func<int, string, InvalidDataException> error)
{
    private const string Blanks = " \t\n\r\f";
    private const int LongestShown = 20;

    private int place;

    /// <summary>The position of the next character that is not a blank.</summary>
    public int Place
    {
        get
        {
            while (place < text.Length && Blanks.Contains(text[place]))
                place++;
            return place;
        }
    }

    public bool IsAt(char symbol) => Place < text.Length && text[place] == symbol;

    public bool TryTake(char symbol)
    {
        if (!IsAt(symbol))
            return false;
        place++;
        return true;
    }

    public void Expect(char symbol)
    {
        if (!TryTake(symbol))
            throw Expected($"'{symbol}'");
    }

    public void End()
    {
        if (Place < text.Length)
            throw Expected("the end of the header");
    }

    public bool Boolean()
    {
        var word = Word(char.IsAsciiLetter);
        return word is "True" or "False" ? word == "True" : throw Error(place - word.Length, "expected True or False.");
    }

    /// <summary>A tuple such as <c>()</c>, <c>(3,)</c> or <c>(2, 3)</c>.</summary>
    public long[] Integers()
    {
        var integers = new List<long>();
        var isTuple = true;
        Expect('(');
        while (!TryTake(')'))
        {
            integers.Add(Integer());
            isTuple = TryTake(',');
            if (isTuple)
                continue;
            Expect(')');
            break;
        }

        return isTuple || integers.Count > 1 ? [.. integers] : throw Error(place - 1, "expected a tuple: one integer in parentheses needs a comma.");
    }

    /// <summary>A string in single or double quotes, on one line and without escapes: no key and no element type has any.</summary>
    public string String()
    {
        var start = Place;
        if (!IsAt('\'') && !IsAt('"'))
            throw Expected("a string");
        var length = text.AsSpan(start + 1).IndexOfAny(text[start], '\n');
        if (length < 0 || text[start + 1 + length] == '\n')
            throw Error(start, "the string is never closed.");
        place = start + 1 + length + 1;
        return text.Substring(start + 1, length);
    }

    public InvalidDataException Error(int at, string problem) => error(at, $"the header's dictionary: {problem}");

    private long Integer()
    {
        var digits = Word(char.IsAsciiDigit);
        if (digits.Length == 0)
            throw Expected("an integer that is not negative");
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            throw Error(place - digits.Length, "an integer is too large.");
        // Python 2 writes long integers this way.
        TryTake('L');
        return value;
    }

    private string Word(Func<char, bool> belongs)
    {
        var start = Place;
        while (place < text.Length && belongs(text[place]))
            place++;
        return text[start..place];
    }

    private InvalidDataException Expected(string what)
    {
        var rest = text.AsSpan(Place);
        var found = rest.IsEmpty ? "its end" : $"'{rest[..Math.Min(LongestShown, rest.Length)].TrimEnd()}'";
        return Error(place, $"expected {what} and found {found}.");
    }
}
