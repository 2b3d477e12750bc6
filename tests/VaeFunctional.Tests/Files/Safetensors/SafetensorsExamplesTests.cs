using System.Text;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The examples that the format's reference implementation (huggingface/safetensors) publishes in its tests and pages.</summary>
public class SafetensorsExamplesTests
{
    private const string TwoByTwo = """{"test":{"dtype":"I32","shape":[2,2],"data_offsets":[0,16]}}""";

    private static readonly float[] ZeroToFive = [0, 1, 2, 3, 4, 5];

    [Fact]
    public void A_tensor_is_written_byte_for_byte_as_the_reference_writes_it() => Assert.Equal(
        [
            64, 0, 0, 0, 0, 0, 0, 0,
            .. """{"attn.0":{"dtype":"F32","shape":[1,2,3],"data_offsets":[0,24]}}"""u8,
            0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 0, 0, 160, 64,
        ],
        SafetensorsBytes.Written(NamedTensors.Empty.With("attn.0", Tensor.FromArray(ZeroToFive, new Shape(1, 2, 3)))));

    [Fact]
    public void A_header_is_padded_byte_for_byte_as_the_reference_pads_it() => Assert.Equal(
        [
            72, 0, 0, 0, 0, 0, 0, 0,
            .. """{"attn0":{"dtype":"F32","shape":[1,1,2,3],"data_offsets":[0,24]}}       """u8,
            0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 0, 0, 160, 64,
        ],
        SafetensorsBytes.Written(NamedTensors.Empty.With("attn0", Tensor.FromArray(ZeroToFive, new Shape(1, 1, 2, 3)))));

    [Fact]
    public void No_tensors_and_metadata_alone_are_written_as_the_reference_writes_them()
    {
        Assert.Equal([8, 0, 0, 0, 0, 0, 0, 0, 123, 125, 32, 32, 32, 32, 32, 32], SafetensorsBytes.Written(NamedTensors.Empty));
        Assert.Equal(
            [40, 0, 0, 0, 0, 0, 0, 0, .. """{"__metadata__":{"framework":"pt"}}     """u8],
            SafetensorsBytes.Written(NamedTensors.Empty.WithMetadata("framework", "pt")));
    }

    [Fact]
    public void The_published_files_load()
    {
        Assert.Equal(Tensor.Zeros(new Shape(2, 2), Precision.Double), SafetensorsBytes.Read(SafetensorsBytes.File(TwoByTwo, new byte[16]))["test"]);
        Assert.Equal(
            Tensor.Scalar(0, Precision.Double),
            SafetensorsBytes.Read(SafetensorsBytes.File("""{"test":{"dtype":"I32","shape":[],"data_offsets":[0,4]}}""", new byte[4]))["test"]);
        Assert.Equal(
            Tensor.Zeros(new Shape(2, 0), Precision.Double),
            SafetensorsBytes.Read(SafetensorsBytes.File("""{"test":{"dtype":"I32","shape":[2,0],"data_offsets":[0, 0]}}"""))["test"]);
        Assert.Equal(NamedTensors.Empty, SafetensorsBytes.Read(SafetensorsBytes.File("{}\r \t\n")));
    }

    [Theory]
    [InlineData("", "cut short, or is not a safetensors file")]
    [InlineData("<\0\0\0\0\0\0\0", "cut short")]
    [InlineData("<\0\0\0\0\u00ff\u00ff\u00ff" + TwoByTwo, "at most 100000000")]
    [InlineData("\u0001\0\0\0\0\0\0\0\u00ff", "begins with '{'")]
    [InlineData("\u0001\0\0\0\0\0\0\0{", "JSON")]
    [InlineData("\u0006\0\0\0\0\0\0\0\t\n{}\r ", "begins with '{'")]
    [InlineData("<\0\0\0\0\0\0\0" + TwoByTwo + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0extra_bogus_data_for_polyglot_file", "found more")]
    [InlineData("<\0\0\0\0\0\0\0" + TwoByTwo + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "cut short")]
    [InlineData("<" + "\0\0\0\0\0\0\0" + """{"test":{"dtype":"I32","shape":[2,2],"data_offsets":[0, 4]}}""", "takes 16 bytes")]
    [InlineData("O\0\0\0\0\0\0\0" + """{"test":{"dtype":"I32","shape":[2,18446744073709551614],"data_offsets":[0,16]}}""", "whole numbers")]
    [InlineData("N\0\0\0\0\0\0\0" + """{"test":{"dtype":"I32","shape":[2,9223372036854775807],"data_offsets":[0,16]}}""", "can hold")]
    public void The_published_attacks_are_refused(string file, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsBytes.Read(Encoding.Latin1.GetBytes(file)));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_tensors_in_the_same_bytes_are_refused()
    {
        var entries = Enumerable.Range(0, 10).Select(i => $$""" "weight_{{i}}":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}""");
        var file = SafetensorsBytes.File($"{{{string.Join(',', entries)}}}", new byte[16]);
        Assert.Contains("in bytes of another", Assert.Throws<InvalidDataException>(() => SafetensorsBytes.Read(file)).Message, StringComparison.Ordinal);
    }
}
