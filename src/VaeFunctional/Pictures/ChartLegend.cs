using System.Collections.Immutable;
using System.Xml.Linq;

namespace VaeFunctional;

/// <summary>The legend of a chart, drawn from its top left corner, and the space it takes.</summary>
internal sealed record ChartLegend(ImmutableArray<XElement> Marks, double Width, double Height)
{
    private const double RowHeight = 18;
    private const double TextLeft = 20;
    private const double CharacterWidth = 7;

    public static ChartLegend None { get; } = new([], 0, 0);

    public static ChartLegend OfNames(ImmutableArray<string> names) => new(
        [.. names.SelectMany((name, i) => Row(i, name))],
        TextLeft + (CharacterWidth * names.Max(name => name.Length)),
        names.Length * RowHeight);

    public static ChartLegend OfScale(ChartScale scale)
    {
        const int steps = 60;
        const double height = 180;
        const double width = 14;
        var bar = Enumerable.Range(0, steps).Select(i => Svg.Box(
            0, height * (steps - 1 - i) / steps, width, (height / steps) + 0.5, ChartColors.Continuous((i + 0.5) / steps)));
        var ticks = scale.Ticks.Select(tick => Svg.Text(
            TextLeft, (height * (1 - scale.Position(tick))) + 4, scale.Describe(tick), "start"));
        var longest = scale.Ticks.Max(tick => scale.Describe(tick).Length);
        return new ChartLegend([.. bar, .. ticks], TextLeft + (CharacterWidth * longest), height);
    }

    private static IEnumerable<XElement> Row(int index, string name)
    {
        const double radius = 5;
        var y = (index + 0.5) * RowHeight;
        return [Svg.Dot(radius, y, radius, ChartColors.Category(index)), Svg.Text(TextLeft, y + 4, name, "start")];
    }
}
