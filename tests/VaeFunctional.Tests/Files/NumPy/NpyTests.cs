using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(NpyTests.Examples) })]
public class NpyTests
{
    private static readonly Gen<Tensor> Tensors =
        from shape in VaeArbitraries.Shapes.Generator
        from precision in Gen.Elements(Precision.Single, Precision.Double)
        from values in Gen.Elements(Samples.Awkward).ArrayOf(shape.Count)
        select Tensor.FromArray(values, shape).To(precision);

    [Property]
    public bool What_was_written_reads_back_bit_for_bit(Tensor tensor)
    {
        var bytes = Bytes(tensor);
        return new[] { bytes, Damage.Gzip(bytes) }.All(content =>
            SameBits(tensor, Damage.Read(Read, content)) && SameBits(tensor, Damage.Read(Read, content, canSeek: false)));
    }

    [Property(MaxTest = 20)]
    public bool A_file_cut_short_or_long_is_refused(Tensor tensor)
    {
        var bytes = Bytes(tensor);
        return Damage.Truncations(bytes).Append([.. bytes, 0])
            .All(content => Damage.Read(Read, content) is null && Damage.Read(Read, content, canSeek: false) is null);
    }

    [Theory]
    [InlineData("single.npy")]
    [InlineData("double.npy")]
    [InlineData("scalar.npy")]
    [InlineData("empty.npy")]
    [InlineData("rank4.npy")]
    public void What_numpy_wrote_is_written_again_byte_for_byte(string name) =>
        Assert.Equal(NumPyFile.Bytes(name), Bytes(Npy.Read(NumPyFile.Path(name))));

    [Fact]
    public void What_numpy_wrote_is_read()
    {
        var single = Tensor.FromArray(new float[,] { { 0.1f, -0.0f, float.PositiveInfinity }, { float.Epsilon, float.MaxValue, float.NaN } });
        Assert.Equal(single, Npy.Read(NumPyFile.Path("single.npy")));
        Assert.Equal(Tensor.FromArray([0.1, double.Epsilon, double.MinValue]), Npy.Read(NumPyFile.Path("double.npy")));
        Assert.Equal(Tensor.Scalar(-2.5, Precision.Double), Npy.Read(NumPyFile.Path("scalar.npy")));
        Assert.Equal(Tensor.Zeros(new Shape(0, 3)), Npy.Read(NumPyFile.Path("empty.npy")));
        var counting = Tensor.FromArray([.. Enumerable.Range(0, 24).Select(i => (float)i)], new Shape(2, 3, 4));
        Assert.Equal(counting.Reshape(new Shape(2, 3, 1, 4)), Npy.Read(NumPyFile.Path("rank4.npy")));
        Assert.Equal(counting.To(Precision.Double), Npy.Read(NumPyFile.Path("fortran.npy")));
        foreach (var name in new[] { "fortran-bytes.npy", "version2.npy", "version3.npy" })
            Assert.Equal(counting, Npy.Read(NumPyFile.Path(name)));
    }

