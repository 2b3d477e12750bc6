using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>File operations outside Windows that the base library lacks; where the platform or the file system does not support one, nothing happens.</summary>
internal static partial class PosixFiles
{
    private const int ReadOnly = 0;

    /// <summary>Flushes a folder's list of names to the disk, so that a renamed file is still there after a power failure.</summary>
    public static void FlushFolder(string folder) => Try(() =>
    {
        var descriptor = Open(folder, ReadOnly);
        if (descriptor >= 0)
        {
            _ = Fsync(descriptor);
            _ = Close(descriptor);
        }

        return true;
    });

    /// <summary>Gives a file a second name, if that is possible.</summary>
    public static bool TryLink(string file, string name) => Try(() => Link(file, name) == 0);

    private static bool Try(Func<bool> call)
    {
        try
        {
            return !OperatingSystem.IsWindows() && call();
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string name);
}
