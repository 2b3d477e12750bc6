using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace VaeFunctional.Benchmarks;

/// <summary>Horizontal bars with their names and values, in the style of the library's charts.</summary>
internal static class BarChart
{
    private const double Width = 640;
    private const double Left = 130;
    private const double Right = 580;
    private const double Top = 44;
    private const double RowHeight = 30;
    private const double BarHeight = 18;

    /// <summary>The document; a line stands at 1, what all bars are relative to.</summary>
    public static string Draw(string title, string caption, ImmutableArray<(string Name, double Value)> bars)
    {
        var greatest = Math.Max(1, bars.Max(bar => bar.Value));
        var bottom = Top + bars.Length * RowHeight;
        double At(double value) => Left + (Right - Left) * value / greatest;
        var document = Svg.Document(
            Width,
            bottom + 40,
            new XAttribute("role", "img"),
            new XAttribute("aria-label", title),
            Svg.Text(Width / 2, 22, title, "middle", new XAttribute("font-size", 15), new XAttribute("font-weight", "bold")),
            Svg.Group([.. bars.SelectMany((bar, row) => Row(bar.Name, bar.Value, Top + (row + 0.5) * RowHeight, At(bar.Value)))]),
            Svg.Line(Left, Top, Left, bottom, ChartColors.Ink),
            Svg.Line(At(1), Top, At(1), bottom, ChartColors.Ink),
            Svg.Text(Width / 2, bottom + 24, caption, "middle"));
        return document.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<XElement> Row(string name, double value, double middle, double end) =>
    [
        Svg.Text(Left - 8, middle + 4, name, "end"),
        Svg.Box(Left, middle - BarHeight / 2, end - Left, BarHeight, ChartColors.Category(0)),
        Svg.Text(end + 6, middle + 4, value.ToString("F2", CultureInfo.InvariantCulture), "start"),
    ];
}
