using System.Text.RegularExpressions;
using Xunit;

namespace VaeFunctional.Tests;

public sealed partial class StructureTests
{
    private const int LongestFile = 300;
    private const int FullestFolder = 15;

    private static readonly string[] TopLevel =
    [
        "src", "tests", "docs", "VaeFunctional.sln", "Directory.Build.props", "Directory.Packages.props", "README.md", "CHANGELOG.md", "LICENSE",
    ];

    [Fact]
    public void The_solution_lists_every_project()
    {
        var listed = ProjectPath().Matches(Repository.Read("VaeFunctional.sln")).Select(match => match.Groups[1].Value.Replace('\\', '/'));
        var present = new[] { "src", "tests", "docs" }.SelectMany(folder => Repository.Files(folder, ".csproj", ".fsproj"));
        Assert.Equal(present.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_top_level_holds_nothing_unexpected()
    {
        var ignored = Repository.Read(".gitignore").Split('\n').Select(line => line.TrimEnd('/'));
        var present = Directory.EnumerateFileSystemEntries(Repository.Root).Select(path => Path.GetFileName(path));
        Findings.None(present.Where(name => !name.StartsWith('.')).Except(TopLevel).Except(ignored));
    }

    [Fact]
    public void No_source_file_is_too_long() =>
        Findings.None(Sources("src")
            .Select(path => (Path: path, Lines: Repository.Read(path).AsSpan().TrimEnd().Count('\n') + 1))
            .Where(file => file.Lines > LongestFile));

    [Fact]
    public void No_folder_holds_too_many_source_files() =>
        Findings.None(Sources("src")
            .CountBy(path => path[..path.LastIndexOf('/')])
            .Where(folder => folder.Value > FullestFolder));

    [Fact]
    public void Nothing_is_left_to_do() => Findings.None(LinesMatching(Unfinished(), "src", "tests", "docs"));

    [Fact]
    public void A_skipped_test_says_why() => Findings.None(LinesMatching(SkipWithoutReason(), "src", "tests", "docs"));

    /// <summary>A property that is run by hand would not repeat the seed of its run.</summary>
    [Fact]
    public void Properties_are_run_by_their_attribute() => Findings.None(LinesMatching(PropertyRunByHand(), "tests"));

    private static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(folder => Repository.Files(folder, ".cs", ".fs", ".fsx"));

    private static IEnumerable<string> LinesMatching(Regex regex, params string[] folders) =>
        from path in Sources(folders)
        where Path.GetFileNameWithoutExtension(path) != nameof(StructureTests)
        from line in Repository.Read(path).Split('\n').Index()
        where regex.IsMatch(line.Item)
        select $"{path}:{line.Index + 1} {line.Item.Trim()}";

    [GeneratedRegex("""^Project\(.*"([^"]+proj)",""", RegexOptions.Multiline)]
    private static partial Regex ProjectPath();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\b(Quick|Verbose)Check|\bCheck\.(One|All|Quick|Verbose)|\bConfig\.(Default|Quick|Verbose)")]
    private static partial Regex PropertyRunByHand();

    [GeneratedRegex("""\bSkip\s*=\s*(null|"\s*")""")]
    private static partial Regex SkipWithoutReason();
}
