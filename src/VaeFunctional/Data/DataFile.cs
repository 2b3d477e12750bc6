using System.IO.Compression;

namespace VaeFunctional;

/// <summary>Files that appear whole or not at all.</summary>
internal static class DataFile
{
    /// <summary>Writes beside the target and moves the result onto it; a name that ends in .gz is compressed.</summary>
    public static void Save(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Path.GetFullPath(path);
        var draft = $"{target}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            using (var content = IsGzipName(target) ? new GZipStream(file, CompressionLevel.Optimal) : (Stream)file)
                write(content);
            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static bool IsGzipName(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
