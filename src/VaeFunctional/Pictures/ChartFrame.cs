using System.Xml.Linq;

namespace VaeFunctional;

/// <summary>The plane that a chart draws in: two scales, their axes and texts.</summary>
internal sealed class ChartFrame(ChartText text, ChartScale x, ChartScale y)
{
    private const double Width = 640;
    private const double Height = 400;
    private const double Left = 72;
    private const double Right = 500;
    private const double Top = 40;
    private const double Bottom = 340;
    private const double TickLength = 5;
    private const double LegendLeft = Right + 20;
    private const double Room = 10;

    public double AtX(double number) => Left + ((Right - Left) * x.Position(number));

    public double AtY(double number) => Bottom - ((Bottom - Top) * y.Position(number));

    public XElement Draw(IEnumerable<XElement> marks, ChartLegend legend) => Svg.Document(
        Math.Max(Width, LegendLeft + legend.Width + Room),
        Math.Max(Height, Top + legend.Height + Room),
        new XAttribute("role", "img"),
        new XAttribute("aria-label", text.Title),
        Svg.Group(Axes()),
        Svg.Group(marks),
        Svg.Group(new XAttribute("transform", $"translate({Svg.Number(LegendLeft)} {Svg.Number(Top)})"), legend.Marks),
        Svg.Group(Texts()));

    private IEnumerable<XElement> Axes()
    {
        foreach (var tick in x.Ticks)
        {
            yield return Grid(AtX(tick), Top, AtX(tick), Bottom);
            yield return Svg.Line(AtX(tick), Bottom, AtX(tick), Bottom + TickLength, ChartColors.Ink);
            yield return Svg.Text(AtX(tick), Bottom + TickLength + 14, x.Describe(tick), "middle");
        }

        foreach (var tick in y.Ticks)
        {
            yield return Grid(Left, AtY(tick), Right, AtY(tick));
            yield return Svg.Line(Left - TickLength, AtY(tick), Left, AtY(tick), ChartColors.Ink);
            yield return Svg.Text(Left - TickLength - 3, AtY(tick) + 4, y.Describe(tick), "end");
        }

        yield return Svg.Line(Left, Bottom, Right, Bottom, ChartColors.Ink);
        yield return Svg.Line(Left, Top, Left, Bottom, ChartColors.Ink);
    }

    private IEnumerable<XElement> Texts()
    {
        const double middleX = (Left + Right) / 2;
        const double middleY = (Top + Bottom) / 2;
        const double besideY = 18;
        if (text.Title.Length > 0)
        {
            yield return Svg.Text(
                middleX, 22, text.Title, "middle", new XAttribute("font-size", 15), new XAttribute("font-weight", "bold"));
        }

        if (text.XAxis.Length > 0)
            yield return Svg.Text(middleX, Bottom + 44, text.XAxis, "middle");
        if (text.YAxis.Length > 0)
        {
            var turn = new XAttribute("transform", $"rotate(-90 {Svg.Number(besideY)} {Svg.Number(middleY)})");
            yield return Svg.Text(besideY, middleY, text.YAxis, "middle", turn);
        }
    }

    private static XElement Grid(double x1, double y1, double x2, double y2)
    {
        var line = Svg.Line(x1, y1, x2, y2, ChartColors.Ink);
        line.Add(new XAttribute("stroke-opacity", 0.2));
        return line;
    }
}
