using System.Text.RegularExpressions;
using Xunit;

namespace VaeFunctional.Tests;

[Collection(nameof(SetsCurrentFolder))]
public sealed partial class ReadmeTests
{
    // What the README shows in any case; it may show further regions.
    private static readonly string[] Shown =
    [
        "tests/VaeFunctional.Tests/Readme/FirstVae.cs",
        "tests/VaeFunctional.Tests/Readme/Variations.cs",
        "tests/VaeFunctional.Tests/Readme/KeepModel.cs",
        "tests/VaeFunctional.FSharp.Tests/Readme/FirstVae.fs",
        "tests/script.fsx",
    ];

    [Fact]
    public void The_first_example_trains_a_model()
    {
        using var folder = new CurrentFolder();
        var (state, images, drawn) = FirstVae.Run();
        Assert.Equal(200, state.Step);
        Assert.Equal(new Shape(16, 256), drawn.Shape);
        Assert.Equal(["samples.png"], folder.Files);
        var start = RateDistortion.Estimate(UntrainedLike(state.Model), Binary(images), RandomKey.FromSeed(1));
        var end = RateDistortion.Estimate(state.Model, Binary(images), RandomKey.FromSeed(1));
        Assert.True(end.Elbo > start.Elbo + 10, $"{start} {end}");
    }

    [Fact]
    public void Readme_code_is_the_tested_code()
    {
        var regions = Repository.Files("tests", ".cs", ".fs", ".fsx").SelectMany(Regions).ToList();
        var blocks = Blocks("README.md", "csharp", "fsharp").ToList();
        foreach (var shown in regions.Where(region => Shown.Contains(region.Path)))
            Assert.True(blocks.Contains(shown.Text), $"README.md does not show the marked region of {shown.Path}:\n{shown.Text}");
        Findings.None(blocks.Except(regions.Select(region => region.Text)).Select(block => $"A block of README.md is no marked region of a test:\n{block}"));
    }

    [Fact]
    public void Code_in_the_text_of_the_site_is_tested_code()
    {
        var regions = Repository.Files("tests", ".cs", ".fs").SelectMany(Regions).Select(region => region.Text).ToHashSet();
        var pages = Repository.Files("docs", ".md", ".fsx").Select(page => (Path: page, Blocks: Blocks(page, "csharp", "fsharp").ToList())).ToList();
        Assert.Contains(pages, page => page.Blocks.Count > 0);
        Findings.None(
            from page in pages
            from block in page.Blocks
            where !regions.Contains(block)
            select $"A block of {page.Path} is no marked region of a test:\n{block}");
    }

    [Fact]
    public void The_variations_run()
    {
        using var folder = new TemporaryFolder();
        Variations.Run(folder["table.csv"], folder["samples.png"]);
        Assert.True(File.Exists(folder["samples.png"]));
    }

    [Fact]
    public void The_lines_on_files_save_resume_and_load()
    {
        using var folder = new TemporaryFolder();
        KeptModel Run() => KeepModel.Run(folder["run.checkpoint"], folder["model.safetensors"]);
        var (first, second) = (Run(), Run());
        Assert.Equal((0, 80), (first.FirstStep, second.FirstStep));
        Assert.Equal(first.Last, second.Last);
        Assert.Equal(first.Last.Model, second.Loaded);
    }

    private static IEnumerable<string> Blocks(string page, params string[] languages) =>
        FencedBlock().Matches(Repository.Read(page).ReplaceLineEndings("\n"))
            .Where(match => languages.Contains(match.Groups["language"].Value))
            .Select(match => match.Groups["code"].Value.TrimEnd());

    private static IEnumerable<Region> Regions(string path) =>
        MarkedRegion().Matches(Repository.Read(path).ReplaceLineEndings("\n")).Select(match => new Region(path, Unindented(match.Groups["code"].Value)));

    private static string Unindented(string code)
    {
        var lines = code.TrimEnd().Split('\n');
        var indentation = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indentation..]));
    }

    private static Tensor Binary(Tensor images) => RandomKey.FromSeed(2).Bernoulli(images);

    private static Vae UntrainedLike(Vae model) => model
        .WithEncoder(Mlp.Create(RandomKey.FromSeed(3), [model.Features, model.Encoder.Outputs], Activation.Relu))
        .WithDecoder(Mlp.Create(RandomKey.FromSeed(4), [model.Latent, model.Features], Activation.Relu));

    [GeneratedRegex(@"^[ ]*// readme:begin\n(?<code>.*?)^[ ]*// readme:end$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex MarkedRegion();

    [GeneratedRegex(@"^```(?<language>csharp|fsharp)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();

    private sealed record Region(string Path, string Text);
}
