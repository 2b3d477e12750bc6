using Xunit;

namespace VaeFunctional.Tests;

public class IdxRecordsTests
{
    [Fact]
    public void Any_range_is_that_part_of_the_whole_array()
    {
        using var folder = new TemporaryFolder();
        var whole = Tensor.FromArray([.. Enumerable.Range(0, 7 * 6).Select(i => i / 255f)], new Shape(7, 6));
        foreach (var shape in new[] { new Shape(7, 6), new Shape(7, 2, 3), new Shape(7, 1, 2, 3) })
        {
            using var records = IdxRecords.OpenImages(folder.With($"{shape.Rank}", IdxFile.Of(shape, [.. Enumerable.Range(0, 7 * 6).Select(i => (byte)i)])));
            Assert.Equal((7, 6), (records.Count, records.Size));
            for (var first = 0; first <= 7; first++)
            {
                for (var count = 0; first + count <= 7; count++)
                    Assert.Equal(whole.Slice(first, count), records.Read(first, count));
            }
        }
    }

    [Fact]
    public void Images_are_intensities_as_when_read_whole()
    {
        using var folder = new TemporaryFolder();
        var images = new ImageSet(Tensor.FromArray([.. Enumerable.Range(0, 12).Select(i => i * 20 / 255f)], new Shape(3, 4)), 2, 2);
        Idx.WriteImages(folder["images"], images);
        using var records = IdxRecords.OpenImages(folder["images"]);
        Assert.Equal(images.Images, records.Read(0, 3));
    }

    [Fact]
    public void Several_threads_read_the_same_records()
    {
        using var folder = new TemporaryFolder();
        byte[] elements = [.. Enumerable.Range(0, 200 * 50).Select(i => (byte)(i % 251))];
        var values = Tensor.FromArray(Array.ConvertAll(elements, element => element / 255f), new Shape(200, 50));
        using var records = IdxRecords.OpenImages(folder.With("records", IdxFile.Of(new Shape(200, 50), elements)));
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, first =>
            Assert.Equal(values.Slice(first, 1), records.Read(first, 1)));
    }

    [Fact]
    public void Ranges_outside_and_disposed_sources_are_refused()
    {
        using var folder = new TemporaryFolder();
        var records = IdxRecords.OpenImages(folder.With("records", IdxFile.Of(new Shape(3, 2), new byte[6])));
        Assert.Throws<ArgumentOutOfRangeException>(() => records.Read(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => records.Read(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => records.Read(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => records.Read(int.MaxValue, int.MaxValue));
        records.Dispose();
        Assert.Throws<ObjectDisposedException>(() => records.Read(0, 1));
    }

    [Fact]
    public void Compressed_and_damaged_files_are_refused_and_closed()
    {
        using var folder = new TemporaryFolder();
        var whole = IdxFile.Of(new Shape(3, 2), new byte[6]);
        var error = Assert.Throws<InvalidDataException>(() => IdxRecords.OpenImages(folder.With("records.gz", Damage.Gzip(whole))));
        Assert.Contains("compressed", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => IdxRecords.OpenImages(folder.With("shorts", IdxFile.Of(0x0b, new Shape(3), new byte[6]))));
        foreach (var content in Damage.Truncations(whole))
            Assert.Throws<InvalidDataException>(() => IdxRecords.OpenImages(folder.With("short", content)));
    }
}
