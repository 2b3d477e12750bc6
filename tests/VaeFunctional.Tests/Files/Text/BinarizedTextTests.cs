using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(BinarizedTextTests.Examples) })]
public class BinarizedTextTests
{
    private static readonly Gen<Tensor> Images =
        from rows in Gen.Choose(1, 5)
        from columns in Gen.Choose(1, 5)
        from bits in Gen.Elements(0f, 1f).ArrayOf(rows * columns)
        select Tensor.FromArray(bits, new Shape(rows, columns));

    [Property]
    public bool What_was_written_reads_back_plain_and_compressed(Tensor images)
    {
        using var folder = new TemporaryFolder();
        BinarizedText.Write(folder["plain"], images);
        BinarizedText.Write(folder["packed.gz"], images);
        return images.Equals(BinarizedText.Read(folder["plain"])) && images.Equals(BinarizedText.Read(folder["packed.gz"]));
    }

    [Fact]
    public void Line_ends_of_either_kind_and_none_at_the_end_are_accepted()
    {
        var expected = Tensor.FromArray(new float[,] { { 0, 1 }, { 1, 1 } });
        foreach (var text in new[] { "0 1\n1 1\n", "0 1\r\n1 1\r\n", "0 1\n1 1", "0 1\r\n1 1" })
        {
            Assert.Equal(expected, Read(text));
            Assert.Equal(expected, Damage.Read(Read, Encoding.ASCII.GetBytes(text), canSeek: false));
        }
    }

    [Fact]
    public void Rows_that_cross_the_blocks_of_the_reader_are_read_the_same_way()
    {
        foreach (var columns in new[] { 1, 784, 32_767, 32_768, 32_769, 100_001 })
        {
            var images = RandomKey.FromSeed(columns).Bernoulli(Tensor.Full(new Shape(3, columns), 0.5));
            using var folder = new TemporaryFolder();
            BinarizedText.Write(folder["images"], images);
            Assert.Equal(images, BinarizedText.Read(folder["images"]));
        }
    }

    [Theory]
    [InlineData("", "byte 0: expected rows of 0 and 1 and found an empty file")]
    [InlineData("0 1\n1\n", "byte 4: row 2: expected 2 values, as in row 1, and found 1")]
    [InlineData("0 1\n1 1 1", "byte 4: row 2: expected 2 values, as in row 1, and found 3")]
    [InlineData("0 1\n1 2\n", "byte 6: row 2: expected 0 or 1 and found '2'")]
    [InlineData("0  1\n", "byte 2: row 1: expected 0 or 1 and found byte 0x20")]
    [InlineData("0 1\n\n", "byte 4: row 2: expected 0 or 1 and found byte 0x0a")]
    [InlineData("01\n", "byte 1: row 1: expected a blank or a line's end and found '1'")]
    [InlineData("0 1 \n", "byte 4: row 1: expected 0 or 1 and found byte 0x0a")]
    [InlineData("0 1 ", "byte 4: row 1: expected another value or a line's end")]
    [InlineData("0 1\r", "byte 4: row 1: expected another value or a line's end")]
    [InlineData("0 1\r1", "byte 4: row 1: expected a line feed and found '1'")]
    public void What_is_wrong_is_named_with_row_and_byte(string text, string expected) =>
        Assert.StartsWith($"test, {expected}", Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_compressed_file_cut_short_is_refused_even_between_rows()
    {
        var content = Damage.Gzip(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0 1 1 0\n", 500))));
        foreach (var damaged in Damage.Truncations(content))
            Assert.Null(Damage.Read(Read, damaged));
    }

    [Fact]
    public void Other_numbers_are_not_written()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<ArgumentException>(() => BinarizedText.Write(folder["x"], Tensor.FromArray(new[,] { { 0f, 1f }, { 1f, 0.5f } })));
        Assert.Contains("Row 2, column 2", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BinarizedText.Write(folder["x"], Tensor.Zeros(new Shape(0, 2))));
        Assert.Empty(folder.Files);
    }

    [DataFact]
    public void Binarized_mnist_is_read_whole()
    {
        var images = BinarizedText.Read(DataFactAttribute.Path("binarized-mnist", "binarized_mnist_test.amat.gz"));
        Assert.Equal(new Shape(10_000, 784), images.Shape);
        Assert.InRange(images.Mean().ToScalar(), 0.13, 0.135);
    }

    private static Tensor Read(string text) => Read(new MemoryStream(Encoding.ASCII.GetBytes(text)));

    private static Tensor Read(Stream stream) => BinarizedText.Read(stream, "test");

    internal static class Examples
    {
        public static Arbitrary<Tensor> Binary => Images.ToArbitrary();
    }
}
