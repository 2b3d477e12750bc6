using System.IO.Compression;

namespace VaeFunctional;

/// <summary>
/// The content of one gzip member, checked to be whole. <see cref="GZipStream"/> ends quietly, its checksum unread, where its input is cut
/// short or damage hides its end; so the trailer, checksum and length, is compared here with what was read.
/// </summary>
internal sealed class GunzipStream(PrefixedStream compressed, string name)
    : CheckedContentStream(new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true))
{
    public static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1f, 0x8b, ..];

    protected override string Damage() => $"{name}: the gzip data is damaged after {CountRead} bytes of content.";

    protected override void CheckWhole()
    {
        compressed.CopyTo(Stream.Null);
        var (announcedLength, announcedChecksum) = ((uint)(compressed.Tail >> 32), (uint)compressed.Tail);
        if (announcedLength != (uint)CountRead)
        {
            throw new InvalidDataException(
                $"{name}: the gzip data is cut short or followed by other bytes: its content ends at byte {CountRead}, " +
                $"and its last four bytes announce {announcedLength} (modulo 2^32). One gzip member is expected.");
        }

        if (announcedChecksum != Checksum)
            throw new InvalidDataException($"{name}: the gzip data is damaged: the checksum of its {CountRead} bytes of content is not the one at its end.");
    }
}
