namespace VaeFunctional.Tests;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vaefunctional").FullName;

    public string[] Files => [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file))];

    public string this[string name] => Path.Combine(folder, name);

    public string With(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
