using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(PictureGridTests.Examples) })]
public class PictureGridTests
{
    private static readonly Gen<Layout> Layouts =
        from count in Gen.Choose(1, 7)
        from height in Gen.Choose(1, 4)
        from width in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 4)
        from padding in Gen.Choose(0, 2)
        from scale in Gen.Choose(1, 3)
        select new Layout(count, height, width, columns, padding, scale);

    [Property]
    public void Every_pixel_shows_its_image_or_the_gray_between(Layout layout)
    {
        var (count, height, width, columns, padding, scale) = layout;
        var levels = Enumerable.Range(0, count * height * width).Select(i => (byte)(i * 37)).ToArray();
        var images = Tensor.FromArray(Array.ConvertAll(levels, level => level / 255f), new Shape(count, height * width));
        var picture = PictureGrid.Of(images, height, width, columns, padding, scale);
        Assert.Equal(picture, PictureGrid.Of(images.Reshape(new Shape(count, height, width)), height, width, columns, padding, scale));
        Assert.Equal(padding + (columns * ((width * scale) + padding)), picture.Width);
        for (var row = 0; row < picture.Height; row++)
        {
            for (var column = 0; column < picture.Width; column++)
                Assert.Equal(Expected(layout, levels, row, column), picture.Pixels[(row * picture.Width) + column]);
        }
    }

    [Fact]
    public void Intensities_are_clamped_and_rounded()
    {
        var images = Tensor.FromArray([-1f, 0, 1, 2, float.PositiveInfinity, float.NegativeInfinity, 0.5f, 1 / 255f], new Shape(1, 8));
        Assert.Equal<byte>([0, 0, 255, 255, 255, 0, 128, 1], PictureGrid.Of(images, 1, 8, 1, padding: 0).Pixels);
    }

    [Fact]
    public void What_cannot_be_shown_is_refused()
    {
        var images = new float[3 * 4];
        images[9] = float.NaN;
        var error = Assert.Throws<ArgumentException>(() => PictureGrid.Of(Tensor.FromArray(images, new Shape(3, 4)), 2, 2, 2));
        Assert.Contains("Image 2", error.Message, StringComparison.Ordinal);
        var good = Tensor.Zeros(new Shape(3, 4));
        Assert.Throws<ArgumentException>(() => PictureGrid.Of(good, 2, 3, 2));
        Assert.Throws<ArgumentException>(() => PictureGrid.Of(good.Reshape(new Shape(3, 4, 1)), 2, 2, 2));
        Assert.Throws<ArgumentException>(() => PictureGrid.Of(Tensor.Zeros(new Shape(0, 4)), 2, 2, 2));
        Assert.Throws<ArgumentException>(() => PictureGrid.Of(Tensor.Scalar(1), 1, 1, 1));
        Assert.Throws<ArgumentException>(() => PictureGrid.Of(good, 2, 2, 2, padding: int.MaxValue));
        Assert.Throws<ArgumentException>(() => PictureGrid.Of(good, 2, 2, 2, scale: 30_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureGrid.Of(good, 2, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureGrid.Of(good, 2, 2, 1, padding: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureGrid.Of(good, 2, 2, 1, scale: 0));
    }

    private static byte Expected(Layout layout, byte[] levels, int row, int column)
    {
        var (cellRow, y) = Math.DivRem(row - layout.Padding, (layout.Height * layout.Scale) + layout.Padding);
        var (cellColumn, x) = Math.DivRem(column - layout.Padding, (layout.Width * layout.Scale) + layout.Padding);
        var image = (cellRow * layout.Columns) + cellColumn;
        var isBetween = y < 0 || x < 0 || y >= layout.Height * layout.Scale || x >= layout.Width * layout.Scale || image >= layout.Count;
        return isBetween ? (byte)128 : levels[(((image * layout.Height) + (y / layout.Scale)) * layout.Width) + (x / layout.Scale)];
    }

    public sealed record Layout(int Count, int Height, int Width, int Columns, int Padding, int Scale);

    internal static class Examples
    {
        public static Arbitrary<Layout> Any => Layouts.ToArbitrary();
    }
}
