using VaeFunctional;

namespace Examples;

/// <summary>Draws what a model of images learned.</summary>
/// <param name="folder">Where the pictures go.</param>
/// <param name="side">The height and width of an image, in pixels.</param>
/// <param name="scale">The number of picture pixels per image pixel, in each direction.</param>
internal sealed class Gallery(DirectoryInfo folder, int side, int scale)
{
    private const int Columns = 12;
    private const int SampleRows = 6;

    /// <summary>How far from the prior's mean a traversal goes, in its standard deviations.</summary>
    private const double Reach = 2.5;

    public string PathOf(string file) => Path.Combine(folder.FullName, file);

    /// <summary>Images above the means of p(x|z), where z is the posterior's mode.</summary>
    public void SaveReconstructions(Vae vae, Tensor images)
    {
        var originals = images.Slice(0, Math.Min(Columns, images.Shape[0]));
        Save("reconstructions.png", Tensor.Concatenate([originals, vae.Reconstruct(originals).Mean]), originals.Shape[0]);
    }

    /// <summary>Means of p(x|z) for z from the prior.</summary>
    public void SaveSamples(Vae vae, RandomKey key) =>
        Save("samples.png", vae.Generate(key, SampleRows * Columns).Mean, Columns);

    /// <summary>One row a latent dimension, the one that tells most about the images on top: what changes when it alone does.</summary>
    public void SaveTraversals(Vae vae, Tensor image, RateDistortion evaluated)
    {
        var z = vae.Encode(image).Mode.Reshape(new Shape(vae.Latent));
        var values = Tensor.Linspace(-Reach, Reach, Columns).ToDoubles();
        var dimensions = Enumerable.Range(0, vae.Latent).OrderByDescending(dimension => evaluated.RateByBlock[dimension]);
        Save("traversal.png", Tensor.Concatenate([.. dimensions.Select(dimension => vae.Traverse(z, dimension, values).Mean)]), Columns);
    }

    public void Save(string file, Tensor images, int columns) =>
        PictureGrid.Of(images, side, side, columns, padding: 2, scale).Save(PathOf(file));
}
