using System.Buffers.Binary;
using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>The bytes before the tensors of a safetensors file: its size in eight bytes, and JSON.</summary>
/// <param name="Bytes">The JSON.</param>
/// <param name="Entries">The tensors in the order of their bytes, which they fill without holes.</param>
/// <param name="Metadata">The texts.</param>
/// <param name="ChecksumAt">Where among the JSON's bytes the digits of <see cref="FileChecksum"/> begin, or -1.</param>
internal sealed record SafetensorsHeader(
    byte[] Bytes, ImmutableArray<SafetensorsEntry> Entries, ImmutableSortedDictionary<string, string> Metadata, int ChecksumAt)
{
    public const int LengthSize = sizeof(ulong);

    /// <summary>The largest JSON that the format allows.</summary>
    public const int MaximumLength = 100_000_000;

    /// <summary>The key of the texts among the tensors.</summary>
    public const string MetadataKey = "__metadata__";

    public long ContentSize => Entries.IsEmpty ? 0 : Entries[^1].End;

    /// <summary>Reads the header and makes sure that the tensors follow, and nothing after them.</summary>
    public static SafetensorsHeader Read(ByteSource source)
    {
        Span<byte> prefix = stackalloc byte[LengthSize];
        if (source.Read(prefix) < LengthSize)
        {
            throw source.Error(
                source.Position,
                $"expected the {LengthSize} bytes that tell the header's length and found {source.Position}: the file is cut short, or is not a safetensors file.");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaximumLength)
            throw source.Error(0, $"expected a header of at most {MaximumLength} bytes and found {length}: this is not a safetensors file.");
        source.DemandAtLeast((long)length, "header");
        var bytes = new byte[length];
        source.Fill(bytes);
        var header = new SafetensorsHeaderParser(source, bytes).Parse();
        source.Demand(header.ContentSize, "tensors");
        return header;
    }
}

/// <summary>A tensor as the header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">The type of its elements.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Begin">Where its bytes begin, from the first tensor's on.</param>
/// <param name="End">Where they end.</param>
/// <param name="Position">Where in the file the header describes it.</param>
internal sealed record SafetensorsEntry(string Name, SafetensorsDtype Dtype, Shape Shape, long Begin, long End, long Position);
