namespace VaeFunctional.FSharp

open VaeFunctional

/// Pictures with 8 bits per channel.
[<RequireQualifiedAccess>]
module Picture =

    /// <summary>Saves a picture as a PNG file, which appears whole or not at all.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="picture">The picture.</param>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    let save (path: string) (picture: Picture) = picture.Save path

/// Named sequences of points.
[<RequireQualifiedAccess>]
module ChartSeries =

    /// <summary>A series of values at 0, 1, 2 and so on.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="y">The vertical coordinates.</param>
    /// <exception cref="T:System.ArgumentException">No points, a coordinate that is not finite, or a name that XML does not allow.</exception>
    let ofValues (name: string) (y: float seq) = ChartSeries.Of(name, y)

/// Charts as SVG documents.
[<RequireQualifiedAccess>]
module SvgChart =

    /// <summary>Connects the points of each series, in their order.</summary>
    /// <param name="text">The title and the labels of the axes.</param>
    /// <param name="series">The series; the legend names them when there are several.</param>
    /// <exception cref="T:System.ArgumentException">No series, or numbers too far apart for one axis.</exception>
    let lines (text: ChartText) (series: ChartSeries seq) = SvgChart.Lines(text, series)

    /// <summary>A dot for each point, colored by its label: a map of a two-dimensional latent space.</summary>
    /// <param name="text">The title and the labels of the axes.</param>
    /// <param name="labels">A label for each point.</param>
    /// <param name="points">The points, <c>[count, 2]</c>.</param>
    /// <exception cref="T:System.ArgumentException">No points, another shape, a number that is not finite, or another number of labels.</exception>
    let scatterLabeled (text: ChartText) (labels: Labels) (points: Tensor) = SvgChart.Scatter(text, points, labels)

    /// <summary>A dot for each point, colored by a number: low is blue, high is yellow.</summary>
    /// <param name="text">The title and the labels of the axes.</param>
    /// <param name="values">A number for each point, <c>[count]</c>.</param>
    /// <param name="points">The points, <c>[count, 2]</c>.</param>
    /// <exception cref="T:System.ArgumentException">No points, another shape, a number that is not finite, or another number of values.</exception>
    let scatterValued (text: ChartText) (values: Tensor) (points: Tensor) = SvgChart.Scatter(text, points, values)

    /// <summary>Saves a chart as UTF-8; the file appears whole or not at all.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="chart">The chart.</param>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    let save (path: string) (chart: SvgChart) = chart.Save path