    [Theory]
    [InlineData("refused-objects.npy", "'|O': Python objects, which only unpickling could read")]
    [InlineData("refused-structures.npy", "structures of several fields")]
    [InlineData("refused-text.npy", "'<U2': text")]
    [InlineData("refused-bytes.npy", "'|S2': text")]
    [InlineData("refused-complex.npy", "'<c16': complex numbers")]
    [InlineData("refused-dates.npy", "'<M8[D]': dates or durations")]
    [InlineData("refused-long-double.npy", "'<f16': floating-point numbers of a size")]
    [InlineData("refused-rank5.npy", "byte 60: the header's dictionary: expected at most 4 axes, which is what a tensor can have, and found 5")]
    [InlineData("refused-large-integer.npy", "byte 136: the integer 9007199254740993 has no exact double")]
    public void What_is_not_an_array_of_numbers_is_refused_in_a_sentence(string name, string expected)
    {
        var path = NumPyFile.Path(name);
        var message = Assert.Throws<InvalidDataException>(() => Npy.Read(path)).Message;
        Assert.StartsWith($"{path}, byte ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("{'shape':(1,),'fortran_order':False,'descr':'<f4'}")]
    [InlineData("\n { \"fortran_order\" :\tTrue , \"shape\" : ( 1 , ) ,\r\n\"descr\" : \"=f4\" } \n\n")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (01L,)}")]
    [InlineData("{'descr': '|f4', 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("{'descr': 'f4', 'fortran_order': False, 'shape': (1,), }")]
    public void A_dictionary_is_read_however_python_may_write_it(string dictionary)
    {
        foreach (byte version in new byte[] { 1, 2, 3 })
            Assert.Equal(Tensor.FromArray([1f]), Read(NumPyFile.Of(dictionary, [0, 0, 0x80, 0x3f], version)));
    }

    [Theory]
    [InlineData("", "byte 10: the header's dictionary: expected '{' and found its end")]
    [InlineData("['descr']", "byte 10: the header's dictionary: expected '{' and found '['descr']'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "byte 10: the header's dictionary: expected the keys 'descr', 'fortran_order' and 'shape'")]
    [InlineData("{'descr': '<f4', 'descr': '<f4'}", "byte 27: the header's dictionary: expected the keys 'descr', 'fortran_order' and 'shape', each once, and found 'descr'")]
    [InlineData("{'other': 1}", "byte 11: the header's dictionary: expected the keys")]
    [InlineData("{'descr' '<f4'}", "byte 19: the header's dictionary: expected ':' and found ''<f4'}'")]
    [InlineData("{'descr': '<f4' 'shape': ()}", "byte 26: the header's dictionary: expected '}'")]
    [InlineData("{'descr': '<f4", "byte 20: the header's dictionary: the string is never closed")]
    [InlineData("{'descr': '<f\n4'}", "byte 20: the header's dictionary: the string is never closed")]
    [InlineData("{'descr': 4}", "byte 20: the header's dictionary: expected a string and found '4}'")]
    [InlineData("{'de\\163cr': '<f4'}", "byte 11: the header's dictionary: expected the keys 'descr', 'fortran_order' and 'shape', each once, and found 'de\\163cr'")]
    [InlineData("{'descr': '\\x3cf4'}", "byte 20: the header's dictionary: expected numbers (b1, i1 to i8, u1 to u8, f2, f4 or f8) and found '\\x3cf4'")]
    [InlineData("{'descr': [('a', '<f4'), ('b', '<i4')]}", "byte 20: the header's dictionary: the array holds structures of several fields")]
    [InlineData("{'descr': 'float32'}", "byte 20: the header's dictionary: expected numbers (b1, i1 to i8, u1 to u8, f2, f4 or f8) and found 'float32'")]
    [InlineData("{'descr': '<i3'}", "byte 20: the header's dictionary: expected numbers (b1, i1 to i8, u1 to u8, f2, f4 or f8) and found '<i3': elements of an unknown type")]
    [InlineData("{'descr': ('<f4', (2,))}", "byte 20: the header's dictionary: the array holds structures")]
    [InlineData("{'fortran_order': 1}", "byte 28: the header's dictionary: expected True or False")]
    [InlineData("{'fortran_order': Truest}", "byte 28: the header's dictionary: expected True or False")]
    [InlineData("{'shape': (1)}", "byte 22: the header's dictionary: expected a tuple")]
    [InlineData("{'shape': 1}", "byte 20: the header's dictionary: expected '(' and found '1}'")]
    [InlineData("{'shape': (-1,)}", "byte 21: the header's dictionary: expected an integer that is not negative and found '-1,)}'")]
    [InlineData("{'shape': (,)}", "byte 21: the header's dictionary: expected an integer that is not negative")]
    [InlineData("{'shape': (9223372036854775808,)}", "byte 21: the header's dictionary: an integer is too large")]
    [InlineData("{'shape': (2147483648,)}", "byte 20: the header's dictionary: the shape (2147483648) spans more than")]
    [InlineData("{'shape': (65536, 0, 65536)}", "byte 20: the header's dictionary: the shape (65536, 0, 65536) spans more than")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': ()} 1", "byte 64: the header's dictionary: expected the end of the header and found '1'")]
    public void A_dictionary_that_is_not_one_is_named_with_byte_and_expectation(string dictionary, string expected) =>
        Assert.StartsWith(
            $"test, {expected}",
            Assert.Throws<InvalidDataException>(() => Read(NumPyFile.Of(dictionary, []))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { }, "byte 0: expected 8 bytes of the magic word and version of a .npy file from byte 0 and found 0")]
    [InlineData(new byte[] { 0x93, 0x4e, 0x55, 0x4d, 0x50, 0x5a, 1, 0 }, "byte 0: expected the bytes 0x93 'NUMPY'")]
    [InlineData(new byte[] { 0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 4, 0 }, "byte 6: expected version 1.0, 2.0 or 3.0 of the format and found 4.0")]
    [InlineData(new byte[] { 0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 1 }, "byte 6: expected version 1.0, 2.0 or 3.0 of the format and found 1.1")]
    [InlineData(new byte[] { 0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 9 }, "byte 9: expected 2 bytes of the header's length from byte 8 and found 1")]
    [InlineData(new byte[] { 0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0, 255, 255, 255, 255 }, "byte 8: expected a header of at most 10000 bytes and found the length 4294967295")]
    [InlineData(new byte[] { 0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 9, 0, 32 }, "byte 11: expected 9 bytes of the header from byte 10 and found 1")]
    public void A_beginning_that_is_not_one_is_named_with_byte_and_expectation(byte[] content, string expected) =>
        Assert.StartsWith($"test, {expected}", Assert.Throws<InvalidDataException>(() => Read(content)).Message, StringComparison.Ordinal);

    [Fact]
    public void Only_version_3_reads_its_header_as_utf8_and_strictly()
    {
        var unknown = "{'größe': 1}";
        Assert.Contains("found 'größe'", Assert.Throws<InvalidDataException>(() => Read(NumPyFile.Of(unknown, [], version: 1))).Message, StringComparison.Ordinal);
        Assert.Contains("found 'größe'", Assert.Throws<InvalidDataException>(() => Read(NumPyFile.Of(unknown, [], version: 3))).Message, StringComparison.Ordinal);
        var afterUmlaut = NumPyFile.Of("{'descr': 'größe', 1}", [], version: 3);
        Assert.StartsWith("test, byte 22: ", Assert.Throws<InvalidDataException>(() => Read(afterUmlaut)).Message, StringComparison.Ordinal);
        var latin = NumPyFile.Of(unknown, [], version: 2);
        latin[6] = 3;
        Assert.StartsWith("test, byte 16: expected a header in UTF-8", Assert.Throws<InvalidDataException>(() => Read(latin)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b1", new byte[] { 2 }, "expected a boolean, 0 or 1, and found 2")]
    [InlineData("<i8", new byte[] { 255, 255, 255, 255, 255, 255, 255, 127 }, "the integer 9223372036854775807 has no exact double")]
    [InlineData(">i8", new byte[] { 128, 0, 0, 0, 0, 0, 0, 1 }, "the integer -9223372036854775807 has no exact double")]
    [InlineData("<u8", new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, "the integer 18446744073709551615 has no exact double")]
    [InlineData("<u8", new byte[] { 1, 0, 0, 0, 0, 0, 32, 0 }, "the integer 9007199254740993 has no exact double")]
    public void A_number_that_no_tensor_holds_is_named(string descr, byte[] payload, string expected)
    {
        var file = NumPyFile.Of($"{{'descr': '{descr}', 'fortran_order': False, 'shape': (), }}", payload);
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_that_cross_the_blocks_of_the_reader_are_read_the_same_way()
    {
        foreach (var count in new[] { 16_383, 16_384, 16_385, 65_537, 200_003 })
        {
            var values = Tensor.FromArray([.. Enumerable.Range(0, count).Select(i => (float)(i % 101))]);
            Assert.Equal(values, Read(Bytes(values)));
            Assert.Equal(values, Read(NumPyFile.Of($"{{'descr': 'u1', 'fortran_order': True, 'shape': ({count},)}}", [.. values.ToSingles().Select(x => (byte)x)])));
        }
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one()
    {
        using var folder = new TemporaryFolder();
        Npy.Write(folder["x.npy"], Tensor.Scalar(1));
        Assert.Throws<ArgumentNullException>(() => Npy.Write(folder["x.npy"], null!));
        Assert.Equal(Tensor.Scalar(1), Npy.Read(folder["x.npy"]));
        Npy.Write(folder["x.npy.gz"], Tensor.Scalar(2));
        Assert.Equal(0x1f, File.ReadAllBytes(folder["x.npy.gz"])[0]);
        Assert.Equal(Tensor.Scalar(2), Npy.Read(folder["x.npy.gz"]));
        Assert.Equal(["x.npy", "x.npy.gz"], folder.Files.Order(StringComparer.Ordinal));
    }

    private static bool SameBits(Tensor expected, Tensor? actual) =>
        expected.Equals(actual)
        && expected.ToDoubles().Select(BitConverter.DoubleToInt64Bits).SequenceEqual(actual.ToDoubles().Select(BitConverter.DoubleToInt64Bits));

    private static Tensor Read(byte[] content) => Read(new MemoryStream(content));

    private static Tensor Read(Stream stream) => Npy.Read(stream, "test");

    private static byte[] Bytes(Tensor tensor)
    {
        using var stream = new MemoryStream();
        Npy.Write(stream, tensor);
        return stream.ToArray();
    }

    internal static class Examples
    {
        public static Arbitrary<Tensor> Any => Tensors.ToArbitrary();
    }
}
