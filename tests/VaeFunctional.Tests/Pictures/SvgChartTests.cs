using System.Globalization;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(SvgChartTests.Examples) })]
public class SvgChartTests
{
    private static readonly ChartText Text = new("Title <1> & \"2\"", "step", "nats per example");

    [Fact]
    public void Lines_draw_each_series_and_name_it()
    {
        var chart = SvgChart.Lines(Text, [ChartSeries.Of("rate", [1, 2, 4]), ChartSeries.Of("distortion", [0, 5], [3, 3]), ChartSeries.Of("one", [2])]);
        var document = XDocument.Parse(chart.Xml);
        Assert.Equal([3, 2], Named(document, "polyline").Select(line => line.Attribute("points")!.Value.Split(' ').Length));
        foreach (var text in new[] { "rate", "distortion", "one", "Title <1> & \"2\"", "step", "nats per example" })
            Assert.Contains(text, Named(document, "text").Select(element => element.Value));
        Assert.Equal(3, Named(document, "polyline").Concat(Named(document, "circle")).Select(Color).Distinct().Count());
    }

    [Fact]
    public void A_point_is_where_its_ticks_say()
    {
        var chart = SvgChart.Lines(Text, [ChartSeries.Of("a", [0, 10], [0, 100])]);
        var document = XDocument.Parse(chart.Xml);
        var points = Named(document, "polyline").Single().Attribute("points")!.Value.Split(' ').Select(point => point.Split(',')).ToArray();
        Assert.Equal(points[0][0], Named(document, "text").First(text => text.Value == "0").Attribute("x")!.Value);
        Assert.Equal(points[1][0], Named(document, "text").First(text => text.Value == "10").Attribute("x")!.Value);
        var label = Number(Named(document, "text").First(text => text.Value == "100"), "y");
        Assert.Equal(double.Parse(points[1][1], CultureInfo.InvariantCulture), label - 4, 0.02);
    }

    [Fact]
    public void Scatter_colors_points_by_label()
    {
        var labels = Labels.Of([5, -1, 5, 30]);
        var document = XDocument.Parse(SvgChart.Scatter(Text, Tensor.FromArray(new float[,] { { 0, 0 }, { 1, 1 }, { 2, 0 }, { 3, 1 } }), labels).Xml);
        var dots = Named(document, "circle").Take(4).Select(Color).ToArray();
        var legend = Named(document, "circle").Skip(4).Select(Color).ToArray();
        Assert.Equal(dots[0], dots[2]);
        Assert.Equal([dots[1], dots[0], dots[3]], legend);
        Assert.Equal(3, legend.Distinct().Count());
        Assert.Equal(["-1", "5", "30"], Named(document, "text").Select(text => text.Value).Where(text => text is "-1" or "5" or "30"));
    }

    [Fact]
    public void Many_labels_have_many_colors_and_room()
    {
        var labels = Labels.Of(Enumerable.Range(0, 60));
        var document = XDocument.Parse(SvgChart.Scatter(Text, RandomKey.FromSeed(1).Normal(new Shape(60, 2)), labels).Xml);
        Assert.Equal(60, Named(document, "circle").Select(Color).Distinct().Count());
        Assert.True(Number(document.Root!, "height") > 60 * 18);
    }

    [Fact]
    public void Scatter_colors_points_by_value_from_low_to_high()
    {
        var points = Tensor.FromArray(new float[,] { { 0, 0 }, { 1, 1 }, { 2, 2 } });
        var document = XDocument.Parse(SvgChart.Scatter(Text, points, Tensor.FromArray([-1.0, 0, 1])).Xml);
        Assert.Equal([ChartColors.Continuous(0), ChartColors.Continuous(0.5), ChartColors.Continuous(1)], Named(document, "circle").Select(Color));
    }

    [Fact]
    public void The_same_input_gives_the_same_document_in_every_culture()
    {
        var machine = CultureInfo.CurrentCulture;
        string Draw() => SvgChart.Lines(Text, [ChartSeries.Of("a", [0.125, 0.25, 1e-9])]).Xml;
        var expected = Draw();
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            german.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = german;
            Assert.Equal(expected, Draw());
            Assert.DoesNotContain("\r", expected, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = machine;
        }
    }

