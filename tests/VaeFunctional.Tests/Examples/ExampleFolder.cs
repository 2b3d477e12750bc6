using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What examples read and what they leave.</summary>
internal static class ExampleFolder
{
    public const int TestImages = 7;

    private const int Side = 28;
    private const int Padding = 2;

    public static string[] FilesIn(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>The file is a whole PNG of so many rows and columns of images, which are not all the same.</summary>
    public static void CheckPng(string path, int rows, int columns, int pixels)
    {
        var picture = PngDecoder.Decode(File.ReadAllBytes(path));
        Assert.Equal((columns * (pixels + Padding)) + Padding, picture.Width);
        Assert.Equal((rows * (pixels + Padding)) + Padding, picture.Height);
        Assert.True(picture.Pixels.Distinct().Count() > 2);
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
