namespace VaeFunctional;

/// <summary>The bytes of a zip archive in any order, with the name that errors report.</summary>
internal sealed class ZipBytes : IDisposable
{
    private readonly Stream content;
    private readonly MemoryStream? copy;
    private readonly long origin;

    private ZipBytes(Stream content, MemoryStream? copy, string name)
    {
        this.content = content;
        this.copy = copy;
        origin = content.Position;
        Length = content.Length - origin;
        Name = name;
    }

    public string Name { get; }

    public long Length { get; }

    /// <summary>A stream's own bytes; of one that cannot seek, or is compressed with gzip, a copy of its content.</summary>
    public static ZipBytes Over(Stream stream, string name)
    {
        var origin = stream.CanSeek ? stream.Position : 0;
        using var source = ByteSource.Over(stream, name);
        if (stream.CanSeek && !source.IsCompressed)
        {
            stream.Position = origin;
            return new ZipBytes(stream, null, name);
        }

        var copy = new MemoryStream();
        source.Content.CopyTo(copy);
        copy.Position = 0;
        return new ZipBytes(copy, copy, name);
    }

    /// <summary>Reads until the buffer is full or the file ends, and returns how many bytes were read.</summary>
    public int Read(long position, Span<byte> buffer)
    {
        content.Position = origin + position;
        return content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
    }

    /// <summary>The bytes of a range that lies within the file.</summary>
    public byte[] Read(long position, long count, string what)
    {
        if (position < 0 || count < 0 || position > Length - count)
            throw Error(Math.Clamp(position, 0, Length), $"expected {count} bytes of {what} and found {Math.Max(0, Length - Math.Max(0, position))}.");
        if (count > Array.MaxLength)
            throw Error(position, $"{count} bytes of {what} are too many.");
        var bytes = new byte[count];
        return Read(position, bytes) == count ? bytes : throw Error(position, $"the file ended while {what} was read.");
    }

    public InvalidDataException Error(long position, string problem) => new($"{Name}, byte {position}: {problem}");

    public void Dispose() => copy?.Dispose();
}
