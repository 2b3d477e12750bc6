using System.Numerics.Tensors;

namespace VaeFunctional;

/// <summary>Rows of 0 and 1 that arrive one at a time; the first row decides how many columns there are.</summary>
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
        if (count == bits.Length)
            Array.Resize(ref bits, (int)Math.Min(Array.MaxLength, 2L * bits.Length));
        bits[count++] = bit;
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
        TensorPrimitives.ConvertTruncating(bits.AsSpan(0, count), result.Write<float>());
        return result;
    }

    public InvalidDataException Error(long position, string problem) => source.Error(position, $"row {Rows + 1}: {problem}");
}
