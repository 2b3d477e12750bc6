using System.Globalization;
using System.Xml.Linq;

namespace VaeFunctional;

/// <summary>The elements of SVG that charts are made of.</summary>
internal static class Svg
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    public static XElement Document(double width, double height, params object[] content) => new(
        Namespace + "svg",
        new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
        new XAttribute("width", Number(width)),
        new XAttribute("height", Number(height)),
        new XAttribute("font-family", "system-ui, sans-serif"),
        new XAttribute("font-size", 12),
        content);

    public static XElement Group(params object[] content) => new(Namespace + "g", content);

    public static XElement Line(double x1, double y1, double x2, double y2, string color) => new(
        Namespace + "line",
        At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2), new XAttribute("stroke", color));

    public static XElement Path(IEnumerable<string> points, string color) => new(
        Namespace + "polyline",
        new XAttribute("points", string.Join(' ', points)),
        new XAttribute("fill", "none"),
        new XAttribute("stroke", color),
        new XAttribute("stroke-width", 1.8),
        new XAttribute("stroke-linejoin", "round"));

    public static XElement Dot(double x, double y, double radius, string color) => new(
        Namespace + "circle",
        At("cx", x), At("cy", y), At("r", radius), new XAttribute("fill", color));

    public static XElement Box(double x, double y, double width, double height, string color) => new(
        Namespace + "rect",
        At("x", x), At("y", y), At("width", width), At("height", height), new XAttribute("fill", color));

    public static XElement Text(double x, double y, string text, string anchor, params object[] attributes) => new(
        Namespace + "text",
        At("x", x), At("y", y), new XAttribute("text-anchor", anchor), new XAttribute("fill", ChartColors.Ink), attributes, text);

    public static string Point(double x, double y) => $"{Number(x)},{Number(y)}";

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static XAttribute At(string name, double value) => new(name, Number(value));
}
