namespace VaeFunctional;

/// <summary>Binary images as text (.amat): one image per line, each value 0 or 1, separated by single blanks.</summary>
/// <remarks>
/// The format of the statically binarized MNIST of Larochelle and Murray (2011). A file may be compressed with gzip; its first bytes
/// determine that. Lines end with LF or CR LF, except perhaps the last.
/// </remarks>
public static class BinarizedText
{
    private const int BlockSize = 1 << 16;

    /// <summary>Reads images, <c>[count, columns]</c> of 0 and 1 in single precision.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The content is empty or not in this format; the message names row and byte.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Tensor Read(string path)
    {
        using var source = ByteSource.Open(path);
        return Read(source);
    }

    /// <summary>Reads images, <c>[count, columns]</c> of 0 and 1 in single precision.</summary>
    /// <param name="stream">The content, read to its end; it stays open.</param>
    /// <param name="name">The name used in error messages.</param>
    /// <exception cref="InvalidDataException">The content is empty or not in this format; the message names row and byte.</exception>
    public static Tensor Read(Stream stream, string name)
    {
        using var source = ByteSource.Over(stream, name);
        return Read(source);
    }

    /// <summary>Writes images; the file appears whole or not at all, and is compressed when its name ends in .gz.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="images">Zeros and ones, <c>[count, columns]</c>, at least one of each.</param>
    /// <exception cref="ArgumentException">The tensor is not a matrix, is empty, or contains another number.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Rank != 2 || images.Count == 0)
        {
            throw new ArgumentException(
                $"Binary images are a matrix that is not empty, not a tensor of shape {images.Shape}.",
                nameof(images));
        }

        var columns = images.Shape[1];
        var values = images.ToSingles();
        var wrong = values.AsSpan().IndexOfAnyExcept(0f, 1f);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"Row {(wrong / columns) + 1}, column {(wrong % columns) + 1} is {values[wrong]}, not 0 or 1.",
                nameof(images));
        }

        DataFile.Save(path, stream => Write(stream, values, columns));
    }

    private static Tensor Read(ByteSource source)
    {
        var rows = new BinaryRows(source);
        var block = new byte[BlockSize];
        var expected = Token.Value;
        var position = 0L;
        while (source.Read(block) is > 0 and var count)
        {
            expected = Scan(rows, expected, block.AsSpan(0, count), position);
            position += count;
        }

        if (expected == Token.LineFeed || (expected == Token.Value && rows.IsInRow))
            throw rows.Error(position, "expected another value or a line's end: the file is cut short.");
        if (rows.IsInRow)
            rows.EndRow(position);
        return rows.ToTensor();
    }

    private static Token Scan(BinaryRows rows, Token expected, ReadOnlySpan<byte> text, long position)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (expected == Token.Value)
                i += 2 * rows.AddFollowedByBlank(text[i..]);
            if (i < text.Length)
                expected = Scan(rows, expected, text[i], position + i);
        }

        return expected;
    }

    private static Token Scan(BinaryRows rows, Token expected, byte symbol, long position)
    {
        switch (expected)
        {
            case Token.Value when symbol is (byte)'0' or (byte)'1':
                rows.Add((byte)(symbol - '0'));
                return Token.Separator;
            case Token.Separator when symbol == ' ':
                return Token.Value;
            case Token.Separator when symbol == '\r':
                return Token.LineFeed;
            case Token.Separator or Token.LineFeed when symbol == '\n':
                rows.EndRow(position + 1);
                return Token.Value;
            default:
                throw rows.Error(position, $"expected {Describe(expected)} and found {Describe(symbol)}.");
        }
    }

    private static string Describe(Token token) => token switch
    {
        Token.Value => "0 or 1",
        Token.Separator => "a blank or a line's end",
        _ => "a line feed",
    };

    private static string Describe(byte symbol) => symbol is > 0x20 and < 0x7f ? $"'{(char)symbol}'" : $"byte 0x{symbol:x2}";

    private static void Write(Stream stream, float[] values, int columns)
    {
        var line = new byte[2 * columns];
        for (var row = 0; row < values.Length; row += columns)
        {
            for (var column = 0; column < columns; column++)
            {
                line[2 * column] = (byte)(values[row + column] == 0 ? '0' : '1');
                line[(2 * column) + 1] = (byte)' ';
            }

            line[^1] = (byte)'\n';
            stream.Write(line);
        }
    }

    private enum Token
    {
        Value,
        Separator,
        LineFeed,
    }
}
