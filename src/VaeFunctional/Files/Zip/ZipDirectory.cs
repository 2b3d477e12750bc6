using static System.Buffers.Binary.BinaryPrimitives;

namespace VaeFunctional;

/// <summary>The directory at the end of a zip archive: where its records begin and end, and how many there are.</summary>
internal sealed record ZipDirectory(long Start, long Size, long Count)
{
    private const int EndSize = 22;
    private const int LocatorSize = 20;
    private const int LargeEndSize = 56;

    /// <summary>What the size that the end record of a large archive tells of itself leaves out.</summary>
    private const int LargeEndPrefix = 12;

    /// <summary>Finds the directory; between it and the end of the file are only its end records and a comment.</summary>
    public static ZipDirectory Locate(ZipBytes archive)
    {
        var tailStart = Math.Max(0, archive.Length - EndSize - ushort.MaxValue);
        var tail = archive.Read(tailStart, archive.Length - tailStart, "the end of a zip archive").AsSpan();
        var place = tail.Length - EndSize;
        while (place >= 0 && !IsEndRecord(tail[place..]))
            place--;
        if (place < 0)
            throw archive.Error(archive.Length, "expected the record that ends a zip archive: this is not one, or it is cut short.");
        var end = tail[place..];
        var position = tailStart + place;
        if (ReadUInt32LittleEndian(end[4..]) != 0 || !end[8..10].SequenceEqual(end[10..12]))
            throw Split(archive, position);
        return LocateLarge(archive, position) ?? new ZipDirectory(
            ReadUInt32LittleEndian(end[16..]), ReadUInt32LittleEndian(end[12..]), ReadUInt16LittleEndian(end[10..])).EndingAt(position, archive);
    }

    private static bool IsEndRecord(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\x05\x06"u8) && EndSize + ReadUInt16LittleEndian(bytes[20..]) == bytes.Length;

    /// <summary>The directory of an archive whose sizes or counts need 64 bits, or nothing where the end record has no such companion.</summary>
    private static ZipDirectory? LocateLarge(ZipBytes archive, long endPosition)
    {
        var locatorPosition = endPosition - LocatorSize;
        if (locatorPosition < 0)
            return null;
        var locator = archive.Read(locatorPosition, LocatorSize, "a zip archive").AsSpan();
        if (!locator.StartsWith("PK\x06\x07"u8))
            return null;
        var position = ReadInt64LittleEndian(locator[8..]);
        var end = archive.Read(position, LargeEndSize, "the 64-bit record that ends a zip archive").AsSpan();
        if (!end.StartsWith("PK\x06\x06"u8) || ReadInt64LittleEndian(end[4..]) != locatorPosition - position - LargeEndPrefix)
            throw archive.Error(position, "expected the 64-bit record that ends a zip archive.");
        if (ReadUInt64LittleEndian(end[16..]) != 0 || !end[24..32].SequenceEqual(end[32..40]))
            throw Split(archive, position);
        return new ZipDirectory(
            ReadInt64LittleEndian(end[48..]), ReadInt64LittleEndian(end[40..]), ReadInt64LittleEndian(end[32..])).EndingAt(position, archive);
    }

    private static InvalidDataException Split(ZipBytes archive, long position) =>
        archive.Error(position, "expected an archive of one file and found a part of several.");

    private ZipDirectory EndingAt(long end, ZipBytes archive) =>
        Start >= 0 && Start <= end && Size == end - Start
            ? this
            : throw archive.Error(end, $"expected a directory that ends here and found one of {Size} bytes from byte {Start}.");
}
