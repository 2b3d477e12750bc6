using System.Text.RegularExpressions;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The tables that tell which law is in which test name tests that exist.</summary>
public sealed partial class NamedTestsTests
{
    private const string Tests = "tests/VaeFunctional.Tests";

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/guides/verification.fsx")]
    public void Every_test_that_a_table_names_exists(string page)
    {
        var named = Repository.Read(page).Split('\n')
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => TestName().Matches(line))
            .Select(match => (Folder: match.Groups["folder"].Value, Name: match.Groups["name"].Value))
            .ToList();
        Assert.True(named.Count > 15, $"{page} names {named.Count} tests.");
        Findings.None(named.Where(test => !Exists(test.Folder, test.Name)).Select(test => $"{page}: {test.Folder}/{test.Name}"));
    }

    [Fact]
    public void A_test_that_is_not_there_is_noticed()
    {
        Assert.True(Exists("House", nameof(NamedTestsTests)));
        Assert.True(Exists("Distributions", "KnownDefects_D8_Bernoulli_draws_use_the_sigmoid"));
        Assert.False(Exists("House", "NamedTests"));
        Assert.False(Exists("Nowhere", ""));
    }

    /// <summary>Whether there is a folder, a file of it, or a class in one of its files.</summary>
    private static bool Exists(string folder, string name)
    {
        var path = $"{Tests}/{folder}";
        if (!Directory.Exists(Path.Combine(Repository.Root, path)))
            return false;
        var declaration = new Regex($@"\bclass {name}\b", RegexOptions.None, TimeSpan.FromSeconds(1));
        return name.Length == 0
            || Repository.Files(path, ".cs").Any(file => Path.GetFileNameWithoutExtension(file) == name || declaration.IsMatch(Repository.Read(file)));
    }

    [GeneratedRegex(@"`(?<folder>[A-Z]\w+)/(?<name>\w*)`")]
    private static partial Regex TestName();
}
