using System.Xml;

namespace VaeFunctional;

/// <summary>The texts of a chart: its title and the labels of its axes.</summary>
public sealed record ChartText
{
    /// <summary>The texts of a chart; an empty one is left out.</summary>
    /// <param name="title">The title, above the chart.</param>
    /// <param name="xAxis">The label of the horizontal axis, with the unit.</param>
    /// <param name="yAxis">The label of the vertical axis, with the unit.</param>
    /// <exception cref="ArgumentException">A text holds a character that XML does not allow.</exception>
    public ChartText(string title, string xAxis, string yAxis)
    {
        Title = Checked(title);
        XAxis = Checked(xAxis);
        YAxis = Checked(yAxis);
    }

    /// <summary>The title, above the chart.</summary>
    public string Title { get; }

    /// <summary>The label of the horizontal axis, below it.</summary>
    public string XAxis { get; }

    /// <summary>The label of the vertical axis, beside it.</summary>
    public string YAxis { get; }

    internal static string Checked(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException e)
        {
            throw new ArgumentException($"A text of a chart contains a character that XML does not allow: {e.Message}", e);
        }
    }
}
