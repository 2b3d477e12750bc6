using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(IdxTests.Examples) })]
public class IdxTests
{
    [Property]
    public bool Bytes_of_every_rank_are_read_as_their_numbers(Sample sample) =>
        new[] { sample.File, Damage.Gzip(sample.File) }.All(content =>
            sample.Values.Equals(Damage.Read(Read, content)) && sample.Values.Equals(Damage.Read(Read, content, canSeek: false)));

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_003)]
    public void Arrays_that_cross_the_blocks_of_the_reader_are_read_the_same_way(int count)
    {
        var sample = new Sample(new Shape(count), [.. Enumerable.Range(0, count).Select(i => (byte)(i % 251))]);
        Assert.Equal(sample.Values, Read(new MemoryStream(sample.File)));
        Assert.Equal(sample.Values, Read(new MemoryStream(Damage.Gzip(sample.File))));
    }

    [Theory]
    [InlineData(0x09, "0x09, signed bytes")]
    [InlineData(0x0b, "0x0b, integers of 16 bits")]
    [InlineData(0x0c, "0x0c, integers of 32 bits")]
    [InlineData(0x0d, "0x0d, single precision")]
    [InlineData(0x0e, "0x0e, double precision")]
    [InlineData(0x0a, "0x0a, which is not a type of the format")]
    public void Elements_of_another_type_are_refused_by_its_name(byte type, string name)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(new MemoryStream(IdxFile.Of(type, new Shape(1), new byte[8]))));
        Assert.Equal($"test, byte 2: expected elements of type 0x08, unsigned bytes, and found {name}.", error.Message);
    }

    [Property(MaxTest = 20)]
    public bool A_file_cut_short_at_any_byte_is_refused(Sample sample) =>
        Damage.Truncations(sample.File).Concat(Damage.Truncations(Damage.Gzip(sample.File)))
            .All(content => Damage.Read(Read, content) is null && Damage.Read(Read, content, canSeek: false) is null);

    [Property(MaxTest = 5000)]
    public bool A_flipped_bit_in_a_compressed_file_changes_nothing_or_is_refused(Sample sample, DoNotSize<uint> place)
    {
        var content = Damage.Gzip(sample.File);
        var read = Damage.Read(Read, Damage.FlipBit(content, (int)(place.Item % (uint)(8 * content.Length))));
        return read is null || read.Equals(sample.Values);
    }

    [Theory]
    [InlineData(new byte[] { }, "byte 0")]
    [InlineData(new byte[] { 0, 0, 8 }, "byte 3")]
    [InlineData(new byte[] { 0, 1, 8, 1, 0, 0, 0, 0 }, "byte 0: expected the two zero bytes")]
    [InlineData(new byte[] { 0, 0, 8, 0 }, "byte 3: expected a rank from 1 to 4 and found 0")]
    [InlineData(new byte[] { 0, 0, 8, 5, 0, 0, 0, 1 }, "byte 3: expected a rank from 1 to 4 and found 5")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1, 0, 0 }, "byte 10: expected the size of axis 1 of 2 from byte 8")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0x80, 0, 0, 0 }, "byte 4: axis 0 of size 2147483648")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0 }, "byte 8: axis 1 of size 65536")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 3, 1, 2 }, "byte 10: expected 3 bytes of elements of shape [3] from byte 8 and found 2")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 1, 2 }, "byte 9: expected the end after 1 bytes")]
    public void What_is_wrong_is_named_with_file_and_byte(byte[] content, string expected)
    {
        using var folder = new TemporaryFolder();
        var path = folder.With("wrong.idx", content);
        var error = Assert.Throws<InvalidDataException>(() => Idx.Read(path));
        Assert.StartsWith($"{path}, {expected}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_after_a_gzip_member_are_refused()
    {
        var content = Damage.Gzip(IdxFile.Of(new Shape(3), new byte[3]));
        var error = Assert.Throws<InvalidDataException>(() => Read(new MemoryStream([.. content, 1, 2, 3, 4, 5])));
        Assert.Contains("followed by other bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_and_labels_survive_a_file_under_any_name()
    {
        using var folder = new TemporaryFolder();
        var levels = Enumerable.Range(0, 2 * 3 * 4).Select(i => i * 11 / 255f).ToArray();
        var images = new ImageSet(Tensor.FromArray(levels, new Shape(2, 12)), 3, 4);
        var labels = Labels.Of([7, 255]);
        foreach (var name in new[] { "plain", "packed.gz" })
        {
            Idx.WriteImages(folder[name], images);
            Idx.WriteLabels(folder["labels"], labels);
            Assert.Equal(new LabeledImages(images, labels), Idx.ReadLabeledImages(folder[name], folder["labels"]));
        }

        File.Move(folder["packed.gz"], folder["packed"]);
        Assert.Equal(0x1f, File.ReadAllBytes(folder["packed"])[0]);
        Assert.Equal(images, Idx.ReadImages(folder["packed"]));
    }

    [Fact]
    public void A_stream_holds_what_its_file_does_and_stays_open()
    {
        using var folder = new TemporaryFolder();
        var (images, labels) = (new ImageSet(Tensor.Ones(new Shape(2, 4)), 2, 2), Labels.Of([7, 255]));
        Idx.WriteImages(folder["images"], images);
        Idx.WriteLabels(folder["labels"], labels);
        using var imageStream = new MemoryStream(File.ReadAllBytes(folder["images"]));
        using var labelStream = new MemoryStream(File.ReadAllBytes(folder["labels"]));
        var both = new LabeledImages(Idx.ReadImages(imageStream, "images"), Idx.ReadLabels(labelStream, "labels"));
        Assert.Equal(images, both.Images);
        Assert.Equal(labels, both.Labels);
        Assert.True(imageStream.CanRead && labelStream.CanRead);
    }

    [Fact]
    public void The_text_of_labels_shows_the_first_of_them()
    {
        Assert.Equal("2 labels { 7, 255 }", Labels.Of([7, 255]).ToString());
        Assert.Equal("9 labels { 1, 2, 3, 4, 5, 6, 7, 8, ... }", Labels.Of(Enumerable.Range(1, 9)).ToString());
        Assert.Equal([7, 255], new List<int>(Labels.Of([7, 255])));
    }

    [Fact]
    public void Labels_must_be_as_many_as_images()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteImages(folder["images"], new ImageSet(Tensor.Zeros(new Shape(2, 4)), 2, 2));
        Idx.WriteLabels(folder["labels"], Labels.Of([1, 2, 3]));
        var error = Assert.Throws<InvalidDataException>(() => Idx.ReadLabeledImages(folder["images"], folder["labels"]));
        Assert.Contains("2 images", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 labels", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Idx.ReadImages(folder["labels"]));
        Assert.Throws<InvalidDataException>(() => Idx.ReadLabels(folder["images"]));
    }

    [Fact]
    public void A_number_that_is_not_a_byte_leaves_the_old_file()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteLabels(folder["labels"], Labels.Of([1]));
        Assert.Throws<ArgumentException>(() => Idx.WriteLabels(folder["labels"], Labels.Of([256])));
        Assert.Throws<ArgumentException>(() => Idx.WriteLabels(folder["labels"], Labels.Of([-1])));
        foreach (var intensity in new[] { 1.01f, -0.01f, float.NaN })
        {
            var images = new ImageSet(Tensor.FromArray([0.5f, intensity], new Shape(1, 2)), 1, 2);
            Assert.Throws<ArgumentException>(() => Idx.WriteImages(folder["labels"], images));
        }

        Assert.Equal([1], Idx.ReadLabels(folder["labels"]));
        Assert.Equal(["labels"], folder.Files);
    }

    [DataFact]
    public void Mnist_is_read_whole()
    {
        var test = Idx.ReadLabeledImages(
            DataFactAttribute.Path("mnist", "t10k-images-idx3-ubyte.gz"), DataFactAttribute.Path("mnist", "t10k-labels-idx1-ubyte.gz"));
        Assert.Equal(new Shape(10_000, 784), test.Images.Images.Shape);
        Assert.Equal([7, 2, 1, 0, 4], test.Labels.Take(5));
        Assert.Equal(Enumerable.Range(0, 10), test.Labels.Classes());
        Assert.InRange(test.Images.Images.Mean().ToScalar(), 0.13, 0.135);
    }

    [DataFact]
    public void Frey_faces_are_read_whole()
    {
        var faces = Idx.ReadImages(DataFactAttribute.Path("freyfaces", "freyfaces-images-idx3-ubyte.gz"));
        Assert.Equal(new Shape(1_965, 560), faces.Images.Shape);
        Assert.Equal((28, 20), (faces.Height, faces.Width));
    }

    private static Tensor Read(Stream stream) => Idx.Read(stream, "test");

    public sealed record Sample(Shape Shape, byte[] Elements)
    {
        public byte[] File => IdxFile.Of(Shape, Elements);

        public Tensor Values => Tensor.FromArray(Array.ConvertAll(Elements, element => (float)element), Shape);
    }

    internal static class Examples
    {
        public static Arbitrary<Sample> Samples => Arb.From(
            from rank in Gen.Choose(1, 4)
            from sizes in Gen.Choose(0, 4).ArrayOf(rank)
            from sample in Of(new Shape(sizes))
            select sample,
            sample => VaeArbitraries.Shapes.Shrinker(sample.Shape).Where(shape => shape.Rank > 0)
                .Select(shape => new Sample(shape, sample.Elements[..shape.Count])));

        private static Gen<Sample> Of(Shape shape) =>
            from elements in Gen.Choose(0, 255).Select(element => (byte)element).ArrayOf(shape.Count)
            select new Sample(shape, elements);
    }
}
