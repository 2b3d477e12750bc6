namespace VaeFunctional;

/// <summary>Files that appear whole or not at all, and that last: written to a draft beside the target, flushed to the disk and then put in
/// its place.</summary>
internal static class AtomicFile
{
    private const int DraftDigits = 12;
    private const string DraftEnd = ".draft";

    /// <summary>The name of the generation before.</summary>
    public static string PreviousOf(string path) => $"{path}.previous";

    /// <summary>Makes sure that a file can stand at a path, before anybody works for it.</summary>
    /// <exception cref="IOException">The path is a folder, or in a folder that is not there.</exception>
    public static void CheckPlace(string path)
    {
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target))
            throw new IOException($"'{path}' cannot be saved: it is a folder.");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new DirectoryNotFoundException($"'{path}' cannot be saved: there is no folder '{Path.GetDirectoryName(target)}'.");
    }

    /// <summary>Writes a file, and may keep the one it replaces; one of the two stands at every moment.</summary>
    /// <exception cref="IOException">It cannot be written; the file that stood there stands as before.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the file that stood there stands as before.</exception>
    public static void Save(string path, Action<Stream> write, bool keepsPrevious = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Path.GetFullPath(path);
        try
        {
            if (Directory.Exists(target))
                throw new IOException("it is a folder.");
            DeleteLeftDrafts(target);
            SaveByDraft(target, write, keepsPrevious);
        }
        catch (DirectoryNotFoundException error)
        {
            throw new DirectoryNotFoundException($"'{path}' cannot be saved: {error.Message}", error);
        }
        catch (IOException error)
        {
            throw new IOException($"'{path}' cannot be saved: {error.Message}", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new UnauthorizedAccessException($"'{path}' cannot be saved: {error.Message}", error);
        }
    }

    private static void SaveByDraft(string target, Action<Stream> write, bool keepsPrevious)
    {
        var draft = DraftOf(target);
        try
        {
            // While a draft is open it is locked against those who look for drafts that were left.
            using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            if (keepsPrevious && File.Exists(target))
                KeepPrevious(target);
            File.Move(draft, target, overwrite: true);
            PosixFiles.FlushFolder(Path.GetDirectoryName(target)!);
        }
        catch
        {
            TryDelete(draft);
            throw;
        }
    }

    /// <summary>Gives the file the name of the generation before as well, or makes a copy where a file cannot have two names.</summary>
    private static void KeepPrevious(string target)
    {
        var second = DraftOf(target);
        try
        {
            if (!PosixFiles.TryLink(target, second))
                Copy(target, second);
            File.Move(second, PreviousOf(target), overwrite: true);
        }
        catch
        {
            TryDelete(second);
            throw;
        }
    }

    private static void Copy(string file, string copy)
    {
        using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var destination = new FileStream(copy, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        source.CopyTo(destination);
        destination.Flush(flushToDisk: true);
    }

    private static string DraftOf(string target) => $"{target}.{Guid.NewGuid().ToString("N")[..DraftDigits]}{DraftEnd}";

    /// <summary>Deletes what processes that were killed left behind, and nobody writes to.</summary>
    private static void DeleteLeftDrafts(string target)
    {
        var name = Path.GetFileName(target);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(target)!, "*" + DraftEnd).ToList())
        {
            if (IsDraftOf(name, Path.GetFileName(file)) && !IsOpen(file))
                TryDelete(file);
        }
    }

    private static bool IsDraftOf(string target, string name) =>
        name.Length == target.Length + 1 + DraftDigits + DraftEnd.Length
        && name.StartsWith(target + ".", StringComparison.Ordinal)
        && name.EndsWith(DraftEnd, StringComparison.Ordinal)
        && name.Substring(target.Length + 1, DraftDigits).All(char.IsAsciiHexDigitLower);

    private static bool IsOpen(string file)
    {
        try
        {
            using var exclusive = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays until the next save.
        }
    }
}
