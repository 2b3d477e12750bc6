namespace VaeFunctional.Tests;

/// <summary>
/// A stream that ends the test when its reader does more work than the content can be worth: more calls, or more bytes, than a multiple of
/// its length. One that cannot seek does not know its length, and gives few bytes at a time.
/// </summary>
internal sealed class MeteredStream(byte[] content, bool canSeek) : Stream
{
    private const int MostPasses = 4;
    private const int MostCallsBesides = 1 << 12;
    private const int MostBytesAtATime = 3;

    private readonly MemoryStream source = new(content, writable: false);
    private long calls;
    private long bytes;

    public override bool CanRead => true;

    public override bool CanSeek => canSeek;

    public override bool CanWrite => false;

    public override long Length => canSeek ? source.Length : throw new NotSupportedException();

    public override long Position
    {
        get => canSeek ? source.Position : throw new NotSupportedException();
        set => source.Position = canSeek ? value : throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(canSeek ? buffer : buffer[..Math.Min(MostBytesAtATime, buffer.Length)]);
        bytes += count;
        if (++calls > (MostPasses * source.Length) + MostCallsBesides || bytes > MostPasses * source.Length)
            throw new InvalidOperationException($"The reader made {calls} calls and took {bytes} bytes of a stream of {source.Length}.");
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => canSeek ? source.Seek(offset, origin) : throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
