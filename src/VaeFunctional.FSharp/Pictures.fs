namespace VaeFunctional.FSharp

open VaeFunctional

/// Many gray images side by side in one picture.
[<RequireQualifiedAccess>]
module PictureGrid =

    /// <summary>Lays images out row by row, one gray pixel around each.</summary>
    /// <param name="height">The rows of an image, in pixels.</param>
    /// <param name="width">The columns of an image, in pixels.</param>
    /// <param name="columns">How many images stand side by side.</param>
    /// <param name="scale">How many pixels of the picture one of an image takes, in each direction.</param>
    /// <param name="images">Intensities, 0 black to 1 white, <c>[count, height * width]</c> or <c>[count, height, width]</c>.</param>
    /// <exception cref="T:System.ArgumentException">No images, a shape that does not match, a NaN (the message names the image), or a picture too large for one array.</exception>
    /// <exception cref="T:System.ArgumentOutOfRangeException">A size, number of columns or scale less than 1.</exception>
    let ofImages (height: int, width: int) (columns: int) (scale: int) (images: Tensor) =
        PictureGrid.Of(images, height, width, columns, scale = scale)

/// Pictures of 8 bits a channel.
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
    /// <param name="name">What the legend calls it.</param>
    /// <param name="y">The vertical coordinates.</param>
    /// <exception cref="T:System.ArgumentException">No points, a coordinate that is not finite, or a name that XML does not allow.</exception>
    let ofValues (name: string) (y: float seq) = ChartSeries.Of(name, y)

/// Charts as SVG documents.
[<RequireQualifiedAccess>]
module SvgChart =

    /// <summary>Connects the points of each series, in their order.</summary>
    /// <param name="text">The title and what the axes show.</param>
    /// <param name="series">The series; the legend names them when there are several.</param>
    /// <exception cref="T:System.ArgumentException">No series, or numbers too far apart for one axis.</exception>
    let lines (text: ChartText) (series: ChartSeries seq) = SvgChart.Lines(text, series)

    /// <summary>A dot for each point, colored by its label: a map of a two-dimensional latent space.</summary>
    /// <param name="text">The title and what the axes show.</param>
    /// <param name="labels">A label for each point.</param>
    /// <param name="points">The points, <c>[count, 2]</c>.</param>
    /// <exception cref="T:System.ArgumentException">No points, another shape, a number that is not finite, or another number of labels.</exception>
    let scatterLabeled (text: ChartText) (labels: Labels) (points: Tensor) = SvgChart.Scatter(text, points, labels)

    /// <summary>A dot for each point, colored by a number: low is blue, high is yellow.</summary>
    /// <param name="text">The title and what the axes show.</param>
    /// <param name="values">A number for each point, <c>[count]</c>.</param>
    /// <param name="points">The points, <c>[count, 2]</c>.</param>
    /// <exception cref="T:System.ArgumentException">No points, another shape, a number that is not finite, or another number of values.</exception>
    let scatterValued (text: ChartText) (values: Tensor) (points: Tensor) = SvgChart.Scatter(text, points, values)

    /// <summary>Saves a chart as UTF-8; the file appears whole or not at all.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="chart">The chart.</param>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    let save (path: string) (chart: SvgChart) = chart.Save path
