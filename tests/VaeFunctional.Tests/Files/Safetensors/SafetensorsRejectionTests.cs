using Xunit;

namespace VaeFunctional.Tests;

/// <summary>One row for each rule of the format that a header can break; and for those it can just meet.</summary>
public class SafetensorsRejectionTests
{
    /// <summary>Headers, in which two words stand for what is long.</summary>
    public static TheoryData<string, string, string> Headers => new()
    {
        { "not an object", "[]", "begins with '{'" },
        { "a blank in front", " {}", "begins with '{'" },
        { "cut JSON", """{"t":""", "JSON" },
        { "more than one value", "{}{}", "JSON" },
        { "a comment", "{/**/}", "JSON" },
        { "a comma at the end", """{"t":GOOD,}""", "JSON" },
        { "single quotes", "{'t':1}", "JSON" },
        { "a line break in a text", "{\"t\n\":1}", "JSON" },
        { "a zero byte after the end", "{}\0", "JSON" },
        { "a tensor twice", """{"t":GOOD,"t":GOOD}""", "'t' occurs twice in the header" },
        { "a tensor twice by an escape", """{"t":GOOD,"\u0074":GOOD}""", "'t' occurs twice in the header" },
        { "a field twice", """{"t":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'dtype' occurs twice in the tensor 't'" },
        { "a field twice by an escape", """{"t":{"dtype":"F32","shape":[1],"sh\u0061pe":[1],"data_offsets":[0,4]}}""", "'shape' occurs twice" },
        { "a key of the metadata twice", """{"__metadata__":{"a":"1","\u0061":"2"}}""", "'a' occurs twice in the metadata" },
        { "the metadata twice", """{"__metadata__":{},"__metadata__":{}}""", "'__metadata__' occurs twice" },
        { "a field unknown", """{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"strides":[1]}}""", "field 'strides'" },
        { "the old field of offsets", """{"t":{"dtype":"F32","shape":[1],"offsets":[0,4]}}""", "field 'offsets'" },
        { "no dtype", """{"t":{"shape":[1],"data_offsets":[0,4]}}""", "has no dtype" },
        { "no shape", """{"t":{"dtype":"F32","data_offsets":[0,4]}}""", "has no shape" },
        { "no offsets", """{"t":{"dtype":"F32","shape":[1]}}""", "has no data_offsets" },
        { "a tensor that is a number", """{"t":1}""", "describes tensor 't'" },
        { "a tensor that is null", """{"t":null}""", "describes tensor 't'" },
        { "metadata that is a list", """{"__metadata__":[]}""", "an object of texts" },
        { "metadata that is null", """{"__metadata__":null}""", "an object of texts" },
        { "a text of the metadata that is a number", """{"__metadata__":{"a":1}}""", "a text as metadata 'a'" },
        { "a text of the metadata that is an object", """{"__metadata__":{"a":{}}}""", "a text as metadata 'a'" },
        { "a dtype that is a number", """{"t":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}""", "a text as dtype" },
        { "a dtype unknown", """{"t":{"dtype":"float32","shape":[1],"data_offsets":[0,4]}}""", "tensor 't' has dtype 'float32'" },
        { "a dtype that is not read", """{"t":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", "tensor 't' has dtype 'F8_E4M3'" },
        { "a shape that is a number", """{"t":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", "a shape of tensor 't': a list" },
        { "a negative size", """{"t":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "whole numbers" },
        { "a size that is a fraction", """{"t":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "whole numbers" },
        { "a size with a point", """{"t":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""", "whole numbers" },
        { "a size with an exponent", """{"t":{"dtype":"F32","shape":[1e0],"data_offsets":[0,4]}}""", "whole numbers" },
        { "a size of negative zero", """{"t":{"dtype":"F32","shape":[-0],"data_offsets":[0,0]}}""", "whole numbers" },
        { "a size with a zero in front", """{"t":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}""", "JSON" },
        { "a size that is a text", """{"t":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "whole numbers" },
        { "a size beyond 64 bits", """{"t":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", "whole numbers" },
        { "sizes whose product wraps to 1", """{"t":{"dtype":"F32","shape":[4294967297,4294967297],"data_offsets":[0,4]}}""", "can hold" },
        { "sizes whose product wraps to 0", """{"t":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", "can hold" },
        { "a size beyond a tensor's beside 0", """{"t":{"dtype":"F32","shape":[0,2147483648],"data_offsets":[0,0]}}""", "can hold" },
        { "too many axes", """{"t":{"dtype":"F32","shape":[1,1,1,1,1],"data_offsets":[0,4]}}""", "tensor 't' has 5 axes" },
        { "a list in a shape", """{"t":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", "JSON" },
        { "one offset", """{"t":{"dtype":"F32","shape":[1],"data_offsets":[4]}}""", "1 offsets" },
        { "three offsets", """{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "3 offsets" },
        { "offsets in reverse", """{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "offsets are 4 and 0" },
        { "offsets of fewer bytes", """{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "takes 8 bytes" },
        { "offsets of more bytes", """{"t":{"dtype":"F32","shape":[],"data_offsets":[0,8]}}""", "takes 4 bytes" },
        { "a hole in front", """{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "bytes 0 to 4 before tensor 't'" },
        { "a hole between", """{"s":GOOD,"t":{"dtype":"U8","shape":[1],"data_offsets":[5,6]}}""", "bytes 4 to 5 before tensor 't'" },
        { "an overlap", """{"s":GOOD,"t":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}}""", "tensor 't' begins at 3" },
        { "an empty tensor beyond the end", """{"t":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", "bytes 0 to 8" },
        { "half a surrogate pair as a name", """{"\ud800":1}""", "surrogate" },
        { "half a surrogate pair in the metadata", """{"__metadata__":{"a":"\udc00"}}""", "surrogate" },
        { "deep nesting", """{"t":DEEP""", "tensor 't'" },
        { "deep nesting in the metadata", """{"__metadata__":{"a":DEEP}}""", "a text as metadata" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_that_breaks_a_rule_is_refused(string rule, string header, string reason)
    {
        _ = rule;
        header = header
            .Replace("GOOD", """{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""", StringComparison.Ordinal)
            .Replace("DEEP", new string('[', 100_000), StringComparison.Ordinal);
        foreach (var data in new byte[][] { [], new byte[4], new byte[8] })
        {
            var error = Assert.Throws<InvalidDataException>(() => SafetensorsBytes.Read(SafetensorsBytes.File(header, data)));
            Assert.StartsWith("test, byte ", error.Message, StringComparison.Ordinal);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"vaefunctional":"{}"}""", "together")]
    [InlineData("""{"vaefunctional.sha256":"DIGITS"}""", "together")]
    [InlineData("""{"vaefunctional":"{}","vaefunctional.sha256":""}""", "together")]
    [InlineData("""{"vaefunctional":"{}","vaefunctional.sha256":"\u0030DIGITS"}""", "together")]
    [InlineData("""{"vaefunctional":"{}","vaefunctional.sha256":"DIGITS"}""", "checksum is 0000")]
    public void A_file_of_the_library_without_its_right_checksum_is_refused(string metadata, string reason)
    {
        var digits = metadata.Replace("DIGITS", new string('0', 64), StringComparison.Ordinal);
        Assert.Contains(reason, Refused(SafetensorsBytes.File("{\"__metadata__\":" + digits + "}")), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        foreach (var bytes in new byte[][] { [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82] })
        {
            byte[] header = [.. "{\"__metadata__\":{\"a\":\""u8, .. bytes, .. "\"}}"u8];
            Assert.Contains("UTF-8", Refused(SafetensorsBytes.File(header)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"t":{"data_offsets":[0,4],"shape":[1],"dtype":"F32"}}""")]
    [InlineData("""{ "t" : { "dtype" : "F32" , "shape" : [ 1 , 1 , 1 , 1 ] , "data_offsets" : [ 0 , 4 ] } }  """)]
    [InlineData("""{"\u0074":{"dtype":"\u0046\u00332","shape":[],"data_offsets":[0,4]},"none":{"dtype":"F64","shape":[0,9],"data_offsets":[4,4]}}""")]
    [InlineData("""{"z":{"dtype":"U8","shape":[2],"data_offsets":[2,4]},"t":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"__metadata__":{}}""")]
    public void What_the_format_allows_is_read(string header) =>
        Assert.Equal(1, SafetensorsBytes.Read(SafetensorsBytes.File(header, new byte[4]))["t"].Count);

    [Fact]
    public void A_length_that_is_not_there_allocates_nothing_for_it()
    {
        foreach (var length in new[] { 99_999_999L, 100_000_000, 100_000_001, long.MaxValue, -1 })
        {
            byte[] file = [.. BitConverter.GetBytes(length), .. "{}"u8];
            var before = GC.GetAllocatedBytesForCurrentThread();
            Refused(file);
            Assert.Null(Damage.Read(stream => Safetensors.Read(stream, "test")["t"], file, canSeek: false));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Fact]
    public void A_tensor_that_is_not_there_allocates_nothing_for_it()
    {
        var file = SafetensorsBytes.File("""{"t":{"dtype":"F64","shape":[2147483647],"data_offsets":[0,17179869176]}}""", new byte[8]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("cut short", Refused(file), StringComparison.Ordinal);
        Assert.Null(Damage.Read(stream => Safetensors.Read(stream, "test")["t"], file, canSeek: false));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static string Refused(byte[] file) => Assert.Throws<InvalidDataException>(() => SafetensorsBytes.Read(file)).Message;
}
