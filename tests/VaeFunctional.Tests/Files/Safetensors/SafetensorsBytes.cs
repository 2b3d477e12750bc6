using System.Buffers.Binary;
using System.Text;

namespace VaeFunctional.Tests;

/// <summary>Files as bytes, made without the code under test.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A file of the given header, text of Latin letters or bytes, and data.</summary>
    public static byte[] File(string header, params byte[] data) => File(Encoding.UTF8.GetBytes(header), data);

    public static byte[] File(byte[] header, params byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    /// <summary>A file of one tensor 't' of the given description and data.</summary>
    public static byte[] OfTensor(string dtype, string shape, params byte[] data) =>
        File($$$"""{"t":{"dtype":"{{{dtype}}}","shape":{{{shape}}},"data_offsets":[0,{{{data.Length}}}]}}""", data);

    public static byte[] Written(NamedTensors content)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, content);
        return stream.ToArray();
    }

    public static NamedTensors Read(byte[] file) => Safetensors.Read(new MemoryStream(file), "test");
}
