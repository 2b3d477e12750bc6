namespace VaeFunctional;

/// <summary>Unpacked content that is counted while it is read, and at its end checked to be whole.</summary>
/// <param name="content">The content; it is closed with this stream.</param>
internal abstract class CheckedContentStream(Stream content) : ReadOnlyStream
{
    /// <summary>How many bytes have been read.</summary>
    protected long CountRead { get; private set; }

    /// <summary>The CRC-32 of what has been read.</summary>
    protected uint Checksum { get; private set; }

    public sealed override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        var count = ReadContent(buffer);
        CountRead += count;
        Checksum = Crc32.Continue(Checksum, buffer[..count]);
        if (count == 0)
            CheckWhole();
        return count;
    }

    /// <exception cref="InvalidDataException">What was read is not the whole content.</exception>
    protected abstract void CheckWhole();

    /// <summary>What is said where the content cannot be unpacked.</summary>
    protected abstract string Damage();

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
            throw new InvalidDataException(Damage(), e);
        }
    }
}
