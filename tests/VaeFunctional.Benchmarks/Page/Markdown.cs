using System.Text.RegularExpressions;

namespace VaeFunctional.Benchmarks;

/// <summary>Pieces of a Markdown page.</summary>
internal static class Markdown
{
    public static string Table(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
    {
        string[] names = [.. header];
        return string.Join('\n', rows.Prepend(names.Select(_ => "---")).Prepend(names).Select(cells => $"| {string.Join(" | ", cells)} |"));
    }

    /// <summary>The page with other content between the marks of a section, <c>&lt;!-- figures: name --&gt;</c> and <c>&lt;!-- end --&gt;</c>.</summary>
    /// <exception cref="InvalidDataException">The page has no such section.</exception>
    public static string WithSection(string page, string name, string content)
    {
        var section = new Regex($"(<!-- figures: {Regex.Escape(name)} -->\n).*?(<!-- end -->)", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        return section.IsMatch(page)
            ? section.Replace(page, match => $"{match.Groups[1].Value}{content}\n{match.Groups[2].Value}", count: 1)
            : throw new InvalidDataException($"The page has no section '{name}'.");
    }
}
