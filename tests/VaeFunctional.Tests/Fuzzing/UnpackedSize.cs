using System.IO.Compression;

namespace VaeFunctional.Tests;

/// <summary>How many bytes of content there are in a file, packed or not.</summary>
internal static class UnpackedSize
{
    private const int LocalHeaderSize = 30;

    /// <summary>The file's own bytes, and what unpacking yields before the first damage: of gzip, and of whatever is where an entry of a
    /// zip archive may.</summary>
    public static long Of(byte[] file)
    {
        if (file is not [0x1f, 0x8b, ..])
            return file.Length + OfEntries(file);
        var content = Unpack(new GZipStream(new MemoryStream(file), CompressionMode.Decompress));
        return file.Length + content.Length + OfEntries(content);
    }

    /// <summary>What unpacking yields before the first damage.</summary>
    public static byte[] Unpack(Stream packed)
    {
        using var content = new MemoryStream();
        try
        {
            using (packed)
                packed.CopyTo(content);
        }
        catch (InvalidDataException)
        {
            // What comes before the damage counts.
        }

        return content.ToArray();
    }

    private static long OfEntries(byte[] archive)
    {
        var size = 0L;
        for (var place = archive.AsSpan().IndexOf("PK\u0003\u0004"u8); place >= 0 && place + LocalHeaderSize <= archive.Length;)
        {
            var start = place + LocalHeaderSize + BitConverter.ToUInt16(archive, place + 26) + BitConverter.ToUInt16(archive, place + 28);
            if (start < archive.Length)
                size += Unpack(new DeflateStream(new MemoryStream(archive, start, archive.Length - start), CompressionMode.Decompress)).Length;
            var next = archive.AsSpan(place + 1).IndexOf("PK\u0003\u0004"u8);
            place = next < 0 ? -1 : place + 1 + next;
        }

        return size;
    }
}
