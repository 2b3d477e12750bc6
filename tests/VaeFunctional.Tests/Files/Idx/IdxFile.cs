using System.Buffers.Binary;

namespace VaeFunctional.Tests;

/// <summary>IDX files put together from their parts.</summary>
internal static class IdxFile
{
    /// <summary>A file of unsigned bytes.</summary>
    public static byte[] Of(Shape shape, byte[] elements) => Of(0x08, shape, elements);

    public static byte[] Of(byte type, Shape shape, byte[] elements)
    {
        var header = new byte[4 + (4 * shape.Rank)];
        header[2] = type;
        header[3] = (byte)shape.Rank;
        for (var axis = 0; axis < shape.Rank; axis++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * axis)), shape[axis]);
        return [.. header, .. elements];
    }
}
