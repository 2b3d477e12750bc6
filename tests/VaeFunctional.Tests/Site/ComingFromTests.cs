using System.Text.RegularExpressions;
using Xunit;

namespace VaeFunctional.Tests;

public sealed partial class ComingFromTests
{
    private const string Page = "docs/guides/coming-from.md";

    private static readonly HashSet<string> Surface = [.. Repository.Read("tests/VaeFunctional.Tests/House/PublicSurface.txt")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(line => Declared().Match(line).Value is var name && name.Contains('.', StringComparison.Ordinal)
            ? new[] { name, name[(name.LastIndexOf('.') + 1)..] }
            : [name])];

    [Fact]
    public void The_page_has_the_rows_that_a_newcomer_looks_for() => Assert.True(Rows().Count() >= 40);

    [Fact]
    public void Every_name_in_the_column_of_this_library_is_public() =>
        Findings.None(
            from cell in Rows()
            from code in Code().Matches(cell)
            from name in Name().Matches(Arguments().Replace(code.Groups[1].Value, "("))
            where !Surface.Contains(name.Value)
            select $"{name.Value} in: {cell}");

    [Fact]
    public void A_row_names_something_of_this_library_or_says_that_it_is_not_needed() =>
        Assert.All(Rows(), cell => Assert.Matches("`|nothing|not here|built in", cell));

    /// <summary>The last cells of the page's tables, without their headings.</summary>
    private static IEnumerable<string> Rows() =>
        Repository.Read(Page).Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.TrimEnd(' ', '|').Split('|')[^1].Trim())
            .Where(cell => cell != "here");

    /// <summary>The type, or the type with its member, that a line of the public surface declares.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9]+(<[A-Za-z, ]+>)?(\.[A-Za-z0-9]+)*")]
    private static partial Regex Declared();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    /// <summary>Texts within quotation marks, which name no member.</summary>
    [GeneratedRegex(@"\(""[^""]*""")]
    private static partial Regex Arguments();

    /// <summary>A type, or a type with its member, or a member of a value that is written in lower case.</summary>
    [GeneratedRegex(@"(?<![A-Za-z<])[A-Z][A-Za-z0-9]*(<[A-Za-z]+>)?(\.[A-Z][A-Za-z0-9]*)*")]
    private static partial Regex Name();
}
