using System.Collections.Immutable;

namespace VaeFunctional.Benchmarks;

/// <summary>The charts of the page, by the name of the file their figures are in.</summary>
internal static class PageCharts
{
    public static ImmutableDictionary<string, Func<ImmutableArray<Figure>, string>> All { get; } =
        new Dictionary<string, Func<ImmutableArray<Figure>, string>>
        {
            ["steps"] = Steps,
            ["batch"] = figures => Scaling("A step of mlp-400 by batch", "batch", figures),
            ["samples"] = figures => Scaling("A step of iwae-k50 by samples", "K", figures),
        }.ToImmutableDictionary(StringComparer.Ordinal);

    private static string Steps(ImmutableArray<Figure> figures) => BarChart.Draw(
        "A training step: VaeFunctional (blue) and PyTorch's best (gray)",
        "milliseconds per step, each configuration to its own scale; the same processor, the same session",
        [
            .. figures.Select(step => new Bar(
                step.Text("name"),
                step.Number("own_us") / step.Number("torch_us"),
                $"{step.Milliseconds("own_us")} of {step.Milliseconds("torch_us")}, {step.Fixed("ratio", 2)}x")),
        ]);

    private static string Scaling(string title, string axis, ImmutableArray<Figure> figures)
    {
        ImmutableArray<double> sizes = [.. figures.Select(step => step.Number("size"))];
        ImmutableArray<double> milliseconds = [.. figures.Select(step => step.Number("median_us") / 1000)];
        var line = StraightLine.Through(sizes, milliseconds);
        return SvgChart.Lines(
            new ChartText(title, axis, "milliseconds"),
            [ChartSeries.Of("measured", sizes, milliseconds), ChartSeries.Of("straight line", sizes, sizes.Select(line.At))]).Xml;
    }
}
