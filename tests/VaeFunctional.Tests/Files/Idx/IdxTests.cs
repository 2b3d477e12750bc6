using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace VaeFunctional.Tests;

public class IdxTests
{
    private static readonly double[] AwkwardSingles = [0, -0.0, float.Epsilon, -1e-40f, float.MaxValue, 0.1f, double.NaN, double.NegativeInfinity];
    private static readonly double[] AwkwardDoubles = [0, -0.0, double.Epsilon, 1e-310, double.MaxValue, 0.1, double.NaN, double.PositiveInfinity];

    private static readonly Gen<IdxElement> Elements = Gen.Elements(Enum.GetValues<IdxElement>());
    private static readonly Gen<int[]> Sizes = Gen.Choose(1, 4).SelectMany(rank => Gen.Choose(0, 4).ArrayOf(rank));

    private static readonly Gen<Sample> Samples =
        from element in Elements
        from sizes in Sizes
        from values in Values(element).ArrayOf(new Shape(sizes).Count)
        select new Sample(element, Numbers(element, values, new Shape(sizes)));

    [Fact]
    public void Every_element_type_and_rank_reads_back_what_was_written() =>
        Prop.ForAll(Samples.ToArbitrary(), sample =>
        {
            var bytes = Bytes(sample);
            return new[] { bytes, Damage.Gzip(bytes) }.All(content =>
                sample.Values.Equals(Damage.Read(Read, content)) && sample.Values.Equals(Damage.Read(Read, content, canSeek: false)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_003)]
    public void Arrays_that_cross_the_blocks_of_the_reader_are_read_alike(int count)
    {
        foreach (var element in Enum.GetValues<IdxElement>())
        {
            var values = Numbers(element, [.. Enumerable.Range(0, count).Select(i => (double)(i % 101))], new Shape(count));
            var bytes = Bytes(new Sample(element, values));
            Assert.Equal(values, Read(new MemoryStream(bytes)));
            Assert.Equal(values, Read(new MemoryStream(Damage.Gzip(bytes))));
        }
    }

    [Fact]
    public void Big_endian_numbers_stand_in_the_file_as_the_format_says()
    {
        byte[] shorts = [0, 0, 0x0b, 1, 0, 0, 0, 3, 0x01, 0x02, 0xff, 0xfe, 0x80, 0x00];
        Assert.Equal(Tensor.FromArray([258f, -2f, -32768f]), Read(new MemoryStream(shorts)));
        byte[] ints = [0, 0, 0x0c, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0x7f, 0xff, 0xff, 0xff, 0x80, 0, 0, 0];
        Assert.Equal(Tensor.FromArray(new double[,] { { int.MaxValue, int.MinValue } }), Read(new MemoryStream(ints)));
        byte[] single = [0, 0, 0x0d, 1, 0, 0, 0, 1, 0x3f, 0x80, 0, 1];
        Assert.Equal(Tensor.FromArray([MathF.BitIncrement(1)]), Read(new MemoryStream(single)));
        byte[] signed = [0, 0, 0x09, 1, 0, 0, 0, 2, 0x80, 0x7f];
        Assert.Equal(Tensor.FromArray([-128f, 127f]), Read(new MemoryStream(signed)));
    }

    [Fact]
    public void A_file_cut_short_at_any_byte_is_refused() =>
        Prop.ForAll(Samples.ToArbitrary(), sample =>
        {
            var bytes = Bytes(sample);
            return Damage.Truncations(bytes).Concat(Damage.Truncations(Damage.Gzip(bytes)))
                .All(content => Damage.Read(Read, content) is null && Damage.Read(Read, content, canSeek: false) is null);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void A_flipped_bit_in_a_compressed_file_changes_nothing_or_is_refused() =>
        Prop.ForAll(Samples.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (sample, place) =>
        {
            var content = Damage.Gzip(Bytes(sample));
            var read = Damage.Read(Read, Damage.FlipBit(content, place % (8 * content.Length)));
            return read is null || read.Equals(sample.Values);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Theory]
    [InlineData(new byte[] { }, "byte 0")]
    [InlineData(new byte[] { 0, 0, 8 }, "byte 3")]
    [InlineData(new byte[] { 0, 1, 8, 1, 0, 0, 0, 0 }, "byte 0: expected the two zero bytes")]
    [InlineData(new byte[] { 0, 0, 10, 1, 0, 0, 0, 0 }, "byte 2: expected an IDX element type")]
    [InlineData(new byte[] { 0, 0, 8, 0 }, "byte 3: expected a rank from 1 to 4 and found 0")]
    [InlineData(new byte[] { 0, 0, 8, 5, 0, 0, 0, 1 }, "byte 3: expected a rank from 1 to 4 and found 5")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1, 0, 0 }, "byte 10: expected the size of axis 1 of 2 from byte 8")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0x80, 0, 0, 0 }, "byte 4: axis 0 of size 2147483648")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0 }, "byte 8: axis 1 of size 65536")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 3, 1, 2 }, "byte 10: expected 3 bytes of UnsignedByte elements of shape [3] from byte 8 and found 2")]
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
        var content = Damage.Gzip(Bytes(new Sample(IdxElement.UnsignedByte, Tensor.Zeros(new Shape(3)))));
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
    public void A_number_that_the_type_does_not_hold_leaves_the_old_file()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteLabels(folder["labels"], Labels.Of([1]));
        Assert.Throws<ArgumentException>(() => Idx.WriteLabels(folder["labels"], Labels.Of([256])));
        Assert.Throws<ArgumentException>(() => Idx.Write(folder["labels"], Tensor.FromArray([0.5]), IdxElement.Int32));
        Assert.Throws<ArgumentException>(() => Idx.Write(folder["labels"], Tensor.FromArray([double.NaN]), IdxElement.Int16));
        Assert.Throws<ArgumentException>(() => Idx.Write(folder["labels"], Tensor.Scalar(1), IdxElement.Single));
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

    private static byte[] Bytes(Sample sample)
    {
        using var stream = new MemoryStream();
        Idx.Write(stream, sample.Values, sample.Element);
        return stream.ToArray();
    }

    private static Tensor Numbers(IdxElement element, double[] values, Shape shape) =>
        Tensor.FromArray(values, shape).To(element is IdxElement.Int32 or IdxElement.Double ? Precision.Double : Precision.Single);

    private static Gen<double> Values(IdxElement element) => element switch
    {
        IdxElement.UnsignedByte => Gen.Choose(0, 255).Select(value => (double)value),
        IdxElement.SignedByte => Gen.Choose(-128, 127).Select(value => (double)value),
        IdxElement.Int16 => Gen.Choose(short.MinValue, short.MaxValue).Select(value => (double)value),
        IdxElement.Int32 => Gen.Elements<double>(int.MinValue, int.MaxValue, 0, -1, 16_777_217),
        IdxElement.Single => Gen.Elements(AwkwardSingles),
        _ => Gen.Elements(AwkwardDoubles),
    };

    private sealed record Sample(IdxElement Element, Tensor Values);
}
