using System.Globalization;

namespace VaeFunctional;

/// <summary>Files that appear whole or not at all, and survive a crash: written to a draft beside the target, flushed to the disk and then put in
/// its place.</summary>
internal static class AtomicFile
{
    private const int TimeDigits = 12;
    private const int DraftDigits = TimeDigits + 8;
    private const string DraftEnd = ".draft";

    /// <summary>How long a saver may hold a draft that it does not lock: before it writes to it, and until it has moved it.</summary>
    private static readonly TimeSpan LongestUnlocked = TimeSpan.FromSeconds(10);

    /// <summary>The name of the previous generation.</summary>
    public static string PreviousOf(string path) => $"{path}.previous";

    /// <summary>Checks that a file can be saved at a path, before anything is computed for it.</summary>
    /// <exception cref="IOException">The path is a folder, or in a folder that is not there.</exception>
    public static void CheckPlace(string path)
    {
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target))
            throw new IOException($"'{path}' cannot be saved: it is a folder.");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new DirectoryNotFoundException($"'{path}' cannot be saved: there is no folder '{Path.GetDirectoryName(target)}'.");
    }

    /// <summary>Writes a file, and may keep the one it replaces: at every moment there is a whole file under its name and, from the
    /// second save on, under that of the previous generation.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">What writes it.</param>
    /// <param name="isKept">Whether the old file becomes the previous generation.</param>
    /// <exception cref="IOException">It cannot be written, and the old file is unchanged; or the previous generation cannot be
    /// replaced, and the new file is there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old file is unchanged.</exception>
    public static void Save(string path, Action<Stream> write, Predicate<string>? isKept = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CheckPlace(path);
        var target = Path.GetFullPath(path);
        try
        {
            DeleteLeftDrafts(target);
            SaveByDraft(target, write, isKept ?? (_ => false));
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

    private static void SaveByDraft(string target, Action<Stream> write, Predicate<string> isKept)
    {
        var (draft, second) = (DraftOf(target), DraftOf(target));
        try
        {
            // While a draft is open it is locked against those who look for drafts that were left.
            using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            var keeps = File.Exists(target) && isKept(target);
            if (keeps)
                GiveSecondName(target, second);
            File.Move(draft, target, overwrite: true);
            if (keeps)
                File.Move(second, PreviousOf(target), overwrite: true);
        }
        finally
        {
            // Moving a file's name onto another name of the same file leaves both.
            TryDelete(second);
            TryDelete(draft);
        }

        PosixFiles.FlushFolder(Path.GetDirectoryName(target)!);
    }

    /// <summary>Gives a file another name as well, or makes a copy where a file cannot have two names.</summary>
    private static void GiveSecondName(string target, string second)
    {
        if (!PosixFiles.TryLink(target, second))
            Copy(target, second);
    }

    private static void Copy(string file, string copy)
    {
        using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var destination = new FileStream(copy, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        source.CopyTo(destination);
        destination.Flush(flushToDisk: true);
    }

    /// <summary>A unique name with the time at which it was made, in milliseconds.</summary>
    private static string DraftOf(string target) =>
        $"{target}.{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString($"x{TimeDigits}", CultureInfo.InvariantCulture)}{Guid.NewGuid().ToString("N")[TimeDigits..DraftDigits]}{DraftEnd}";

    /// <summary>Deletes what processes that were killed left behind, and nobody writes to.</summary>
    private static void DeleteLeftDrafts(string target)
    {
        var name = Path.GetFileName(target);
        var latest = (DateTimeOffset.UtcNow - LongestUnlocked).ToUnixTimeMilliseconds();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(target)!, "*" + DraftEnd).ToList())
        {
            if (IsDraftOf(name, Path.GetFileName(file)) && TimeOf(file) < latest && !IsOpen(file))
                TryDelete(file);
        }
    }

    private static bool IsDraftOf(string target, string name) =>
        name.Length == target.Length + 1 + DraftDigits + DraftEnd.Length
        && name.StartsWith(target + ".", StringComparison.Ordinal)
        && name.EndsWith(DraftEnd, StringComparison.Ordinal)
        && name.Substring(target.Length + 1, DraftDigits).All(char.IsAsciiHexDigitLower);

    private static long TimeOf(string draft) =>
        long.Parse(draft.AsSpan(draft.Length - DraftEnd.Length - DraftDigits, TimeDigits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // It locks the file only against writers: a draft may be a second name of a file that somebody reads.
    private static bool IsOpen(string file)
    {
        try
        {
            using var shared = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
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
