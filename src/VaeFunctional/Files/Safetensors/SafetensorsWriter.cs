using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VaeFunctional;

/// <summary>A content as a safetensors file: tensors by the size of their elements, the largest first, then by the bytes of their
/// names.</summary>
internal sealed class SafetensorsWriter
{
    private const int Alignment = 8;
    private const int BlockSize = 1 << 16;

    private static readonly JsonWriterOptions HeaderOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly NamedTensors content;
    private readonly ImmutableArray<string> order;
    private readonly byte[] header;

    /// <exception cref="ArgumentException">The content has no form as a file.</exception>
    public SafetensorsWriter(NamedTensors content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Contains(SafetensorsHeader.MetadataKey))
            throw new ArgumentException($"A tensor cannot be named '{SafetensorsHeader.MetadataKey}' in a safetensors file.", nameof(content));
        if (content.Metadata.ContainsKey(FileChecksum.Key))
            throw new ArgumentException($"The metadata '{FileChecksum.Key}' is written by the library itself.", nameof(content));
        this.content = content;
        order =
        [
            .. content.Names
                .OrderByDescending(name => SafetensorsDtype.Of(content[name].Precision).Size)
                .ThenBy(name => Encoding.UTF8.GetBytes(name), Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y))),
        ];
        header = content.Metadata.ContainsKey(FileChecksum.LibraryKey) ? Header(Signed()) : Header(content.Metadata);
    }

    public void Write(Stream stream) => Write(stream, header);

    private ImmutableSortedDictionary<string, string> Signed()
    {
        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            Write(hashing, Header(content.Metadata.SetItem(FileChecksum.Key, FileChecksum.Zeros)));
        return content.Metadata.SetItem(FileChecksum.Key, FileChecksum.Digits(hash.Hash!));
    }

    private void Write(Stream stream, byte[] header)
    {
        Span<byte> length = stackalloc byte[SafetensorsHeader.LengthSize];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        var block = new byte[BlockSize];
        foreach (var name in order)
        {
            if (content[name].Precision == Precision.Single)
                Write(stream, content[name].Read<float>(), block);
            else
                Write(stream, content[name].Read<double>(), block);
        }
    }

    private static void Write<T>(Stream stream, ReadOnlySpan<T> elements, byte[] block)
        where T : unmanaged
    {
        var size = Marshal.SizeOf<T>();
        while (!elements.IsEmpty)
        {
            var part = elements[..Math.Min(elements.Length, BlockSize / size)];
            var bytes = block.AsSpan(0, part.Length * size);
            MemoryMarshal.AsBytes(part).CopyTo(bytes);
            LittleEndian.Reorder(bytes, size);
            stream.Write(bytes);
            elements = elements[part.Length..];
        }
    }

    private byte[] Header(ImmutableSortedDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, HeaderOptions))
        {
            json.WriteStartObject();
            if (!metadata.IsEmpty)
                WriteMetadata(json, metadata);
            WriteEntries(json);
            json.WriteEndObject();
        }

        var padding = (Alignment - (buffer.WrittenCount % Alignment)) % Alignment;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenCount <= SafetensorsHeader.MaximumLength
            ? buffer.WrittenSpan.ToArray()
            : throw new ArgumentException(
                $"The header takes {buffer.WrittenCount} bytes; a safetensors file allows {SafetensorsHeader.MaximumLength}.");
    }

    private static void WriteMetadata(Utf8JsonWriter json, ImmutableSortedDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach (var (key, text) in metadata)
            json.WriteString(key, text);
        json.WriteEndObject();
    }

    private void WriteEntries(Utf8JsonWriter json)
    {
        var begin = 0L;
        foreach (var name in order)
        {
            var tensor = content[name];
            var dtype = SafetensorsDtype.Of(tensor.Precision);
            var end = begin + ((long)tensor.Count * dtype.Size);
            json.WriteStartObject(name);
            json.WriteString("dtype", dtype.Name);
            WriteNumbers(json, "shape", tensor.Shape.ToArray().Select(size => (long)size));
            WriteNumbers(json, "data_offsets", [begin, end]);
            json.WriteEndObject();
            begin = end;
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
