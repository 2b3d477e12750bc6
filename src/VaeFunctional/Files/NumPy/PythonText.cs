using System.Globalization;
using System.Text;

namespace VaeFunctional;

/// <summary>A place in a text of Python literals, of which it reads strings, booleans and tuples of integers; blanks between them are passed
/// over.</summary>
internal sealed class PythonText(string text, Func<int, string, InvalidDataException> error)
{
    private const string Blanks = " \t\n\r\f";
    private const int LongestShown = 20;

    private int place;

    /// <summary>Where the next thing that is no blank stands.</summary>
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

    /// <summary>A string in single or double quotes.</summary>
    public string String()
    {
        var start = Place;
        if (!IsAt('\'') && !IsAt('"'))
            throw Expected("a string");
        var quote = text[place++];
        var result = new StringBuilder();
        while (place < text.Length && text[place] is not '\n' and var symbol)
        {
            place++;
            if (symbol == quote)
                return result.ToString();
            result.Append(symbol == '\\' ? Escape() : symbol.ToString());
        }

        throw Error(start, "the string is never closed.");
    }

    public InvalidDataException Error(int at, string problem) => error(at, $"the header's dictionary: {problem}");

    private long Integer()
    {
        var digits = Word(char.IsAsciiDigit);
        if (digits.Length == 0)
            throw Expected("an integer that is not negative");
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            throw Error(place - digits.Length, "an integer is too large.");
        if (IsAt('L'))
            place++;
        return value;
    }

    private string Word(Func<char, bool> belongs)
    {
        var start = Place;
        while (place < text.Length && belongs(text[place]))
            place++;
        return text[start..place];
    }

    private string Escape()
    {
        var start = place - 1;
        var symbol = place < text.Length ? text[place++] : '\0';
        return symbol switch
        {
            '\\' or '\'' or '"' => symbol.ToString(),
            '\n' => "",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'v' => "\v",
            'x' => Hexadecimal(2, start),
            'u' => Hexadecimal(4, start),
            'U' => Hexadecimal(8, start),
            >= '0' and <= '7' => Octal(),
            _ => throw Error(start, "the string holds an unknown escape."),
        };
    }

    private string Hexadecimal(int count, int start)
    {
        var digits = text.AsSpan(place, Math.Min(count, text.Length - place));
        if (digits.Length < count
            || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !Rune.IsValid(code))
            throw Error(start, $"expected {count} hexadecimal digits of a character.");
        place += count;
        return new Rune(code).ToString();
    }

    private string Octal()
    {
        var code = 0;
        place--;
        for (var digits = 0; digits < 3 && place < text.Length && text[place] is >= '0' and <= '7'; digits++)
            code = (8 * code) + (text[place++] - '0');
        return ((char)code).ToString();
    }

    private InvalidDataException Expected(string what)
    {
        var rest = text.AsSpan(Place);
        var found = rest.IsEmpty ? "its end" : $"'{rest[..Math.Min(LongestShown, rest.Length)].TrimEnd()}'";
        return Error(place, $"expected {what} and found {found}.");
    }
}
