using System.IO.Compression;

namespace VaeFunctional;

/// <summary>
/// The content of one gzip member, checked to be whole. <see cref="GZipStream"/> ends quietly where its input is cut short, so the length
/// in the trailer, which ends the input, is compared with what was read.
/// </summary>
internal sealed class GunzipStream(PrefixedStream compressed, string name) : ReadOnlyStream
{
    private readonly GZipStream content = new(compressed, CompressionMode.Decompress, leaveOpen: true);
    private long length;

    public static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1f, 0x8b, ..];

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        var count = ReadContent(buffer);
        length += count;
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
        if (compressed.Tail != (uint)length)
        {
            throw new InvalidDataException(
                $"{name}: the gzip data is cut short or followed by other bytes: its content ends at byte {length}, " +
                $"and its last four bytes announce {compressed.Tail} (modulo 2^32). One gzip member is expected.");
        }
    }
}
