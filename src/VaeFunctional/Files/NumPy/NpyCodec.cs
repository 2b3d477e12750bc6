using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>The elements of .npy files as bytes and as numbers.</summary>
internal static class NpyCodec
{
    /// <summary>A multiple of every element's size.</summary>
    private const int BlockSize = 1 << 16;

    /// <summary>Reads as many elements as there are values, a block at a time.</summary>
    public static void Read<T>(NpyElement element, ByteSource source, Span<T> values)
        where T : unmanaged, INumber<T>
    {
        var block = new byte[(int)Math.Min(BlockSize, (long)values.Length * element.Size)];
        while (!values.IsEmpty)
        {
            var count = Math.Min(values.Length, BlockSize / element.Size);
            var position = source.Position;
            var bytes = block.AsSpan(0, count * element.Size);
            source.Fill(bytes);
            if (IsNative<T>(element))
                MemoryMarshal.Cast<byte, T>(bytes).CopyTo(values);
            else
                Decode(element, bytes, values[..count], (index, problem) => source.Error(position + ((long)index * element.Size), problem));
            values = values[count..];
        }
    }

    /// <summary>Copies elements that lie with the first axis fastest to where they belong with the last axis fastest.</summary>
    public static void Reorder<T>(ReadOnlySpan<T> firstAxisFastest, Shape shape, Span<T> lastAxisFastest)
    {
        Span<int> strides = stackalloc int[shape.Rank];
        for (var axis = 0; axis < shape.Rank; axis++)
            strides[axis] = shape.CountAfter(axis);
        Span<int> index = stackalloc int[shape.Rank];
        index.Clear();
        var target = 0;
        foreach (var value in firstAxisFastest)
        {
            lastAxisFastest[target] = value;
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                target += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                target -= shape[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }

    private static bool IsNative<T>(NpyElement element)
        where T : unmanaged =>
        element.Kind == 'f' && element.Size == Unsafe.SizeOf<T>() && element.IsBigEndian != BitConverter.IsLittleEndian;

    private static void Decode<T>(
        NpyElement element, ReadOnlySpan<byte> bytes, Span<T> values, Func<int, string, InvalidDataException> error)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bits = Bits(bytes.Slice(i * element.Size, element.Size), element.IsBigEndian);
            if (Refusal(element, bits) is { } problem)
                throw error(i, problem);
            values[i] = T.CreateTruncating(Number(element, bits));
        }
    }

    private static ulong Bits(ReadOnlySpan<byte> bytes, bool isBigEndian) => (bytes.Length, isBigEndian) switch
    {
        (1, _) => bytes[0],
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt64BigEndian(bytes),
    };

    private static double Number(NpyElement element, ulong bits) => (element.Kind, element.Size) switch
    {
        ('f', 2) => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
        ('f', 4) => BitConverter.UInt32BitsToSingle((uint)bits),
        ('f', _) => BitConverter.UInt64BitsToDouble(bits),
        ('i', _) => SignExtended(bits, element.Size),
        _ => bits,
    };

    /// <summary>Why the bits are not a number that a tensor can hold, or nothing.</summary>
    private static string? Refusal(NpyElement element, ulong bits) => (element.Kind, element.Size) switch
    {
        ('b', _) when bits > 1 => $"expected a boolean, 0 or 1, and found {bits}.",
        ('u', 8) when !ExactDouble.Holds(bits) => $"the integer {bits} has no exact double.",
        ('i', 8) when !ExactDouble.Holds((ulong)Int128.Abs((long)bits)) => $"the integer {(long)bits} has no exact double.",
        _ => null,
    };

    private static long SignExtended(ulong bits, int size)
    {
        var unused = 64 - (8 * size);
        return (long)(bits << unused) >> unused;
    }
}
