using System.IO.Compression;

namespace VaeFunctional;

/// <summary>The unpacked content of an entry of a zip archive; at its end it is checked to be whole.</summary>
internal sealed class ZipContentStream : ReadOnlyStream
{
    private readonly ZipEntry entry;
    private readonly string name;
    private readonly Stream content;
    private long length;
    private uint checksum;

    public ZipContentStream(ZipBytes archive, ZipEntry entry, string name)
    {
        this.entry = entry;
        this.name = name;
        var stored = new Stored(archive, entry);
        content = entry.IsCompressed ? new DeflateStream(stored, CompressionMode.Decompress) : stored;
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        var count = ReadContent(buffer);
        length += count;
        checksum = Crc32.Continue(checksum, buffer[..count]);
        if (count == 0 && length != entry.Length)
            throw new InvalidDataException($"{name}: the content is damaged: it ends after {length} of {entry.Length} bytes.");
        if (count == 0 && checksum != entry.Checksum)
            throw new InvalidDataException($"{name}: the content is damaged: the checksum of its {length} bytes is not the one in the archive.");
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }

    private int ReadContent(Span<byte> buffer)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{name}: the content is damaged after {length} bytes.", e);
        }
    }

    /// <summary>The content as it stands in the archive.</summary>
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