    [Property(MaxTest = 500)]
    public bool Any_finite_numbers_are_a_chart_inside_its_frame_or_refused(List<double> values)
    {
        try
        {
            var document = XDocument.Parse(SvgChart.Lines(Text, [ChartSeries.Of("a", values)]).Xml);
            var lines = Named(document, "polyline").SelectMany(line => line.Attribute("points")!.Value.Split(' ', ','));
            return lines.Select(text => double.Parse(text, CultureInfo.InvariantCulture)).All(place => place is >= 0 and <= 640)
                && Named(document, "line").Count() is >= 4 and < 50;
        }
        catch (ArgumentException error)
        {
            return error.Message.Contains("too far apart", StringComparison.Ordinal) && values.Any(value => Math.Abs(value) > 1e300);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3.7, 12.9)]
    [InlineData(1e-8, 3e-8)]
    [InlineData(999_990, 1_000_010)]
    [InlineData(-5e200, 1e200)]
    public void Ticks_are_round_evenly_spaced_and_told_apart(double from, double to)
    {
        var scale = ChartScale.Around([from, to]);
        Assert.InRange(scale.Ticks.Length, 3, 9);
        Assert.All(scale.Ticks, tick => Assert.InRange(scale.Position(tick), 0, 1));
        Assert.Equal(scale.Ticks.Length, scale.Ticks.Select(scale.Describe).Distinct().Count());
        Assert.All(scale.Ticks, tick => Assert.Equal(scale.Position(tick), scale.Position(double.Parse(scale.Describe(tick), CultureInfo.InvariantCulture)), 1e-9));
        var step = scale.Ticks[1] - scale.Ticks[0];
        Assert.Contains(Math.Round(step / Math.Pow(10, Math.Floor(Math.Log10(step * 1.000001))), 3), new[] { 1.0, 2, 5 });
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_and_named()
    {
        var error = Assert.Throws<ArgumentException>(() => ChartSeries.Of("rate", [1, double.NaN]));
        Assert.Contains("'rate': point 1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ChartSeries.Of("rate", []));
        Assert.Throws<ArgumentException>(() => ChartSeries.Of("rate", [1], [1, 2]));
        Assert.Throws<ArgumentException>(() => ChartSeries.Of("\u0001", [1]));
        Assert.Throws<ArgumentException>(() => new ChartText("\uFFFF", "", ""));
        Assert.Throws<ArgumentException>(() => SvgChart.Lines(Text, []));
        Assert.Throws<ArgumentException>(() => SvgChart.Scatter(Text, Tensor.Zeros(new Shape(0, 2)), Labels.Of([])));
        Assert.Throws<ArgumentException>(() => SvgChart.Scatter(Text, Tensor.Zeros(new Shape(2, 3)), Labels.Of([1, 2])));
        Assert.Throws<ArgumentException>(() => SvgChart.Scatter(Text, Tensor.Zeros(new Shape(2, 2)), Labels.Of([1])));
        Assert.Throws<ArgumentException>(() => SvgChart.Scatter(Text, Tensor.Zeros(new Shape(1, 2)), Tensor.FromArray([double.NaN])));
        Assert.Throws<ArgumentException>(() => SvgChart.Scatter(Text, Tensor.FromArray(new[,] { { 1f, float.NaN } }), Labels.Of([1])));
    }

    [Fact]
    public void A_saved_chart_is_the_document()
    {
        using var folder = new TemporaryFolder();
        var chart = SvgChart.Lines(new ChartText("größe", "", ""), [ChartSeries.Of("a", [1, 2])]);
        chart.Save(folder["chart.svg"]);
        Assert.Equal(chart.Xml, File.ReadAllText(folder["chart.svg"]));
        Assert.Equal("größe", XDocument.Load(folder["chart.svg"]).Root!.Attribute("aria-label")!.Value);
    }

    private static IEnumerable<XElement> Named(XDocument document, string name) =>
        document.Descendants().Where(element => element.Name.LocalName == name);

    private static string Color(XElement element) =>
        element.Name.LocalName == "polyline" ? element.Attribute("stroke")!.Value : element.Attribute("fill")!.Value;

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    internal static class Examples
    {
        public static Arbitrary<List<double>> Numbers { get; } =
            Gen.Elements(0, -0.0, 1, 1 + 1e-15, 1e6, 1e6 + 3, 1e-300, 5e-324, -1e-5, 1e300, double.MaxValue, double.MinValue, 123.456)
                .NonEmptyListOf().Select(values => values.ToList()).ToArbitrary();
    }
}
