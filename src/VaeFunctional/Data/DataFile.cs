using System.IO.Compression;

namespace VaeFunctional;

/// <summary>Files of data: whole or not at all, and compressed when their names say so.</summary>
internal static class DataFile
{
    /// <summary>Writes a file; a name that ends in .gz is compressed.</summary>
    public static void Save(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Save(path, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file => WriteCompressed(file, write) : write);
    }

    private static void WriteCompressed(Stream file, Action<Stream> write)
    {
        using var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
        write(gzip);
    }
}
