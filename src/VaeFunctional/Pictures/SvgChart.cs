using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace VaeFunctional;

/// <summary>A chart as an SVG document, readable on light and dark backgrounds; the same input gives the same bytes.</summary>
public sealed record SvgChart
{
    private const double DotRadius = 2.6;

    /// <summary>The part of the plane that a scatter leaves free at each side, so that no dot is cut off.</summary>
    private const double ScatterRoom = 0.03;

    private SvgChart(XElement document) => Xml = document.ToString().ReplaceLineEndings("\n");

    /// <summary>The document.</summary>
    public string Xml { get; }

    /// <summary>Connects the points of each series, in their order.</summary>
    /// <param name="text">The title and the labels of the axes.</param>
    /// <param name="series">The series; the legend names them when there are several.</param>
    /// <exception cref="ArgumentException">No series, or numbers too far apart for one axis.</exception>
    public static SvgChart Lines(ChartText text, IEnumerable<ChartSeries> series)
    {
        ArgumentNullException.ThrowIfNull(text);
        ImmutableArray<ChartSeries> lines = [.. series];
        if (lines.IsEmpty)
            throw new ArgumentException("A chart needs at least one series.", nameof(series));
        var frame = new ChartFrame(
            text,
            ChartScale.Around(lines.SelectMany(line => line.X)),
            ChartScale.Around(lines.SelectMany(line => line.Y)).Widened(ScatterRoom));
        var legend = lines.Length == 1 ? ChartLegend.None : ChartLegend.OfNames([.. lines.Select(line => line.Name)]);
        return new SvgChart(frame.Draw(lines.Select((line, index) => Line(frame, line, ChartColors.Category(index))), legend));
    }

    /// <summary>A dot for each point, colored by its label: a map of a two-dimensional latent space.</summary>
    /// <param name="text">The title and the labels of the axes.</param>
    /// <param name="points">The points, <c>[count, 2]</c>.</param>
    /// <param name="labels">One label per point.</param>
    /// <exception cref="ArgumentException">No points, another shape, a number that is not finite (the message names the point), or another
    /// number of labels.</exception>
    public static SvgChart Scatter(ChartText text, Tensor points, Labels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        CheckCount(points, labels.Count, "labels");
        var classes = labels.Classes();
        return Scatter(
            text,
            points,
            index => ChartColors.Category(classes.BinarySearch(labels[index])),
            () => ChartLegend.OfNames([.. classes.Select(label => label.ToString(CultureInfo.InvariantCulture))]));
    }

    /// <summary>A dot for each point, colored by a number: low is blue, high is yellow.</summary>
    /// <param name="text">The title and the labels of the axes.</param>
    /// <param name="points">The points, <c>[count, 2]</c>.</param>
    /// <param name="values">One number per point, <c>[count]</c>.</param>
    /// <exception cref="ArgumentException">No points, another shape, a number that is not finite (the message names the point), or another
    /// number of values.</exception>
    public static SvgChart Scatter(ChartText text, Tensor points, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckCount(points, values.Count, "values");
        var colors = ChartSeries.Of("values", values.ToDoubles()).Y;
        var scale = ChartScale.Around(colors);
        return Scatter(text, points, index => ChartColors.Continuous(scale.Position(colors[index])), () => ChartLegend.OfScale(scale));
    }

    /// <summary>Saves the document as UTF-8; the file appears whole or not at all.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => DataFile.Save(path, stream => stream.Write(Encoding.UTF8.GetBytes(Xml)));

    /// <summary>The document.</summary>
    public override string ToString() => Xml;

    private static SvgChart Scatter(ChartText text, Tensor points, Func<int, string> color, Func<ChartLegend> legend)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbers = points.ToDoubles();
        var series = ChartSeries.Of("points", numbers.Where((_, i) => i % 2 == 0), numbers.Where((_, i) => i % 2 == 1));
        var frame = new ChartFrame(
            text,
            ChartScale.Around(series.X).Widened(ScatterRoom),
            ChartScale.Around(series.Y).Widened(ScatterRoom));
        return new SvgChart(frame.Draw(
            series.X.Select((x, index) => Svg.Dot(frame.AtX(x), frame.AtY(series.Y[index]), DotRadius, color(index))),
            legend()));
    }

    private static XElement Line(ChartFrame frame, ChartSeries series, string color) =>
        series.X.Length == 1
            ? Svg.Dot(frame.AtX(series.X[0]), frame.AtY(series.Y[0]), DotRadius, color)
            : Svg.Path(series.X.Select((x, index) => Svg.Point(frame.AtX(x), frame.AtY(series.Y[index]))), color);

    private static void CheckCount(Tensor points, int count, string what)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Rank != 2 || points.Shape[1] != 2)
            throw new ArgumentException($"Points of a scatter are rows of two coordinates, not of shape {points.Shape}.", nameof(points));
        if (points.Shape[0] != count)
            throw new ArgumentException($"{points.Shape[0]} points do not match {count} {what}.", nameof(points));
    }
}
