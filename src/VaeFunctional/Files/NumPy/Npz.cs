using System.IO.Compression;
using System.Text;

namespace VaeFunctional;

/// <summary>NumPy's format of several named arrays (.npz), for exchange with Python: a zip archive of .npy files, as <c>numpy.savez</c> and
/// <c>numpy.savez_compressed</c> write and <c>numpy.load</c> reads.</summary>
/// <remarks>
/// What <see cref="Npy"/> says holds for each array. Whatever is wrong with an archive, such as an entry that is damaged, encrypted, named
/// twice or not an array, is an <see cref="InvalidDataException"/> that names the file, the entry and the byte.
/// </remarks>
public static class Npz
{
    private const string Extension = ".npy";
    private const int LongestShown = 20;

    /// <summary>The time of every entry, the earliest that zip knows, as in NumPy: the same tensors give the same bytes.</summary>
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads every array of an archive.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The content is not a whole zip archive of arrays that <see cref="Npy"/> reads.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static NamedTensors Read(string path)
    {
        using var file = DataFile.OpenRead(path);
        return Read(file, path);
    }

    /// <summary>Reads every array of an archive.</summary>
    /// <param name="stream">The content, read to its end; it stays open. One that cannot seek or is compressed with gzip is copied to memory.</param>
    /// <param name="name">The name used in error messages.</param>
    /// <exception cref="IOException">The stream cannot be read, or its content is longer than 2,147,483,591 bytes and cannot be copied.</exception>
    /// <exception cref="InvalidDataException">The content is not a whole zip archive of arrays that <see cref="Npy"/> reads.</exception>
    public static NamedTensors Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        using var archive = ZipBytes.Over(stream, name);
        return ZipEntries.Read(archive).Aggregate(
            NamedTensors.Empty, (tensors, entry) => tensors.With(ArrayName(entry, archive), ReadArray(entry, archive)));
    }

    /// <summary>Writes arrays in the order of their names; the same arrays give the same bytes.</summary>
    /// <param name="path">The file, replaced if it exists; by convention its name ends in .npz.</param>
    /// <param name="tensors">The arrays, without metadata, for which the format has no place.</param>
    /// <param name="compress">Whether to compress, as <c>numpy.savez_compressed</c> does.</param>
    /// <exception cref="ArgumentException">There is metadata, or a name is longer than zip allows.</exception>
    /// <exception cref="InvalidOperationException">A tensor is a temporary of an evaluation that has ended.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, NamedTensors tensors, bool compress = false)
    {
        Check(tensors);
        DataFile.Save(path, stream => WriteChecked(stream, tensors, compress));
    }

    /// <summary>Writes arrays in the order of their names; the same arrays give the same bytes.</summary>
    /// <param name="stream">The target; it stays open.</param>
    /// <param name="tensors">The arrays, without metadata, for which the format has no place.</param>
    /// <param name="compress">Whether to compress, as <c>numpy.savez_compressed</c> does.</param>
    /// <exception cref="ArgumentException">There is metadata, or a name is longer than zip allows.</exception>
    /// <exception cref="InvalidOperationException">A tensor is a temporary of an evaluation that has ended.</exception>
    public static void Write(Stream stream, NamedTensors tensors, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Check(tensors);
        WriteChecked(stream, tensors, compress);
    }

    private static string ArrayName(ZipEntry entry, ZipBytes archive) =>
        entry.Name.EndsWith(Extension, StringComparison.Ordinal)
            ? entry.Name[..^Extension.Length]
            : throw archive.Error(entry.Position, $"expected arrays, whose names end in {Extension}, and found '{entry.Name}'.");

    private static Tensor ReadArray(ZipEntry entry, ZipBytes archive)
    {
        var name = $"{archive.Name}, entry '{entry.Name}'";
        using var content = new ZipContentStream(archive, entry, name);
        using var source = ByteSource.Over(content, name, unpacks: false);
        return Npy.Read(source);
    }

    private static void Check(NamedTensors tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (!tensors.Metadata.IsEmpty)
        {
            throw new ArgumentException(
                $"An .npz file has no place for metadata, and there is '{tensors.Metadata.Keys.First()}'; WithoutMetadata() leaves it out.",
                nameof(tensors));
        }

        foreach (var name in tensors.Names)
        {
            tensors[name].ThrowIfEnded();
            if (Encoding.UTF8.GetByteCount(name + Extension) > ushort.MaxValue)
                throw new ArgumentException($"The name '{name[..LongestShown]}...' of {name.Length} characters is longer than zip allows.", nameof(tensors));
        }
    }

    private static void WriteChecked(Stream stream, NamedTensors tensors, bool compress)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var name in tensors.Names)
        {
            var entry = archive.CreateEntry(name + Extension, compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            entry.LastWriteTime = Timestamp;
            using var content = entry.Open();
            Npy.Write(content, tensors[name]);
        }
    }
}
