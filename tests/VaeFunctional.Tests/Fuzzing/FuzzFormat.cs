using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A good file: what is mutated in it, and how the result is wrapped, so that mutations reach behind lengths and checksums.</summary>
internal sealed record FuzzFile(byte[] Content, Func<byte[], byte[]> Wrap)
{
    public FuzzFile(byte[] content)
        : this(content, static mutated => mutated)
    {
    }

    public byte[] Bytes => Wrap(Content);
}

/// <summary>A format under test.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Files">Good files, which are read.</param>
/// <param name="Read">The reader under test.</param>
/// <param name="ReadNaively">What a naive reader finds in the bytes of a file that was read, or nothing where it does not know.</param>
/// <param name="Factor">The most bytes that reading allocates for a byte of content, besides <see cref="Constant"/>.</param>
/// <param name="HasTemplate">Whether the reader is given what to expect, and says by an <see cref="ArgumentException"/> what differs.</param>
internal sealed record FuzzFormat(
    string Name, FuzzFile[] Files, Func<Stream, object> Read, Func<byte[], object?> ReadNaively, int Factor, bool HasTemplate = false)
{
    /// <summary>How errors call the file.</summary>
    public const string Stream = "mutated";

    /// <summary>The most bytes that reading allocates for any file: blocks, buffers of unpacking, messages, and what the runtime loads at the
    /// first error of a kind.</summary>
    public const int Constant = 1 << 19;

    public byte[] Bytes(FuzzCase one)
    {
        var (file, other) = (Files[one.File], Files[one.Other]);
        return file.Wrap(one.Mutations.Aggregate(file.Content, (content, mutation) => mutation.Apply(content, other.Content)));
    }

    /// <summary>Reads a file and holds the reader to the law.</summary>
    public FuzzOutcome Check(byte[] file, bool canSeek)
    {
        using var stream = new MeteredStream(file, canSeek);
        object? read = null;
        Exception? refusal = null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read = Read(stream);
        }
        catch (Exception error) when (error is InvalidDataException || (HasTemplate && error is ArgumentException))
        {
            refusal = error;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var size = UnpackedSize.Of(file);
        Assert.InRange(allocated, 0, Constant + (Factor * size));
        if (refusal is not null)
            Assert.Contains(Stream, refusal.Message, StringComparison.Ordinal);
        else
            Assert.Equal(ReadNaively(file) ?? read, read);
        return new FuzzOutcome(refusal?.GetType().Name ?? "", allocated, size);
    }
}

/// <summary>What became of a file: by which exception it was refused, if it was; how many bytes were allocated, and how many there are in
/// it.</summary>
internal sealed record FuzzOutcome(string Refusal, long Allocated, long Size)
{
    public bool IsRead => Refusal.Length == 0;
}
