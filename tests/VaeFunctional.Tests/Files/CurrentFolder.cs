using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Tests of programs that write fixed names into the current folder, which is the process's own: nothing runs beside them.</summary>
[CollectionDefinition(nameof(SetsCurrentFolder), DisableParallelization = true)]
public sealed class SetsCurrentFolder;

/// <summary>A temporary folder that is the current one as long as a test lasts.</summary>
internal sealed class CurrentFolder : IDisposable
{
    private readonly string before = Environment.CurrentDirectory;
    private readonly TemporaryFolder folder = new();

    public CurrentFolder() => Environment.CurrentDirectory = folder[""];

    public string[] Files => folder.Files;

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        folder.Dispose();
    }
}
