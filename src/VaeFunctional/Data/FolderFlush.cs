using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>
/// Brings a folder's list of names to the disk, so that a file that was put in its place stands there after a power failure. Windows has no
/// such call, and writes its list ahead itself.
/// </summary>
internal static partial class FolderFlush
{
    private const int ReadOnly = 0;

    /// <summary>Flushes the folder where the platform and the file system can.</summary>
    public static void Of(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            var descriptor = Open(folder, ReadOnly);
            if (descriptor < 0)
                return;
            _ = Fsync(descriptor);
            _ = Close(descriptor);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // A platform without these calls.
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
