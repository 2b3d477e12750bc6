using System.Xml;

namespace VaeFunctional;

/// <summary>What a chart says about itself.</summary>
public sealed record ChartText
{
    /// <summary>The texts of a chart; an empty one is left out.</summary>
    /// <param name="title">Above the chart.</param>
    /// <param name="xAxis">Below the horizontal axis, with the unit.</param>
    /// <param name="yAxis">Beside the vertical axis, with the unit.</param>
    /// <exception cref="ArgumentException">A text holds a character that XML does not allow.</exception>
    public ChartText(string title, string xAxis, string yAxis)
    {
        Title = Checked(title);
        XAxis = Checked(xAxis);
        YAxis = Checked(yAxis);
    }

    /// <summary>Stands above the chart.</summary>
    public string Title { get; }

    /// <summary>Stands below the horizontal axis.</summary>
    public string XAxis { get; }

    /// <summary>Stands beside the vertical axis.</summary>
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
            throw new ArgumentException($"A text of a chart cannot stand in XML: {e.Message}", e);
        }
    }
}
