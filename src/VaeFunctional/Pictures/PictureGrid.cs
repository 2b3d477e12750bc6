using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Many gray images side by side in one picture.</summary>
public static class PictureGrid
{
    /// <summary>The color between images and after the last one: neither black nor white.</summary>
    private const byte Background = 128;

    /// <summary>Lays images out row by row.</summary>
    /// <param name="images">Intensities, 0 black to 1 white, <c>[count, height * width]</c> or <c>[count, height, width]</c>; values
    /// outside are clamped.</param>
    /// <param name="height">The rows of an image, in pixels.</param>
    /// <param name="width">The columns of an image, in pixels.</param>
    /// <param name="columns">The number of images side by side.</param>
    /// <param name="padding">The number of gray pixels around each image.</param>
    /// <param name="scale">The number of picture pixels per image pixel, in each direction.</param>
    /// <exception cref="ArgumentException">No images, a shape that does not match, a NaN (the message names the image), or a picture too
    /// large for one array.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size, number of columns or scale less than 1, or a negative padding.</exception>
    public static Picture Of(Tensor images, int height, int width, int columns, int padding = 1, int scale = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        CheckShape(images.Shape, height, width);
        var levels = Levels(images);
        var rows = (levels.Length / height / width + columns - 1) / columns;
        var pictureWidth = Start(columns, width, padding, scale);
        var pictureHeight = Start(rows, height, padding, scale);
        if ((long)pictureWidth * pictureHeight > Array.MaxLength)
            throw new ArgumentException($"A picture of {pictureWidth} x {pictureHeight} pixels is too large.");
        var pixels = new byte[pictureWidth * pictureHeight];
        pixels.AsSpan().Fill(Background);
        for (var source = 0; source < levels.Length / width; source++)
        {
            var image = source / height;
            var left = Start(image % columns, width, padding, scale);
            var top = Start(image / columns, height, padding, scale) + (source % height * scale);
            CopyLine(levels.AsSpan(source * width, width), pixels.AsSpan((top * pictureWidth) + left), pictureWidth, scale);
        }

        return Picture.Gray(pictureWidth, pictureHeight, ImmutableArray.Create(pixels));
    }

    private static void CheckShape(Shape shape, int height, int width)
    {
        var matches = shape.Rank switch
        {
            2 => shape[1] == (long)height * width,
            3 => shape[1] == height && shape[2] == width,
            _ => false,
        };
        if (!matches || shape[0] == 0)
            throw new ArgumentException($"A tensor of shape {shape} does not hold one or more images of {height} x {width} pixels.");
    }

    private static byte[] Levels(Tensor images)
    {
        var intensities = images.ToSingles();
        var wrong = Array.FindIndex(intensities, float.IsNaN);
        if (wrong >= 0)
            throw new ArgumentException($"Image {wrong / images.Shape.CountAfter(0)} (from 0) has a pixel that is NaN.", nameof(images));
        return Array.ConvertAll(intensities, intensity => (byte)MathF.Round(Math.Clamp(intensity, 0, 1) * byte.MaxValue));
    }

    private static int Start(int index, int size, int padding, int scale)
    {
        var start = padding + ((long)index * (((long)size * scale) + padding));
        return start <= Array.MaxLength
            ? (int)start
            : throw new ArgumentException($"A picture of {start} pixels in one direction is too large.");
    }

    /// <summary>Enlarges one line of an image to a square block for each pixel.</summary>
    private static void CopyLine(ReadOnlySpan<byte> line, Span<byte> destination, int stride, int scale)
    {
        for (var i = 0; i < line.Length; i++)
        {
            for (var row = 0; row < scale; row++)
                destination.Slice((row * stride) + (i * scale), scale).Fill(line[i]);
        }
    }
}
