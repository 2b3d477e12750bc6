using System.IO.Compression;

namespace VaeFunctional;

/// <summary>The unpacked content of an entry of a zip archive; at its end it is checked to be whole.</summary>
internal sealed class ZipContentStream(ZipBytes archive, ZipEntry entry, string name) : CheckedContentStream(Unpacked(archive, entry))
{
    protected override void CheckWhole()
    {
        if (CountRead != entry.Length)
            throw new InvalidDataException($"{name}: the content is damaged: it ends after {CountRead} of {entry.Length} bytes.");
        if (Checksum != entry.Checksum)
            throw new InvalidDataException($"{name}: the content is damaged: the checksum of its {CountRead} bytes is not the one in the archive.");
    }

    protected override string Damage() => $"{name}: the content is damaged after {CountRead} bytes.";

    private static Stream Unpacked(ZipBytes archive, ZipEntry entry)
    {
        var stored = new Stored(archive, entry);
        return entry.IsCompressed ? new DeflateStream(stored, CompressionMode.Decompress) : stored;
    }

    /// <summary>The content as it is in the archive.</summary>
    private sealed class Stored(ZipBytes archive, ZipEntry entry) : ReadOnlyStream
    {
        private long position = entry.ContentPosition;

        public override int Read(Span<byte> buffer)
        {
            var count = archive.Read(position, buffer[..(int)Math.Min(buffer.Length, entry.End - position)]);
            position += count;
            return count;
        }
    }
}
