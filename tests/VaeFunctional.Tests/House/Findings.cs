using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What a search of the repository found and should not have.</summary>
internal static class Findings
{
    /// <summary>Fails with every finding in full, one per line.</summary>
    public static void None<T>(IEnumerable<T> findings)
    {
        var lines = findings.Select(finding => finding?.ToString()).ToList();
        Assert.True(lines.Count == 0, $"{lines.Count} found:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
    }
}
