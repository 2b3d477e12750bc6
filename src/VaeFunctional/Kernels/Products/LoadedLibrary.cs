using System.Runtime.InteropServices;

namespace VaeFunctional.Kernels;

/// <summary>A native library that is loaded in this process.</summary>
internal sealed class LoadedLibrary
{
    private readonly nint handle;

    private LoadedLibrary(string title, string name, nint handle)
    {
        Title = title;
        Name = name;
        this.handle = handle;
    }

    public string Title { get; }

    /// <summary>The name or path under which the loader found it.</summary>
    public string Name { get; }

    /// <summary>Loads the library of the given name or path; without one, the first of the usual names that can be loaded.</summary>
    /// <param name="title">What the library is called.</param>
    /// <param name="variable">The environment variable by which the name is given.</param>
    /// <param name="given">The given name or path, or nothing.</param>
    /// <param name="usualNames">The names to try without a given one.</param>
    /// <exception cref="DllNotFoundException">None can be loaded; the message has the loader's reason for each.</exception>
    public static LoadedLibrary Load(string title, string variable, string? given, string[] usualNames)
    {
        var reasons = new List<string>();
        foreach (string name in string.IsNullOrEmpty(given) ? usualNames : [given])
        {
            try
            {
                return new LoadedLibrary(title, name, NativeLibrary.Load(name));
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                reasons.Add($"'{name}' ({LastLine(error.Message)})");
            }
        }
        throw new DllNotFoundException(
            $"{title} cannot be loaded: {string.Join(", ", reasons)}. A name without a folder is looked for in the folders of the dynamic " +
            $"loader ({(OperatingSystem.IsWindows() ? "PATH" : "LD_LIBRARY_PATH and the system's")}); {variable} may give another name or a path.");
    }

    /// <summary>The address of a function.</summary>
    /// <exception cref="EntryPointNotFoundException">The library has no function of this name.</exception>
    public nint Function(string name) =>
        NativeLibrary.TryGetExport(handle, name, out nint address)
            ? address
            : throw new EntryPointNotFoundException($"'{Name}' has no function {name}: it is not {Title}, or not the whole of it.");

    // The runtime's general advice comes first, the loader's reason last.
    private static string LastLine(string message) => message.TrimEnd().Split('\n')[^1];
}
