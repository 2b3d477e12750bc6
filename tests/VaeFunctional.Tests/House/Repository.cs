namespace VaeFunctional.Tests;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Containing("VaeFunctional.sln", AppContext.BaseDirectory);

    /// <summary>The files of a folder and its subfolders, build outputs and packages of npm aside, as paths from the root with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => extensions.Contains(Path.GetExtension(path)) && !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Containing(string file, string folder) =>
        File.Exists(Path.Combine(folder, file))
            ? folder
            : Containing(file, Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No folder above the tests holds {file}."));
}
