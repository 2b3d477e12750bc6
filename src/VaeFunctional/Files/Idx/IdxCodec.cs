using System.Buffers.Binary;
using System.Numerics;

namespace VaeFunctional;

/// <summary>The elements of IDX files as bytes and as numbers.</summary>
internal static class IdxCodec
{
    /// <summary>A multiple of every element's size.</summary>
    private const int BlockSize = 1 << 16;

    public static int Size(IdxElement element) => element switch
    {
        IdxElement.UnsignedByte or IdxElement.SignedByte => 1,
        IdxElement.Int16 => 2,
        IdxElement.Int32 or IdxElement.Single => 4,
        IdxElement.Double => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(element), $"{element} is not an IDX element type."),
    };

    public static Precision Precision(IdxElement element) =>
        element is IdxElement.Int32 or IdxElement.Double ? VaeFunctional.Precision.Double : VaeFunctional.Precision.Single;

    /// <summary>A tensor of elements that are read in order, a block at a time.</summary>
    public static Tensor Read(IdxElement element, Shape shape, Action<Span<byte>> fill)
    {
        var result = Tensor.Allocate(shape, Precision(element));
        if (result.Precision == VaeFunctional.Precision.Single)
            Read(element, result.Write<float>(), fill);
        else
            Read(element, result.Write<double>(), fill);
        return result;
    }

    /// <summary>Gray levels 0 to 255 as intensities 0 to 1.</summary>
    public static Tensor ReadIntensities(Shape shape, Action<Span<byte>> fill)
    {
        var result = Read(IdxElement.UnsignedByte, shape, fill);
        Elementwise.ZipScalar<Divide, float>(result.Write<float>(), byte.MaxValue, result.Write<float>());
        return result;
    }

    public static void Write(IdxElement element, Tensor values, Stream destination)
    {
        var size = Size(element);
        var block = new byte[BlockSize];
        for (var first = 0; first < values.Count; first += BlockSize / size)
        {
            var count = Math.Min(BlockSize / size, values.Count - first);
            for (var i = 0; i < count; i++)
                Encode(element, values.ElementAt(first + i), block.AsSpan(i * size));
            destination.Write(block, 0, count * size);
        }
    }

    /// <summary>Whether the element type holds the number: floating point rounds, integers must be met exactly.</summary>
    public static bool Holds(IdxElement element, double value) => element switch
    {
        IdxElement.UnsignedByte => value == (byte)value,
        IdxElement.SignedByte => value == (sbyte)value,
        IdxElement.Int16 => value == (short)value,
        IdxElement.Int32 => value == (int)value,
        _ => true,
    };

    private static void Read<T>(IdxElement element, Span<T> values, Action<Span<byte>> fill)
        where T : unmanaged, INumber<T>
    {
        var size = Size(element);
        var block = new byte[(int)Math.Min(BlockSize, (long)values.Length * size)];
        for (var first = 0; first < values.Length; first += BlockSize / size)
        {
            var part = values[first..Math.Min(values.Length, first + (BlockSize / size))];
            var bytes = block.AsSpan(0, part.Length * size);
            fill(bytes);
            Decode(element, bytes, part);
        }
    }

    private static void Decode<T>(IdxElement element, ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged, INumber<T>
    {
        if (element == IdxElement.UnsignedByte)
        {
            Conversions.Convert(bytes, values);
            return;
        }

        var size = Size(element);
        for (var i = 0; i < values.Length; i++)
            values[i] = T.CreateTruncating(Decode(element, bytes[(i * size)..]));
    }

    private static double Decode(IdxElement element, ReadOnlySpan<byte> bytes) => element switch
    {
        IdxElement.SignedByte => (sbyte)bytes[0],
        IdxElement.Int16 => BinaryPrimitives.ReadInt16BigEndian(bytes),
        IdxElement.Int32 => BinaryPrimitives.ReadInt32BigEndian(bytes),
        IdxElement.Single => BinaryPrimitives.ReadSingleBigEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
    };

    private static void Encode(IdxElement element, double value, Span<byte> bytes)
    {
        switch (element)
        {
            case IdxElement.UnsignedByte:
                bytes[0] = (byte)value;
                break;
            case IdxElement.SignedByte:
                bytes[0] = unchecked((byte)(sbyte)value);
                break;
            case IdxElement.Int16:
                BinaryPrimitives.WriteInt16BigEndian(bytes, (short)value);
                break;
            case IdxElement.Int32:
                BinaryPrimitives.WriteInt32BigEndian(bytes, (int)value);
                break;
            case IdxElement.Single:
                BinaryPrimitives.WriteSingleBigEndian(bytes, (float)value);
                break;
            default:
                BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
                break;
        }
    }
}
