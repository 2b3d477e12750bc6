module VaeFunctional.FSharp.Tests.FileFacadeTests

open System.Collections.Immutable
open System.IO
open VaeFunctional
open VaeFunctional.FSharp
open Xunit

let private key = RandomKey.FromSeed 10

let private images = ShapeImages.Generate(key, 6, 8).Images

let private labels = Labels.Of [ 0; 1; 2; 0; 1; 2 ]

/// What two ways of writing leave in a file.
let private writtenBy (name: string) (one: string -> unit) (other: string -> unit) =
    let folder = Directory.CreateTempSubdirectory "facade-"

    try
        let bytesOf (subfolder: string) write =
            let path = Path.Combine((folder.CreateSubdirectory subfolder).FullName, name)
            write path
            File.ReadAllBytes path

        Assert.Equal<byte>(bytesOf "one" one, bytesOf "other" other)
    finally
        folder.Delete true

[<Fact>]
let Pictures_are_those_of_the_methods () =
    let grid = PictureGrid.Of(images, 8, 8, 3, scale = 2)
    writtenBy "grid.png" grid.Save (fun path -> grid |> Picture.save path)

[<Fact>]
let Charts_are_those_of_the_methods () =
    let text = ChartText("title", "x", "y")
    let series = [ 1.0; 4.0; 9.0 ] |> ChartSeries.ofValues "squares"
    Assert.Equal(ChartSeries.Of("squares", [ 1.0; 4.0; 9.0 ]), series)
    let chart = SvgChart.Lines(text, [ series ])
    Assert.Equal(chart, [ series ] |> SvgChart.lines text)
    let points, values = key.Normal(Shape(6, 2)), key.Normal(Shape 6)
    Assert.Equal(SvgChart.Scatter(text, points, labels), points |> SvgChart.scatterLabeled text labels)
    Assert.Equal(SvgChart.Scatter(text, points, values), points |> SvgChart.scatterValued text values)
    writtenBy "chart.svg" chart.Save (fun path -> chart |> SvgChart.save path)

[<Fact>]
let Data_files_are_those_of_the_methods () =
    let imageSet = ImageSet(images, 8, 8)
    let bits = key.Bernoulli images
    writtenBy "bits.amat" (fun path -> BinarizedText.Write(path, bits)) (fun path -> bits |> BinarizedText.write path)
    writtenBy "images-idx" (fun path -> Idx.WriteImages(path, imageSet)) (fun path -> imageSet |> Idx.writeImages path)
    writtenBy "labels-idx" (fun path -> Idx.WriteLabels(path, labels)) (fun path -> labels |> Idx.writeLabels path)
