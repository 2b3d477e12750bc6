using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>An immutable picture with 8 bits per channel, gray or in color, that can be saved as PNG.</summary>
public sealed record Picture
{
    private Picture(int width, int height, ImmutableArray<byte> pixels, bool isColor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var channels = isColor ? 3 : 1;
        if (pixels.IsDefault || pixels.Length != (long)width * height * channels)
        {
            throw new ArgumentException(
                $"{(pixels.IsDefault ? 0 : pixels.Length)} bytes do not fill {width} x {height} pixels of {channels} channel(s).",
                nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
        IsColor = isColor;
    }

    /// <summary>The columns, in pixels.</summary>
    public int Width { get; }

    /// <summary>The rows, in pixels.</summary>
    public int Height { get; }

    /// <summary>The channels of the pixels, row by row: one byte per pixel in gray, three (red, green, blue) in color.</summary>
    public ImmutableArray<byte> Pixels { get; }

    /// <summary>Whether a pixel has three channels.</summary>
    public bool IsColor { get; }

    /// <summary>A gray picture.</summary>
    /// <param name="width">The columns, at least 1.</param>
    /// <param name="height">The rows, at least 1.</param>
    /// <param name="pixels">One byte per pixel, row by row, 0 black to 255 white.</param>
    /// <exception cref="ArgumentException">A size less than 1, or another number of bytes than <c>width * height</c>.</exception>
    public static Picture Gray(int width, int height, ImmutableArray<byte> pixels) => new(width, height, pixels, isColor: false);

    /// <summary>A picture in color.</summary>
    /// <param name="width">The columns, at least 1.</param>
    /// <param name="height">The rows, at least 1.</param>
    /// <param name="pixels">Three bytes per pixel (red, green, blue), row by row.</param>
    /// <exception cref="ArgumentException">A size less than 1, or another number of bytes than <c>3 * width * height</c>.</exception>
    public static Picture Color(int width, int height, ImmutableArray<byte> pixels) => new(width, height, pixels, isColor: true);

    /// <summary>The picture as the bytes of a PNG file.</summary>
    public ImmutableArray<byte> ToPng() => PngEncoder.Encode(Width, Height, IsColor, Pixels.AsSpan());

    /// <summary>Saves the picture as a PNG file, which appears whole or not at all.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        var png = ToPng();
        DataFile.Save(path, stream => stream.Write(png.AsSpan()));
    }

    /// <summary>Whether the other picture has the same size and the same pixels.</summary>
    public bool Equals(Picture? other) =>
        other is not null && Width == other.Width && Height == other.Height && Pixels.AsSpan().SequenceEqual(other.Pixels.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Width, Height, IsColor);

    /// <summary>The size and the kind of pixels.</summary>
    public override string ToString() => $"{Width} x {Height} {(IsColor ? "color" : "gray")}";
}
