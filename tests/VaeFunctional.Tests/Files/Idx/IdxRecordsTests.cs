using Xunit;

namespace VaeFunctional.Tests;

public class IdxRecordsTests
{
    [Fact]
    public void Any_range_is_that_part_of_the_whole_array()
    {
        using var folder = new TemporaryFolder();
        foreach (var element in Enum.GetValues<IdxElement>())
        {
            var values = Tensor.FromArray([.. Enumerable.Range(0, 7 * 6).Select(i => (double)i)], new Shape(7, 2, 3));
            Idx.Write(folder["records"], values, element);
            var whole = Idx.Read(folder["records"]).Reshape(new Shape(7, 6));
            using var records = IdxRecords.Open(folder["records"]);
            Assert.Equal((7, 6, new Shape(2, 3)), (records.Count, records.Size, records.RecordShape));
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
        var values = Tensor.FromArray([.. Enumerable.Range(0, 200 * 50).Select(i => (float)i)], new Shape(200, 50));
        Idx.Write(folder["records"], values, IdxElement.Single);
        using var records = IdxRecords.Open(folder["records"]);
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, first =>
            Assert.Equal(values.Slice(first, 1), records.Read(first, 1)));
    }

    [Fact]
    public void Ranges_outside_and_disposed_sources_are_refused()
    {
        using var folder = new TemporaryFolder();
        Idx.Write(folder["records"], Tensor.Zeros(new Shape(3, 2)), IdxElement.Single);
        var records = IdxRecords.Open(folder["records"]);
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
        Idx.Write(folder["records.gz"], Tensor.Zeros(new Shape(3, 2)), IdxElement.Single);
        var error = Assert.Throws<InvalidDataException>(() => IdxRecords.Open(folder["records.gz"]));
        Assert.Contains("compressed", error.Message, StringComparison.Ordinal);
        Idx.Write(folder["records"], Tensor.Zeros(new Shape(3, 2)), IdxElement.Single);
        Assert.Throws<InvalidDataException>(() => IdxRecords.OpenImages(folder["records"]));
        foreach (var content in Damage.Truncations(File.ReadAllBytes(folder["records"])))
            Assert.Throws<InvalidDataException>(() => IdxRecords.Open(folder.With("short", content)));
    }
}
