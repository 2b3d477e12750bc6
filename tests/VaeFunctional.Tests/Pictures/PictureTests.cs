using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(PictureTests.Examples) })]
public class PictureTests
{
    private static readonly Gen<Picture> Pictures =
        from width in Gen.Choose(1, 20)
        from height in Gen.Choose(1, 20)
        from isColor in Gen.Elements(true, false)
        from bytes in Gen.Choose(0, 255).Select(level => (byte)level).ArrayOf(width * height * (isColor ? 3 : 1))
        select isColor ? Picture.Color(width, height, [.. bytes]) : Picture.Gray(width, height, [.. bytes]);

    [Property]
    public bool A_saved_picture_decodes_to_the_same_pixels(Picture picture)
    {
        using var folder = new TemporaryFolder();
        picture.Save(folder["picture.png"]);
        return picture.Equals(PngDecoder.Decode(File.ReadAllBytes(folder["picture.png"]))) && folder.Files.Length == 1;
    }

    /// <summary>The check value of CRC-32, and the fixed last chunk of every PNG file.</summary>
    [Fact]
    public void The_checksum_meets_its_known_answers()
    {
        Assert.Equal(0xcbf43926u, Crc32.Of(Encoding.ASCII.GetBytes("123456789")));
        Assert.Equal(0xae426082u, Crc32.Of(Encoding.ASCII.GetBytes("IEND")));
    }

    [Fact]
    public void Pixels_must_fill_the_picture()
    {
        Assert.Throws<ArgumentException>(() => Picture.Gray(2, 2, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => Picture.Color(2, 2, [1, 2, 3, 4]));
        Assert.Throws<ArgumentException>(() => Picture.Gray(1, 1, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => Picture.Gray(0, 1, []));
        Assert.Throws<ArgumentException>(() => Picture.Gray(65_536, 65_536, []));
    }

    [Fact]
    public void Pictures_are_equal_by_content()
    {
        Assert.Equal(Picture.Gray(3, 1, [1, 2, 3]), Picture.Gray(3, 1, [1, 2, 3]));
        Assert.NotEqual(Picture.Gray(3, 1, [1, 2, 3]), Picture.Gray(1, 3, [1, 2, 3]));
        Assert.NotEqual(Picture.Gray(3, 1, [1, 2, 3]), Picture.Gray(3, 1, [1, 2, 4]));
    }

    [Fact]
    public void A_failed_save_leaves_the_old_file_alone()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<DirectoryNotFoundException>(() => Picture.Gray(1, 1, [1]).Save(Path.Combine(folder["missing"], "x.png")));
        folder.With("taken.png", [42]);
        Directory.CreateDirectory(folder["folder.png"]);
        Assert.ThrowsAny<Exception>(() => Picture.Gray(1, 1, [1]).Save(folder["folder.png"]));
        Assert.Equal(["taken.png"], folder.Files);
    }

    internal static class Examples
    {
        public static Arbitrary<Picture> Any => Pictures.ToArbitrary();
    }
}
