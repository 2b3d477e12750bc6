using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(SafetensorsTests.Examples) })]
public class SafetensorsTests
{
    private static readonly Gen<string> Texts = Gen.Elements(
        "w", "encoder/hidden/0/weight", "", " ", "quote\" back\\slash", "line\n\t\0end", "größe", "\u7f16\u7801", "\U0001F600", "\uFFFD", "\u2028", "</script>", "dtype");

    private static readonly Gen<NamedTensors> Contents =
        from tensors in Gen.Zip(Texts, Gen.Choose(0, int.MaxValue)).ListOf()
        from metadata in Gen.Zip(Texts, Texts).ListOf()
        select metadata.Aggregate(
            tensors.Aggregate(NamedTensors.Empty, (content, entry) => content.With(entry.Item1, RandomBits(entry.Item2))),
            (content, entry) => content.WithMetadata(entry.Item1, entry.Item2));

    [Property]
    public bool Any_content_reads_back_bit_for_bit_and_writes_the_same_bytes(NamedTensors content)
    {
        var bytes = SafetensorsBytes.Written(content);
        var read = SafetensorsBytes.Read(bytes);
        return HasBitsOf(content, read) && content.Equals(read) && bytes.SequenceEqual(SafetensorsBytes.Written(read));
    }

    [Property]
    public bool A_signed_content_reads_back_too(NamedTensors content)
    {
        var signed = content.WithMetadata(FileChecksum.LibraryKey, "{}");
        return HasBitsOf(signed, SafetensorsBytes.Read(SafetensorsBytes.Written(signed)));
    }

    [Fact]
    public void A_signed_file_with_any_bit_flipped_any_byte_taken_out_or_doubled_is_refused()
    {
        var bytes = SafetensorsBytes.Written(
            NamedTensors.Empty.With("a", Tensor.FromArray([1f, 2])).With("b", Tensor.Scalar(0.5, Precision.Double)).WithMetadata(FileChecksum.LibraryKey, "{}"));
        var damaged = Enumerable.Range(0, 8 * bytes.Length).Select(bit => Damage.FlipBit(bytes, bit))
            .Concat(Enumerable.Range(0, bytes.Length).Select(i => (byte[])[.. bytes[..i], .. bytes[(i + 1)..]]))
            .Concat(Enumerable.Range(0, bytes.Length).Select(i => (byte[])[.. bytes[..i], bytes[i], .. bytes[i..]]));
        Assert.All(damaged, file => Assert.Throws<InvalidDataException>(() => SafetensorsBytes.Read(file)));
    }

    [Fact]
    public void A_stream_that_cannot_seek_and_gives_few_bytes_is_read_the_same_way()
    {
        var content = NamedTensors.Empty
            .With("long", Tensor.FromArray([.. Enumerable.Range(0, 40_000).Select(i => (float)i)]))
            .With("none", Tensor.Zeros(new Shape(3, 0)))
            .With("double", Tensor.Scalar(Math.PI, Precision.Double));
        var bytes = SafetensorsBytes.Written(content);
        Assert.Equal(content, SafetensorsBytes.Read(bytes));
        Assert.Equal(content["long"], Damage.Read(stream => Safetensors.Read(stream, "test")["long"], bytes, canSeek: false));
    }

    [Fact]
    public void Tensors_are_ordered_by_size_of_element_and_then_by_the_bytes_of_their_names()
    {
        var names = new[] { "b", "a", "\U0001F600", "\uFF21", "A" };
        var content = names.Aggregate(NamedTensors.Empty, (all, name) => all.With(name, Tensor.Scalar(1)))
            .With("z", Tensor.Scalar(2, Precision.Double));
        var header = Encoding.UTF8.GetString(SafetensorsBytes.Written(content)[8..]);
        string[] order = ["z", "A", "a", "b", "\uFF21", "\\uD83D\\uDE00"];
        var places = order.Select(name => header.IndexOf($"\"{name}\":", StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void The_header_is_padded_with_blanks_to_a_multiple_of_eight()
    {
        for (var length = 0; length < 16; length++)
        {
            var bytes = SafetensorsBytes.Written(NamedTensors.Empty.With(new string('n', length), Tensor.FromArray([1f])));
            Assert.Equal(0, BitConverter.ToInt64(bytes) % 8);
            Assert.Equal(8 + BitConverter.ToInt64(bytes) + 4, bytes.Length);
        }
    }

    [Fact]
    public void A_file_can_be_written_over_and_leaves_no_draft()
    {
        using var folder = new TemporaryFolder();
        var path = folder["weights.safetensors"];
        Safetensors.Write(path, NamedTensors.Empty.With("a", Tensor.Ones(new Shape(100))));
        var content = NamedTensors.Empty.With("b", Tensor.Ones(new Shape(2)));
        Safetensors.Write(path, content);
        Assert.Equal(content, Safetensors.Read(path));
        Assert.Equal(["weights.safetensors"], folder.Files);
    }

    [Fact]
    public void A_header_whose_length_looks_like_gzip_is_read_as_it_is()
    {
        const int gzip = 0x8b1f;
        var header = "{}".PadRight(gzip);
        Assert.Equal(NamedTensors.Empty, SafetensorsBytes.Read(SafetensorsBytes.File(header)));
    }

    [Fact]
    public void A_content_without_a_form_as_a_file_is_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder["x.safetensors"];
        Assert.Throws<ArgumentException>(() => Safetensors.Write(path, NamedTensors.Empty.With("__metadata__", Tensor.Scalar(0))));
        Assert.Throws<ArgumentException>(() => Safetensors.Write(path, NamedTensors.Empty.WithMetadata(FileChecksum.Key, "")));
        Assert.Throws<ArgumentException>(() => NamedTensors.Empty.With("half \ud800", Tensor.Scalar(0)));
        Assert.Empty(folder.Files);
    }

    private static bool HasBitsOf(NamedTensors first, NamedTensors second) =>
        first.Names.SequenceEqual(second.Names)
        && first.Metadata.SequenceEqual(second.Metadata)
        && first.Names.All(name => first[name].Shape == second[name].Shape && Bits(first[name]).SequenceEqual(Bits(second[name])));

    private static IEnumerable<long> Bits(Tensor tensor) => tensor.Precision == Precision.Single
        ? tensor.ToSingles().Select(x => (long)BitConverter.SingleToInt32Bits(x))
        : tensor.ToDoubles().Select(BitConverter.DoubleToInt64Bits);

    /// <summary>A tensor of any shape and of any bits, NaN with payloads among them.</summary>
    private static Tensor RandomBits(int seed)
    {
        var random = new Random(seed);
        var shape = new Shape([.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(4))]);
        return random.Next(2) == 0
            ? Tensor.FromArray(Many(() => BitConverter.Int32BitsToSingle((int)random.NextInt64())), shape)
            : Tensor.FromArray(Many(() => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))), shape);
        T[] Many<T>(Func<T> next) => [.. Enumerable.Range(0, shape.Count).Select(_ => next())];
    }

    internal static class Examples
    {
        public static Arbitrary<NamedTensors> Any => Contents.ToArbitrary();
    }
}
