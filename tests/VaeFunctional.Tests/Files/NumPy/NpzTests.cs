using System.Buffers.Binary;
using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(NpzTests.Examples) })]
public class NpzTests
{
    private static readonly string[] Names = ["", "a", "A", "a b", "layers/0/weight", "größe", "x.npy", "../up", "\U0001F600", new string('n', 300)];

    private static readonly Gen<NamedTensors> Contents =
        from count in Gen.Choose(0, 4)
        from names in Gen.Shuffle(Names)
        from shapes in VaeArbitraries.Shapes.Generator.ArrayOf(count)
        from value in Gen.Elements(Samples.Awkward)
        select names.Zip(shapes).Aggregate(NamedTensors.Empty, (all, one) => all.With(one.First, Tensor.Full(one.Second, value, Precision.Double)));

    [Property]
    public bool What_was_written_reads_back(NamedTensors content, bool compress)
    {
        var bytes = Bytes(content, compress);
        return content.Equals(Read(bytes)) && content.Equals(Read(Damage.Gzip(bytes))) && bytes.SequenceEqual(Bytes(content, compress));
    }

    [Theory]
    [InlineData("types.npz")]
    [InlineData("compressed.npz")]
    public void Every_type_that_numpy_wrote_is_read(string name)
    {
        var content = Npz.Read(NumPyFile.Path(name));
        Assert.Equal(23, content.Names.Count());
        Assert.Equal(Tensor.FromArray([0f, 1f, 1f]), content["b1"]);
        foreach (var order in new[] { "little", "big" })
        {
            Assert.Equal(Tensor.FromArray([-128f, -1, 0, 1, 127]), content[$"{order}_i1"]);
            Assert.Equal(Tensor.FromArray([0f, 1, 255]), content[$"{order}_u1"]);
            Assert.Equal(Tensor.FromArray([-32768f, -1, 0, 1, 32767]), content[$"{order}_i2"]);
            Assert.Equal(Tensor.FromArray([0f, 1, 65535]), content[$"{order}_u2"]);
            Assert.Equal(Tensor.FromArray([-2147483648.0, -1, 0, 1, 2147483647]), content[$"{order}_i4"]);
            Assert.Equal(Tensor.FromArray([0.0, 1, 4294967295]), content[$"{order}_u4"]);
            Assert.Equal(Tensor.FromArray([-9223372036854775808.0, -9007199254740992, 9007199254740992, 4611687117939015680]), content[$"{order}_i8"]);
            Assert.Equal(Tensor.FromArray([9007199254740992.0, 18446744073709549568]), content[$"{order}_u8"]);
            Assert.Equal(Tensor.FromArray([65504f, 5.9604645e-8f, -0f, float.PositiveInfinity, float.NaN]), content[$"{order}_f2"]);
            Assert.Equal(Tensor.FromArray([0.1f, float.MinValue]), content[$"{order}_f4"]);
            Assert.Equal(Tensor.FromArray([0.1, double.MinValue]), content[$"{order}_f8"]);
        }
    }

    [Fact]
    public void A_flipped_bit_changes_nothing_or_is_refused()
    {
        var content = NamedTensors.Empty.With("a", Tensor.FromArray([1f, 2f])).With("b", Tensor.Scalar(3));
        foreach (var compress in new[] { false, true })
        {
            var bytes = Bytes(content, compress);
            for (var bit = 0; bit < 8 * bytes.Length; bit++)
                Assert.True(ReadOrRefuse(Damage.FlipBit(bytes, bit)) is not { } read || read.Equals(content), $"bit {bit} of byte {bit / 8}");
        }
    }

    [Fact]
    public void A_file_cut_short_or_long_is_refused()
    {
        foreach (var name in new[] { "types.npz", "compressed.npz" })
        {
            var bytes = NumPyFile.Bytes(name);
            foreach (var damaged in Damage.Truncations(bytes).Append([.. bytes, 0]).Append([0, .. bytes]))
                Assert.Null(ReadOrRefuse(damaged));
        }
    }

