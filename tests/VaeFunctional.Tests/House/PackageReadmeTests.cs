using System.Text.RegularExpressions;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What a package shows of itself where it is listed, far from the repository's files.</summary>
public sealed partial class PackageReadmeTests
{
    public static TheoryData<string> Packages => [.. Repository.Files("src", ".csproj", ".fsproj").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_says_what_it_is_and_how_to_add_it(string package)
    {
        var readme = Repository.Read($"src/{package}/README.md");
        Assert.StartsWith($"# {package}\n", readme, StringComparison.Ordinal);
        Assert.Contains($"\ndotnet add package {package}\n", readme, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_links_to_nothing_that_it_does_not_hold(string package) =>
        Findings.None(Relative().Matches(Repository.Read($"src/{package}/README.md")).Select(match => match.Value));

    [Theory]
    [InlineData("[start](docs/start/csharp.md)")]
    [InlineData("![map](docs/images/latent-map.png)")]
    [InlineData("[site](#the-site)")]
    public void A_relative_link_is_noticed(string text) => Assert.Matches(Relative(), text);

    [GeneratedRegex(@"\]\((?!https://)[^)]*\)")]
    private static partial Regex Relative();
}
