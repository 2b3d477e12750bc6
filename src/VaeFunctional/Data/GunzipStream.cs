using System.IO.Compression;

namespace VaeFunctional;

/// <summary>
/// The content of one gzip member, checked to be whole. <see cref="GZipStream"/> ends quietly, its checksum unread, where its input is cut
/// short or damage hides its end; so the trailer, checksum and length, is compared here with what was read.
/// </summary>
internal sealed class GunzipStream(PrefixedStream compressed, string name) : ReadOnlyStream
{
    private readonly GZipStream content = new(compressed, CompressionMode.Decompress, leaveOpen: true);
    private long length;
    private uint checksum;

    public static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1f, 0x8b, ..];

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        var count = ReadContent(buffer);
        length += count;
        checksum = Crc32.Continue(checksum, buffer[..count]);
        if (count == 0)
            CheckTrailer();
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
            throw new InvalidDataException($"{name}: the gzip data is damaged after {length} bytes of content.", e);
        }
    }

    private void CheckTrailer()
    {
        compressed.CopyTo(Stream.Null);
        var (announcedLength, announcedChecksum) = ((uint)(compressed.Tail >> 32), (uint)compressed.Tail);
        if (announcedLength != (uint)length)
        {
            throw new InvalidDataException(
                $"{name}: the gzip data is cut short or followed by other bytes: its content ends at byte {length}, " +
                $"and its last four bytes announce {announcedLength} (modulo 2^32). One gzip member is expected.");
        }

        if (announcedChecksum != checksum)
            throw new InvalidDataException($"{name}: the gzip data is damaged: the checksum of its {length} bytes of content is not the one at its end.");
    }
}
