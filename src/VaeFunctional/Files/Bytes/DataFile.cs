using System.IO.Compression;

namespace VaeFunctional;

/// <summary>Files of data: whole or not at all, and compressed when their names say so.</summary>
internal static class DataFile
{
    private const int BlockSize = 1 << 16;

    /// <summary>Writes a file; a name that ends in .gz is compressed.</summary>
    public static void Save(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Save(path, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file => WriteCompressed(file, write) : write);
    }

    /// <summary>Opens an existing file.</summary>
    /// <exception cref="IOException">It cannot be opened: it does not exist, is a folder, may not be read, or has a name that no file can have.</exception>
    public static FileStream OpenRead(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new IOException($"'{path}' cannot be read: it is a folder.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockSize);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            var full = Path.GetFullPath(path);
            var missing = Directory.Exists(Path.GetDirectoryName(full)) ? $"file '{full}'" : $"folder '{Path.GetDirectoryName(full)}'";
            throw new FileNotFoundException($"'{path}' cannot be read: there is no {missing}.", full, error);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"'{path}' cannot be read: {error.Message}", error);
        }
    }

    private static void WriteCompressed(Stream file, Action<Stream> write)
    {
        using var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
        write(gzip);
    }
}
