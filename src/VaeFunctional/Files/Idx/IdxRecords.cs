using Microsoft.Win32.SafeHandles;

namespace VaeFunctional;

/// <summary>The records of an IDX file in any order, for data larger than memory: each is one entry of the first axis.</summary>
/// <remarks>The file must not be compressed, and must not change while it is open. Reading is safe from several threads at once.</remarks>
public sealed class IdxRecords : IRecordSource, IDisposable
{
    private readonly FileStream file;
    private readonly IdxHeader header;
    private readonly bool asIntensities;

    private IdxRecords(FileStream file, IdxHeader header, bool asIntensities)
    {
        this.file = file;
        this.header = header;
        this.asIntensities = asIntensities;
        RecordShape = header.Shape.Without(0);
    }

    /// <inheritdoc />
    public int Count => header.Shape[0];

    /// <inheritdoc />
    public int Size => RecordShape.Count;

    /// <summary>The shape of one record, such as <c>[28, 28]</c>.</summary>
    public Shape RecordShape { get; }

    /// <summary>Opens a file whose numbers are read as <see cref="Idx.Read(string)"/> reads them.</summary>
    /// <param name="path">The file, uncompressed.</param>
    /// <exception cref="InvalidDataException">The content is not a whole uncompressed IDX file.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static IdxRecords Open(string path) => Open(path, asIntensities: false);

    /// <summary>Opens a file of unsigned bytes that are read as intensities, 0 to 1, as <see cref="Idx.ReadImages(string)"/> reads
    /// them.</summary>
    /// <param name="path">The file, uncompressed.</param>
    /// <exception cref="InvalidDataException">The content is not a whole uncompressed IDX file of unsigned bytes.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static IdxRecords OpenImages(string path) => Open(path, asIntensities: true);

    /// <inheritdoc />
    /// <exception cref="IOException">The file has become shorter since it was opened, or cannot be read.</exception>
    public Tensor Read(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (first < 0 || first > Count - count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(first),
                $"Records {first} to {(long)first + count - 1} are not within the {Count} of {file.Name}.");
        }

        ObjectDisposedException.ThrowIf(!file.CanRead, this);
        var handle = file.SafeFileHandle;
        var position = header.Size + ((long)first * Size * IdxCodec.Size(header.Element));
        void Fill(Span<byte> bytes) => position = ReadExactly(handle, bytes, position);
        var shape = new Shape(count, Size);
        return asIntensities ? IdxCodec.ReadIntensities(shape, Fill) : IdxCodec.Read(header.Element, shape, Fill);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private static IdxRecords Open(string path, bool asIntensities)
    {
        var file = DataFile.OpenRead(path);
        try
        {
            using var source = ByteSource.Over(file, path);
            if (source.IsCompressed)
                throw source.Error(0, "the file is compressed with gzip; unpack it to read records in any order, or use Idx.Read.");
            var header = IdxHeader.Read(source);
            if (asIntensities && header.Element != IdxElement.UnsignedByte)
                throw source.Error(2, $"expected images (UnsignedByte) and found {header.Element} of shape {header.Shape}.");
            return new IdxRecords(file, header, asIntensities);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static long ReadExactly(SafeFileHandle handle, Span<byte> bytes, long position)
    {
        while (!bytes.IsEmpty)
        {
            var count = RandomAccess.Read(handle, bytes, position);
            if (count == 0)
                throw new EndOfStreamException($"The file has become shorter since it was opened: it ends at byte {position}.");
            bytes = bytes[count..];
            position += count;
        }

        return position;
    }
}
