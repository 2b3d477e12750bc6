namespace VaeFunctional;

/// <summary>The bytes of a file or stream in order, unpacked when they begin as gzip does, with the name and place that errors
/// report.</summary>
internal sealed class ByteSource : IDisposable
{
    private const int BlockSize = 1 << 16;

    private readonly Stream? owned;
    private readonly long? length;
    private readonly Queue<ReadOnlyMemory<byte>> held = [];
    private int taken;

    private ByteSource(Stream raw, string name, bool owns, bool unpacks)
    {
        Name = name;
        owned = owns ? raw : null;
        length = raw.CanSeek ? raw.Length - raw.Position : null;
        if (!unpacks)
        {
            Content = raw;
            return;
        }

        var start = new byte[2];
        var prefixed = new PrefixedStream(start[..raw.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)], raw);
        IsCompressed = GunzipStream.IsGzip(start);
        Content = IsCompressed ? new GunzipStream(prefixed, name) : prefixed;
        if (IsCompressed)
            length = null;
    }

    public string Name { get; }

    public bool IsCompressed { get; }

    /// <summary>How many bytes of content have been read.</summary>
    public long Position { get; private set; }

    /// <summary>The content, for a reader that keeps its own place.</summary>
    public Stream Content { get; }

    /// <summary>A file's bytes; where the format may begin with any bytes, none can mean gzip, and the file is read as it is.</summary>
    public static ByteSource Open(string path, bool unpacks = true) => new(DataFile.OpenRead(path), path, owns: true, unpacks);

    /// <summary>A stream's bytes; the stream stays open.</summary>
    public static ByteSource Over(Stream stream, string name, bool unpacks = true)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return new ByteSource(stream, name, owns: false, unpacks);
    }

    /// <summary>Reads until the buffer is full or the content ends, and returns how many bytes were read.</summary>
    public int Read(Span<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length && ReadSome(buffer[filled..]) is > 0 and var count)
            filled += count;
        Position += filled;
        return filled;
    }

    /// <summary>
    /// Checks that exactly this number of bytes remains, before anything is allocated for them: by the length where it is known, by reading ahead
    /// where it is not. What is read ahead grows with the data, not with the claim.
    /// </summary>
    public void Demand(long count, string what)
    {
        if (DemandAtLeast(count, what) > count)
            throw Error(Position + count, $"expected the end after {count} bytes of {what} and found more.");
    }

    /// <summary>Checks in the same way that at least this number of bytes remains, and returns the number known to remain.</summary>
    public long DemandAtLeast(long count, string what)
    {
        var available = length - Position ?? ReadAhead(count);
        return available >= count
            ? available
            : throw Error(
                Position + available,
                $"expected {count} bytes of {what} from byte {Position} and found {available}: the file is cut short.");
    }

    /// <summary>Fills the buffer with bytes that <see cref="Demand"/> found to be there.</summary>
    public void Fill(Span<byte> buffer)
    {
        var start = Position;
        if (Read(buffer) < buffer.Length)
            throw Error(Position, $"the file ended while it was read: {buffer.Length} bytes were expected from byte {start}.");
    }

    public InvalidDataException Error(long position, string problem) => new($"{Name}, byte {position}: {problem}");

    public void Dispose()
    {
        if (IsCompressed)
            Content.Dispose();
        owned?.Dispose();
    }

    private int ReadSome(Span<byte> buffer)
    {
        if (!held.TryPeek(out var block))
            return Content.Read(buffer);
        var count = Math.Min(buffer.Length, block.Length - taken);
        block.Span.Slice(taken, count).CopyTo(buffer);
        taken += count;
        if (taken == block.Length)
        {
            held.Dequeue();
            taken = 0;
        }

        return count;
    }

    /// <summary>Holds what remains, up to one byte more than is wanted, and returns how much that is.</summary>
    private long ReadAhead(long wanted)
    {
        var total = held.Sum(block => (long)block.Length) - taken;
        while (total <= wanted)
        {
            var block = new byte[Math.Min(BlockSize, wanted + 1 - total)];
            var count = Content.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            if (count > 0)
                held.Enqueue(block.AsMemory(0, count));
            total += count;
            if (count < block.Length)
                break;
        }

        return total;
    }
}
