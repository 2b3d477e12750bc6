namespace VaeFunctional;

/// <summary>Rows of 0 and 1 that arrive one at a time; the first row determines the number of columns.</summary>
internal sealed class BinaryRows(ByteSource source)
{
    private byte[] bits = new byte[1 << 16];
    private int count;
    private int rowStart;
    private long rowPosition;
    private int columns;

    /// <summary>The number of rows that have ended.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether the last row has begun and not ended.</summary>
    public bool IsInRow => count > rowStart;

    public void Add(byte bit)
    {
        Reserve(1);
        bits[count++] = bit;
    }

    /// <summary>Adds the values at the beginning of the text that are each followed by a blank, and returns how many there are.</summary>
    public int AddFollowedByBlank(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length / 2);
        var free = bits.AsSpan(count);
        var added = 0;
        for (; (2 * added) + 1 < text.Length; added++)
        {
            var bit = text[2 * added] - '0';
            if ((uint)bit > 1 || text[(2 * added) + 1] != ' ')
                break;
            free[added] = (byte)bit;
        }

        count += added;
        return added;
    }

    /// <summary>Ends the row; the next one begins at the given byte.</summary>
    public void EndRow(long nextPosition)
    {
        var width = count - rowStart;
        if (Rows == 0)
            columns = width;
        if (width != columns)
            throw Error(rowPosition, $"expected {columns} values, as in row 1, and found {width}.");
        Rows++;
        rowStart = count;
        rowPosition = nextPosition;
    }

    public Tensor ToTensor()
    {
        if (Rows == 0)
            throw source.Error(0, "expected rows of 0 and 1 and found an empty file.");
        var result = Tensor.Allocate<float>(new Shape(Rows, columns));
        Conversions.Convert<byte, float>(bits.AsSpan(0, count), result.Write<float>());
        return result;
    }

    public InvalidDataException Error(long position, string problem) => source.Error(position, $"row {Rows + 1}: {problem}");

    private void Reserve(int more)
    {
        var needed = (long)count + more;
        if (needed > Array.MaxLength)
            throw source.Error(source.Position, $"more than {Array.MaxLength} values are too many for a tensor.");
        if (needed > bits.Length)
            Array.Resize(ref bits, (int)Math.Clamp(2L * bits.Length, needed, Array.MaxLength));
    }
}
