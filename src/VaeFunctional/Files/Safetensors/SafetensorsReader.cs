using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace VaeFunctional;

/// <summary>Reads the tensors that a header describes, a block at a time.</summary>
internal static class SafetensorsReader
{
    /// <summary>A multiple of every element's size.</summary>
    private const int BlockSize = 1 << 16;

    public static NamedTensors Read(ByteSource source)
    {
        var header = SafetensorsHeader.Read(source);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var isSigned = IsSigned(source, header);
        if (isSigned)
            AppendHeader(hash, header);
        var block = new byte[Math.Min(BlockSize, header.ContentSize)];
        var tensors = ImmutableSortedDictionary.CreateBuilder<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in header.Entries)
            tensors.Add(entry.Name, Read(source, entry, block, isSigned ? hash : null));
        if (isSigned)
            Verify(source, header, hash);
        return new NamedTensors(tensors.ToImmutable(), header.Metadata.Remove(FileChecksum.Key));
    }

    /// <summary>Whether a file is of this format and has every byte as it was written, so far as a checksum tells.</summary>
    public static bool IsWhole(string path)
    {
        try
        {
            using var source = ByteSource.Open(path, unpacks: false);
            var header = SafetensorsHeader.Read(source);
            if (IsSigned(source, header))
                VerifyContent(source, header);
            return true;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return false;
        }
    }

    private static void VerifyContent(ByteSource source, SafetensorsHeader header)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendHeader(hash, header);
        var block = new byte[BlockSize];
        for (var left = header.ContentSize; left > 0; left -= Math.Min(block.Length, left))
        {
            var bytes = block.AsSpan(0, (int)Math.Min(block.Length, left));
            source.Fill(bytes);
            hash.AppendData(bytes);
        }

        Verify(source, header, hash);
    }

    private static Tensor Read(ByteSource source, SafetensorsEntry entry, byte[] block, IncrementalHash? hash)
    {
        var (dtype, tensor) = (entry.Dtype, Tensor.Allocate(entry.Shape, entry.Dtype.Precision));
        for (var first = 0; first < tensor.Count;)
        {
            var elements = block.AsSpan(0, (int)Math.Min(block.Length / dtype.Size, tensor.Count - first) * dtype.Size);
            source.Fill(elements);
            hash?.AppendData(elements);
            LittleEndian.Reorder(elements, dtype.Size);
            var count = elements.Length / dtype.Size;
            var decoded = dtype.Decode(elements, tensor, first);
            if (decoded < count)
            {
                throw source.Error(
                    source.Position - ((count - decoded) * dtype.Size),
                    $"element {first + decoded} of tensor '{entry.Name}' is not a {dtype.Name} that a tensor can hold exactly.");
            }

            first += count;
        }

        return tensor;
    }

    /// <summary>Whether the file carries a checksum; one that has only one part of this library's metadata is damaged.</summary>
    private static bool IsSigned(ByteSource source, SafetensorsHeader header)
    {
        var hasChecksum = header.Metadata.ContainsKey(FileChecksum.Key);
        if (hasChecksum != header.Metadata.ContainsKey(FileChecksum.LibraryKey) || (hasChecksum && header.ChecksumAt < 0))
        {
            throw source.Error(
                SafetensorsHeader.LengthSize,
                $"expected metadata '{FileChecksum.LibraryKey}' and '{FileChecksum.Key}' of {FileChecksum.DigitCount} digits together: the file is damaged.");
        }

        return hasChecksum;
    }

    private static void AppendHeader(IncrementalHash hash, SafetensorsHeader header)
    {
        Span<byte> length = stackalloc byte[SafetensorsHeader.LengthSize];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Bytes.Length);
        hash.AppendData(length);
        hash.AppendData(header.Bytes.AsSpan(0, header.ChecksumAt));
        hash.AppendData(Encoding.ASCII.GetBytes(FileChecksum.Zeros));
        hash.AppendData(header.Bytes.AsSpan(header.ChecksumAt + FileChecksum.DigitCount));
    }

    private static void Verify(ByteSource source, SafetensorsHeader header, IncrementalHash hash)
    {
        var digits = FileChecksum.Digits(hash.GetHashAndReset());
        if (header.Metadata[FileChecksum.Key] != digits)
        {
            throw source.Error(
                SafetensorsHeader.LengthSize + header.ChecksumAt,
                $"the file's checksum is {header.Metadata[FileChecksum.Key]}, and that of its bytes {digits}: the file is damaged.");
        }
    }
}
