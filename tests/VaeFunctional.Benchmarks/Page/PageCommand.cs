using System.CommandLine;

namespace VaeFunctional.Benchmarks;

/// <summary><c>page</c>: writes what was measured into docs/performance.md, and its charts. What was not measured stays as it is.</summary>
internal static class PageCommand
{
    public static Command Create()
    {
        var figures = Folder("--figures", Path.Combine("artifacts", "performance"), "Where the lines of JSON are, a file for each section.");
        var docs = Folder("--docs", "docs", "The folder with performance.md and images.");
        var command = new Command("page", "Writes measured figures into docs/performance.md and draws its charts.") { figures, docs };
        command.SetAction(given => Write(given.GetValue(figures)!, given.GetValue(docs)!));
        return command;
    }

    private static Option<string> Folder(string name, string path, string description) =>
        new(name) { HelpName = "DIR", Description = description, DefaultValueFactory = _ => path };

    private static void Write(string folder, string docs)
    {
        var path = Path.Combine(docs, "performance.md");
        var page = File.ReadAllText(path);
        foreach (var (name, section) in PageSections.All)
        {
            var file = Path.Combine(folder, $"{name}.jsonl");
            if (!File.Exists(file))
                continue;
            var figures = Figure.Read(file);
            page = Markdown.WithSection(page, name, section(figures));
            if (PageCharts.All.TryGetValue(name, out var chart))
                File.WriteAllText(Path.Combine(docs, "images", $"performance-{name}.svg"), chart(figures));
        }
        File.WriteAllText(path, page);
    }
}