    [Fact]
    public void The_archive_is_one_that_dotnet_reads_and_stored_unless_compressed()
    {
        var content = NamedTensors.Empty.With("b", Tensor.Zeros(new Shape(100))).With("a", Tensor.Scalar(1));
        foreach (var compress in new[] { false, true })
        {
            using var archive = new ZipArchive(new MemoryStream(Bytes(content, compress)));
            Assert.Equal(["a.npy", "b.npy"], archive.Entries.Select(entry => entry.FullName));
            Assert.Equal(compress, archive.Entries[1].CompressedLength < archive.Entries[1].Length);
            Assert.Equal(128 + 400, archive.Entries[1].Length);
            using var entry = archive.Entries[1].Open();
            Assert.Equal(content["b"], Npy.Read(entry, "b"));
        }
    }

    [Fact]
    public void Entries_that_are_not_arrays_are_named()
    {
        Assert.Equal(
            "test, byte 0: expected arrays, whose names end in .npy, and found 'readme.txt'.",
            Refusal(Archive(("readme.txt", "read me"u8.ToArray()))));
        Assert.StartsWith(
            "test, entry 'a.npy', byte 3: expected 8 bytes of the magic word",
            Refusal(Archive(("a.npy", [1, 2, 3]))),
            StringComparison.Ordinal);
        Assert.EndsWith("two entries are named 'a.npy'.", Refusal(Archive(("a.npy", NumPyFile.Bytes("scalar.npy")), ("a.npy", NumPyFile.Bytes("scalar.npy")))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 1, "entry 'a.npy' is encrypted")]
    [InlineData(10, 12, "entry 'a.npy' is compressed by method 12")]
    [InlineData(16, 0, "entry 'a.npy': the content is damaged: the checksum of its 136 bytes")]
    [InlineData(20, 7, "entry 'a.npy' cannot be 7 bytes, 136 unpacked")]
    [InlineData(28, 4, "expected the name 'a.np', as in the archive's directory, and found another")]
    [InlineData(34, 1, "entry 'a.npy' is in another part of the archive")]
    [InlineData(42, 1, "expected what precedes entry 'a.npy'")]
    [InlineData(46, (byte)'b', "expected the name 'b.npy', as in the archive's directory, and found another")]
    public void A_directory_that_does_not_fit_its_entries_is_refused(int place, byte value, string expected)
    {
        var bytes = Archive(("a.npy", NumPyFile.Bytes("scalar.npy")));
        bytes[DirectoryOf(bytes) + place] = value;
        Assert.Contains(expected, Refusal(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(18, 4, "and found a part of several")]
    [InlineData(13, 32, "and found a part of several")]
    [InlineData(12, 2, "and found a part of several")]
    [InlineData(10, 1, "expected a directory that ends here")]
    [InlineData(6, 1, "expected a directory that ends here")]
    [InlineData(22, (byte)'Q', "expected the record that ends a zip archive")]
    public void An_end_record_that_does_not_fit_its_directory_is_refused(int fromEnd, byte value, string expected)
    {
        var bytes = Archive(("a.npy", NumPyFile.Bytes("scalar.npy")));
        bytes[^fromEnd] = value;
        Assert.Contains(expected, Refusal(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_of_another_length_than_announced_is_refused()
    {
        var bytes = Archive(("a.npy", NumPyFile.Bytes("scalar.npy")));
        bytes[^14] = bytes[^12] = 2;
        Assert.Contains("expected a directory of 2 entries and found 1", Refusal(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_that_share_their_content_are_refused()
    {
        var bytes = Archive(("a.npy", NumPyFile.Bytes("scalar.npy")));
        var directory = DirectoryOf(bytes);
        byte[] local = [.. bytes[..directory]];
        var twice = bytes[directory..^22];
        var end = bytes[^22..];
        var size = 2 * twice.Length;
        end[8] = end[10] = 2;
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), size);
        byte[] other = [.. twice];
        Assert.Contains("two entries are named", Refusal([.. local, .. twice, .. other, .. end]), StringComparison.Ordinal);
        var inner = Archive(("b.npy", [.. bytes[..directory]]));
        var nested = DirectoryOf(inner);
        BinaryPrimitives.WriteInt32LittleEndian(other.AsSpan(42), 30 + "b.npy".Length);
        byte[] records = [.. inner[nested..^22], .. other];
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), records.Length);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(16), nested);
        Assert.Contains("entry 'a.npy' shares bytes with another", Refusal([.. inner[..nested], .. records, .. end]), StringComparison.Ordinal);
    }

    [Fact]
    public void Archives_with_64_bit_records_and_a_comment_are_read()
    {
        var bytes = Archive(("a.npy", NumPyFile.Bytes("scalar.npy")));
        var directory = DirectoryOf(bytes);
        byte[] record = [.. bytes[directory..^22], 1, 0, 24, 0, .. Int64(136), .. Int64(136), .. Int64(0)];
        record.AsSpan(20, 8).Fill(255);
        record.AsSpan(42, 4).Fill(255);
        record[30] = 28;
        byte[] largeEnd = [.. "PK\x06\x06"u8, .. Int64(44), 45, 0, 45, 0, .. new byte[8], .. Int64(1), .. Int64(1), .. Int64(record.Length), .. Int64(directory)];
        byte[] locator = [.. "PK\x06\x07"u8, 0, 0, 0, 0, .. Int64(directory + record.Length), 1, 0, 0, 0];
        byte[] end = [.. "PK\x05\x06"u8, 0, 0, 0, 0, .. Enumerable.Repeat((byte)255, 12), 2, 0, (byte)'h', (byte)'i'];
        byte[] large = [.. bytes[..directory], .. record, .. largeEnd, .. locator, .. end];
        Assert.Equal(NamedTensors.Empty.With("a", Tensor.Scalar(-2.5, Precision.Double)), Read(large));
        for (var place = directory; place < large.Length; place++)
        {
            foreach (byte value in new byte[] { 0, 1, 127, 128, 255 })
            {
                var damaged = large.ToArray();
                damaged[place] = value;
                Assert.True(ReadOrRefuse(damaged) is not { } read || read["a"].ToScalar() == -2.5, $"byte {place}");
            }
        }
    }

    [Fact]
    public void What_zip_has_no_place_for_is_not_written()
    {
        using var folder = new TemporaryFolder();
        var long1 = NamedTensors.Empty.With(new string('x', 65_532), Tensor.Scalar(1));
        Assert.Contains("longer than zip allows", Assert.Throws<ArgumentException>(() => Npz.Write(folder["x.npz"], long1)).Message, StringComparison.Ordinal);
        var metadata = NamedTensors.Empty.WithMetadata("key", "text");
        Assert.Contains("no place for metadata", Assert.Throws<ArgumentException>(() => Npz.Write(folder["x.npz"], metadata)).Message, StringComparison.Ordinal);
        Assert.Empty(folder.Files);
        Npz.Write(folder["x.npz"], NamedTensors.Empty.With(new string('x', 65_531), Tensor.Scalar(1)));
        Assert.Equal(65_531, Npz.Read(folder["x.npz"]).Names.Single().Length);
    }

    private static byte[] Int64(long value) => BitConverter.GetBytes(value);

    private static int DirectoryOf(byte[] archive) => BinaryPrimitives.ReadInt32LittleEndian(archive.AsSpan(archive.Length - 6));

    private static NamedTensors? ReadOrRefuse(byte[] content)
    {
        try
        {
            return Read(content);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string Refusal(byte[] content) => Assert.Throws<InvalidDataException>(() => Read(content)).Message;

    private static NamedTensors Read(byte[] content) => Npz.Read(new MemoryStream(content), "test");

    private static byte[] Bytes(NamedTensors content, bool compress)
    {
        using var stream = new MemoryStream();
        Npz.Write(stream, content, compress);
        return stream.ToArray();
    }

    private static byte[] Archive(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    internal static class Examples
    {
        public static Arbitrary<NamedTensors> Any => Contents.ToArbitrary();
    }
}
