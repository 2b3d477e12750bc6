using Examples;
using VaeFunctional;

namespace FirstVae;

/// <summary>Shapes that two numbers describe, and the plane on which a model with two latent dimensions lays them out.</summary>
internal static class LatentMap
{
    private const int Cells = 16;

    /// <summary>How far the map goes in each direction: 97 % of the prior lies within.</summary>
    private const double Reach = 2.2;

    private const int Dots = 1500;

    /// <summary>The same kinds and angles, all of one size and in the middle.</summary>
    public static TurnedShapes Turned(ShapeImages shapes)
    {
        var keepKindAndAngle = Tensor.FromArray([1.0, 0, 1, 0, 0]);
        var largeAndCentered = Tensor.FromArray([0, 0.36, 0, 0.5, 0.5]);
        return new(ShapeImages.Render((shapes.Factors * keepKindAndAngle) + largeAndCentered, shapes.Side), shapes.Kinds());
    }

    /// <summary>Draws what the decoder makes of every place of the plane, and where the encoder puts images.</summary>
    public static void Save(Gallery gallery, Vae vae, TurnedShapes shapes)
    {
        gallery.Save("latent-map.png", vae.Decode(Plane()).Mean, Cells);
        var count = Math.Min(Dots, shapes.Kinds.Count);
        SvgChart.Scatter(
            new ChartText("Ellipses (0), squares (1) and triangles (2)", "z1", "z2"),
            vae.Encode(shapes.Images.Slice(0, count)).Mean,
            Labels.Of(shapes.Kinds.Take(count))).Save(gallery.PathOf("latent-map.svg"));
    }

    /// <summary>The places in reading order; as on any map, up is more.</summary>
    private static Tensor Plane()
    {
        var places = Tensor.Linspace(-Reach, Reach, Cells).ToSingles();
        return Tensor.FromArray([.. places.Reverse().SelectMany(y => places.SelectMany(x => new[] { x, y }))], new Shape(Cells * Cells, 2));
    }
}

/// <summary>Shapes that differ in kind and angle alone.</summary>
internal sealed record TurnedShapes(Tensor Images, Labels Kinds);
