using System.Collections.Immutable;
using System.Xml.Linq;

namespace VaeFunctional.Benchmarks;

/// <summary>A bar before the whole that it is a part of.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Part">Its length, where that of the whole is 1.</param>
/// <param name="Says">What is beside both.</param>
internal sealed record Bar(string Name, double Part, string Says);

/// <summary>Horizontal bars, each before the whole that it is a part of, in the style of the library's charts.</summary>
internal static class BarChart
{
    private const double Width = 640;
    private const double Left = 110;
    private const double Right = 430;
    private const double Top = 44;
    private const double RowHeight = 34;
    private const double BarHeight = 20;

    public static string Draw(string title, string caption, ImmutableArray<Bar> bars)
    {
        var bottom = Top + bars.Length * RowHeight;
        var document = Svg.Document(
            Width,
            bottom + 36,
            new XAttribute("role", "img"),
            new XAttribute("aria-label", title),
            Svg.Text(Width / 2, 22, title, "middle", new XAttribute("font-size", 15), new XAttribute("font-weight", "bold")),
            Svg.Group([.. bars.SelectMany((bar, row) => Row(bar, Top + (row + 0.5) * RowHeight))]),
            Svg.Line(Left, Top, Left, bottom, ChartColors.Ink),
            Svg.Text(Width / 2, bottom + 22, caption, "middle"));
        return document.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<XElement> Row(Bar bar, double middle)
    {
        var whole = Svg.Box(Left, middle - BarHeight / 2, Right - Left, BarHeight, ChartColors.Ink);
        whole.Add(new XAttribute("fill-opacity", 0.25));
        return
        [
            Svg.Text(Left - 8, middle + 4, bar.Name, "end"),
            whole,
            Svg.Box(Left, middle - BarHeight / 2, (Right - Left) * bar.Part, BarHeight, ChartColors.Category(0)),
            Svg.Text(Right + 8, middle + 4, bar.Says, "start"),
        ];
    }
}
