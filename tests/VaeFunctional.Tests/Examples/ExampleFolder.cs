using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What examples read and what they leave.</summary>
internal static class ExampleFolder
{
    public const int TestImages = 7;

    private const int Side = 28;
    private const int Padding = 2;

    /// <summary>The gray between images.</summary>
    private const byte Background = 128;

    public static string[] FilesIn(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>The picture of a file that is a whole PNG of that number of rows and columns of images, the last place filled.</summary>
    public static Picture ReadPng(string path, int rows, int columns, int pixels)
    {
        var picture = PngDecoder.Decode(File.ReadAllBytes(path));
        Assert.Equal((columns * (pixels + Padding)) + Padding, picture.Width);
        Assert.Equal((rows * (pixels + Padding)) + Padding, picture.Height);
        Assert.NotEqual(Background, picture.Pixels[picture.Pixels.Length - (Padding * (picture.Width + 1)) - 1]);
        return picture;
    }

    /// <summary>Whether the upper half of a picture is black and white, and the lower half is not.</summary>
    public static bool IsGrayBelow(Picture picture)
    {
        bool IsBlackAndWhite(IEnumerable<byte> pixels) => pixels.All(level => level is 0 or Background or 255);
        var half = picture.Pixels.Length / 2;
        return IsBlackAndWhite(picture.Pixels.Take(half)) && !IsBlackAndWhite(picture.Pixels.Skip(half));
    }

    /// <summary>Shapes in the files and formats of both kinds of MNIST, some of them compressed.</summary>
    public static void WriteDigits(TemporaryFolder folder)
    {
        var key = RandomKey.FromSeed(1);
        WriteBlackAndWhite("train", 12);
        WriteBlackAndWhite("valid", 4);
        WriteBlackAndWhite("test", TestImages);
        Idx.WriteImages(folder["train-images-idx3-ubyte.gz"], Gray("gray train", 16));
        Idx.WriteImages(folder["t10k-images-idx3-ubyte"], Gray("gray test", TestImages));

        ImageSet Gray(string part, int count) => new(ShapeImages.Generate(key.Fold(part), count, Side).Images, Side, Side);
        void WriteBlackAndWhite(string part, int count) =>
            BinarizedText.Write(folder[$"binarized_mnist_{part}.amat.gz"], key.Fold("pixels").Bernoulli(Gray(part, count).Images));
    }
}
