namespace VaeFunctional;

/// <summary>Bytes that were read ahead, followed by the rest of the stream they came from. Remembers the last eight bytes it has
/// given.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : ReadOnlyStream
{
    private int given;

    /// <summary>The last eight bytes given, the last one in the highest place.</summary>
    public ulong Tail { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = given < prefix.Length ? ReadPrefix(buffer) : rest.Read(buffer);
        foreach (var value in buffer[Math.Max(0, count - sizeof(ulong))..count])
            Tail = (Tail >> 8) | ((ulong)value << 56);
        return count;
    }

    private int ReadPrefix(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, prefix.Length - given);
        prefix.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }
}
