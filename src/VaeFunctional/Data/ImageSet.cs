namespace VaeFunctional;

/// <summary>Gray images of one size as rows of intensities, 0 black to 1 white.</summary>
public sealed record ImageSet
{
    /// <summary>Images of the given size.</summary>
    /// <param name="images">The intensities, <c>[count, height * width]</c>, each image row by row.</param>
    /// <param name="height">The rows of an image, in pixels.</param>
    /// <param name="width">The columns of an image, in pixels.</param>
    /// <exception cref="ArgumentException">The tensor is not a matrix, or its rows do not have <c>height * width</c> elements.</exception>
    public ImageSet(Tensor images, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        if (images.Rank != 2 || images.Shape[1] != (long)height * width)
            throw new ArgumentException($"Images of shape {images.Shape} are not rows of {height} x {width} pixels.", nameof(images));
        Images = images;
        Height = height;
        Width = width;
    }

    /// <summary>The intensities, <c>[count, height * width]</c>.</summary>
    public Tensor Images { get; }

    /// <summary>The rows of an image, in pixels.</summary>
    public int Height { get; }

    /// <summary>The columns of an image, in pixels.</summary>
    public int Width { get; }

    /// <summary>The number of images.</summary>
    public int Count => Images.Shape[0];
}
