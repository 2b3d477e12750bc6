using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Where the content of a file differs from a template, all of it in one error.</summary>
/// <param name="file">The name of the file in error messages.</param>
/// <param name="content">The content of the file.</param>
internal sealed class TemplateComparison(string file, NamedTensors content)
{
    private const int Shown = 20;

    private readonly List<string> differences = [];
    private readonly HashSet<string> expected = [];

    /// <summary>Compares the tensors of a record, whose names begin with a prefix.</summary>
    public void Compare(string prefix, IEnumerable<Leaf> leaves, bool comparesPrecision = true)
    {
        foreach (var leaf in leaves)
        {
            var name = prefix + leaf.Path;
            expected.Add(name);
            if (!content.Contains(name))
                differences.Add($"'{name}' of shape {leaf.Value.Shape} is missing in the file");
            else if (content[name].Shape != leaf.Value.Shape)
                differences.Add($"'{name}' has shape {content[name].Shape} in the file and {leaf.Value.Shape} in the template");
            else if (comparesPrecision && content[name].Precision != leaf.Value.Precision)
                differences.Add(OfPrecision(name, content[name].Precision, leaf.Value.Precision));
        }
    }

    /// <summary>Compares the settings of a model by path.</summary>
    public void Compare(ImmutableArray<KeyValuePair<string, string>> saved, ImmutableArray<KeyValuePair<string, string>> settings) =>
        Compare(path => path.Length == 0 ? "the model" : $"setting '{path}'", saved, settings);

    /// <summary>Compares settings by path.</summary>
    /// <param name="nameOf">From a path to the name used in error messages.</param>
    /// <param name="saved">The settings in the file.</param>
    /// <param name="settings">Those of the template.</param>
    public void Compare(
        Func<string, string> nameOf, ImmutableArray<KeyValuePair<string, string>> saved, ImmutableArray<KeyValuePair<string, string>> settings)
    {
        var savedTexts = saved.ToDictionary();
        var texts = settings.ToDictionary();
        foreach (var path in texts.Keys.Union(savedTexts.Keys))
            Compare(nameOf(path), savedTexts.GetValueOrDefault(path), texts.GetValueOrDefault(path));
    }

    /// <summary>Compares a text of the file with that of the template; either may be missing.</summary>
    public void Compare(string what, string? saved, string? own)
    {
        if (saved != own)
            differences.Add($"{what} is {Quoted(saved)} in the file and {Quoted(own)} in the template");
    }

    /// <exception cref="ArgumentException">There are differences, or the file has tensors that nobody compared; the message lists them.</exception>
    public void ThrowIfDifferent()
    {
        foreach (var name in content.Names.Where(name => !expected.Contains(name)))
            differences.Add($"'{name}' of shape {content[name].Shape} in the file is not in the template");
        if (differences.Count == 0)
            return;
        var list = string.Concat(differences.Take(Shown).Select(difference => $"{Environment.NewLine}- {difference}"));
        var rest = differences.Count > Shown ? $"{Environment.NewLine}- and {differences.Count - Shown} more" : "";
        throw new ArgumentException($"'{file}' does not fit the template:{list}{rest}");
    }

    private static string OfPrecision(string name, Precision saved, Precision own) =>
        $"'{name}' has precision {saved} in the file and {own} in the template (like.To(Precision.{saved}) has it)";

    private static string Quoted(string? text) => text is null ? "absent" : $"'{text}'";
}
