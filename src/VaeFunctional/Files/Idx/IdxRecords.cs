using Microsoft.Win32.SafeHandles;

namespace VaeFunctional;

/// <summary>The images of an IDX file in any order, for data larger than memory.</summary>
/// <remarks>The file must not be compressed, and must not change while it is open. Reading is safe from several threads at once.</remarks>
public sealed class IdxRecords : IRecordSource, IDisposable
{
    private readonly FileStream file;
    private readonly IdxHeader header;

    private IdxRecords(FileStream file, IdxHeader header)
    {
        this.file = file;
        this.header = header;
    }

    /// <inheritdoc />
    public int Count => header.Shape[0];

    /// <inheritdoc />
    public int Size => header.Shape.CountAfter(0);

    /// <summary>Opens a file whose elements are read as intensities, 0 to 1, as <see cref="Idx.ReadImages(string)"/> reads them.</summary>
    /// <param name="path">The file, uncompressed.</param>
    /// <exception cref="InvalidDataException">The content is not a whole uncompressed IDX file of unsigned bytes.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static IdxRecords OpenImages(string path)
    {
        var file = DataFile.OpenRead(path);
        try
        {
            using var source = ByteSource.Over(file, path);
            if (source.IsCompressed)
                throw source.Error(0, "the file is compressed with gzip; unpack it to read records in any order, or use Idx.ReadImages.");
            return new IdxRecords(file, IdxHeader.Read(source));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    /// <exception cref="IOException">The file has become shorter since it was opened, or cannot be read.</exception>
    public Tensor Read(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (first < 0 || first > Count - count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(first),
                $"Records {first} to {(long)first + count - 1} are not in {file.Name}, which has {Count}.");
        }

        ObjectDisposedException.ThrowIf(!file.CanRead, this);
        var handle = file.SafeFileHandle;
        var position = header.Size + ((long)first * Size);
        void Fill(Span<byte> bytes) => position = ReadExactly(handle, bytes, position);
        return IdxBytes.ReadIntensities(new Shape(count, Size), Fill);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

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
