using System.Buffers.Binary;

namespace VaeFunctional;

/// <summary>The bytes before the elements of an IDX file: two zero bytes, the element type, the rank, and a big-endian size for each
/// axis.</summary>
internal sealed record IdxHeader(Shape Shape)
{
    private const int MagicSize = 4;
    private const byte UnsignedByte = 0x08;

    /// <summary>The number of bytes before the first element.</summary>
    public int Size => MagicSize + (Shape.Rank * sizeof(int));

    /// <summary>Reads the header and checks that its elements follow, and nothing after them.</summary>
    public static IdxHeader Read(ByteSource source)
    {
        Span<byte> magic = stackalloc byte[MagicSize];
        if (source.Read(magic) < MagicSize)
        {
            throw source.Error(
                source.Position,
                $"expected the {MagicSize} bytes that begin an IDX file and found {source.Position}: the file is cut short.");
        }

        if (magic[0] != 0 || magic[1] != 0)
            throw source.Error(0, $"expected the two zero bytes that begin an IDX file and found 0x{magic[0]:x2} 0x{magic[1]:x2}.");
        if (magic[2] != UnsignedByte)
            throw source.Error(2, $"expected elements of type 0x{UnsignedByte:x2}, unsigned bytes, and found {NameOf(magic[2])}.");
        var header = new IdxHeader(ReadShape(source, magic[3]));
        source.Demand(header.Shape.Count, $"elements of shape {header.Shape}");
        return header;
    }

    public void Write(Stream destination)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes[0] = bytes[1] = 0;
        bytes[2] = UnsignedByte;
        bytes[3] = (byte)Shape.Rank;
        for (var axis = 0; axis < Shape.Rank; axis++)
            BinaryPrimitives.WriteInt32BigEndian(bytes[(MagicSize + (axis * sizeof(int)))..], Shape[axis]);
        destination.Write(bytes);
    }

    private static string NameOf(byte type) => type switch
    {
        0x09 => "0x09, signed bytes",
        0x0b => "0x0b, integers of 16 bits",
        0x0c => "0x0c, integers of 32 bits",
        0x0d => "0x0d, single precision",
        0x0e => "0x0e, double precision",
        _ => $"0x{type:x2}, which is not a type of the format",
    };

    private static Shape ReadShape(ByteSource source, int rank)
    {
        if (rank is 0 or > Shape.MaximumRank)
            throw source.Error(3, $"expected a rank from 1 to {Shape.MaximumRank} and found {rank}.");
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        var sizes = new int[rank];
        var span = 1L;
        for (var axis = 0; axis < rank; axis++)
        {
            var position = source.Position;
            if (source.Read(bytes) < bytes.Length)
            {
                throw source.Error(
                    source.Position,
                    $"expected the size of axis {axis} of {rank} from byte {position}: the file is cut short.");
            }

            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            span *= Math.Clamp(size, 1, int.MaxValue);
            if (size > int.MaxValue || span > int.MaxValue)
            {
                throw source.Error(
                    position,
                    $"axis {axis} of size {size} makes more than the {int.MaxValue} elements that a tensor can hold.");
            }

            sizes[axis] = (int)size;
        }

        return new Shape(sizes);
    }
}
