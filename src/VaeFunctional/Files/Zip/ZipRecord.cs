using System.Text;
using static System.Buffers.Binary.BinaryPrimitives;

namespace VaeFunctional;

/// <summary>What the directory of a zip archive says of one entry.</summary>
internal readonly ref struct ZipRecord
{
    private const int FixedSize = 46;
    private const int LocalSize = 30;
    private const int EncryptedFlag = 1;
    private const int Utf8Flag = 1 << 11;
    private const int Stored = 0;
    private const int Deflated = 8;
    private const int LargeFields = 1;

    private readonly ZipBytes archive;
    private readonly ReadOnlySpan<byte> bytes;
    private readonly long position;

    /// <summary>The record with which the bytes begin, which are at a position of the archive.</summary>
    public ZipRecord(ZipBytes archive, ReadOnlySpan<byte> bytes, long position)
    {
        this.archive = archive;
        this.position = position;
        if (bytes.Length < FixedSize || !bytes.StartsWith("PK\x01\x02"u8))
            throw archive.Error(position, "expected a record of the zip archive's directory: the directory is damaged.");
        var size = FixedSize + ReadUInt16LittleEndian(bytes[28..]) + ReadUInt16LittleEndian(bytes[30..]) + ReadUInt16LittleEndian(bytes[32..]);
        if (bytes.Length < size)
            throw archive.Error(position, $"expected a record of {size} bytes and found {bytes.Length}: the directory is damaged.");
        this.bytes = bytes[..size];
    }

    /// <summary>The number of bytes of the record.</summary>
    public int Size => bytes.Length;

    private ReadOnlySpan<byte> NameBytes => bytes.Slice(FixedSize, ReadUInt16LittleEndian(bytes[28..]));

    private ReadOnlySpan<byte> Extra => bytes.Slice(FixedSize + NameBytes.Length, ReadUInt16LittleEndian(bytes[30..]));

    /// <summary>The entry, whose own header has the same name.</summary>
    public ZipEntry ToEntry()
    {
        var flags = ReadUInt16LittleEndian(bytes[8..]);
        var name = DecodeName((flags & Utf8Flag) != 0);
        if ((flags & EncryptedFlag) != 0)
            throw archive.Error(position, $"entry '{name}' is encrypted.");
        if (ReadUInt16LittleEndian(bytes[34..]) != 0)
            throw archive.Error(position, $"entry '{name}' is in another part of the archive.");
        var method = ReadUInt16LittleEndian(bytes[10..]);
        if (method is not (Stored or Deflated))
            throw archive.Error(position, $"entry '{name}' is compressed by method {method}: stored and deflated entries are read.");
        var large = LargeValues();
        var length = Widen(ReadUInt32LittleEndian(bytes[24..]), ref large);
        var compressedLength = Widen(ReadUInt32LittleEndian(bytes[20..]), ref large);
        var local = Widen(ReadUInt32LittleEndian(bytes[42..]), ref large);
        if (length < 0 || compressedLength < 0 || compressedLength > archive.Length || (method == Stored && length != compressedLength))
            throw archive.Error(position, $"entry '{name}' cannot be {compressedLength} bytes, {length} unpacked.");
        return new ZipEntry(
            name, method == Deflated, ReadUInt32LittleEndian(bytes[16..]), compressedLength, length, local, ContentPosition(local, name));
    }

    private string DecodeName(bool isUtf8)
    {
        if (!isUtf8 && !Ascii.IsValid(NameBytes))
            throw archive.Error(position, "expected names in ASCII or UTF-8 and found another encoding.");
        try
        {
            return StrictUtf8.Encoding.GetString(NameBytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException(archive.Error(position, "expected names in UTF-8 and found bytes that are not.").Message, e);
        }
    }

    /// <summary>The 64-bit values of the fields that are too narrow for them, in the order of the fields.</summary>
    private ReadOnlySpan<byte> LargeValues()
    {
        for (var rest = Extra; rest.Length >= 4;)
        {
            var size = ReadUInt16LittleEndian(rest[2..]);
            if (size > rest.Length - 4)
                break;
            if (ReadUInt16LittleEndian(rest) == LargeFields)
                return rest.Slice(4, size);
            rest = rest[(4 + size)..];
        }

        return [];
    }

    private long Widen(uint value, ref ReadOnlySpan<byte> large)
    {
        if (value != uint.MaxValue)
            return value;
        if (large.Length < sizeof(long))
            throw archive.Error(position, "expected a length of 64 bits: the directory is damaged.");
        var result = ReadInt64LittleEndian(large);
        large = large[sizeof(long)..];
        return result;
    }

    private long ContentPosition(long local, string name)
    {
        var what = $"what precedes entry '{name}'";
        ReadOnlySpan<byte> header = archive.Read(local, LocalSize, what);
        if (!header.StartsWith("PK\x03\x04"u8))
            throw archive.Error(local, $"expected what precedes entry '{name}' in a zip archive and found other bytes.");
        var localName = archive.Read(local + LocalSize, ReadUInt16LittleEndian(header[26..]), what);
        return NameBytes.SequenceEqual(localName)
            ? local + LocalSize + localName.Length + ReadUInt16LittleEndian(header[28..])
            : throw archive.Error(local + LocalSize, $"expected the name '{name}', as in the archive's directory, and found another.");
    }
}
