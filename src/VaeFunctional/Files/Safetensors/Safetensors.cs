namespace VaeFunctional;

/// <summary>Files of named tensors that other tools read and write: the safetensors format of Hugging Face. No file ever runs code.</summary>
/// <remarks>
/// Eight bytes of length, a header in JSON, the elements row-major and little-endian. Tensors are written as F32 and F64. These are read,
/// and so are the types whose elements become float32 exactly (F16, BF16, I8, U8, I16, U16, BOOL) or double (I32, U32, and I64, U64 where every
/// element does). A header that breaks any rule of the format, or does not agree with the length of the file, is refused before tensors are
/// allocated. A file with the metadata <c>vaefunctional</c> carries a checksum of all its bytes, which is written and verified here and is not part of the content.
/// </remarks>
public static class Safetensors
{
    /// <summary>Reads tensors and metadata.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The content is not in this format or damaged, or has a tensor of another element type or of
    /// more than four axes; the message names file, byte and tensor.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static NamedTensors Read(string path)
    {
        using var source = ByteSource.Open(path, unpacks: false);
        return SafetensorsReader.Read(source);
    }

    /// <summary>Reads tensors and metadata.</summary>
    /// <param name="stream">The content, read to its end; it stays open.</param>
    /// <param name="name">The name used in error messages.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static NamedTensors Read(Stream stream, string name)
    {
        using var source = ByteSource.Over(stream, name, unpacks: false);
        return SafetensorsReader.Read(source);
    }

    /// <summary>Writes tensors and metadata; the file appears whole or not at all.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="content">The tensors and texts.</param>
    /// <exception cref="ArgumentException">A tensor is named <c>__metadata__</c>, a text <c>vaefunctional.sha256</c>, or the header would
    /// be longer than 100,000,000 bytes.</exception>
    /// <exception cref="InvalidOperationException">A tensor is a temporary of an evaluation that has ended.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, NamedTensors content)
    {
        var file = new SafetensorsWriter(content);
        AtomicFile.Save(path, file.Write);
    }

    /// <summary>Writes tensors and metadata.</summary>
    /// <param name="stream">The target; it stays open.</param>
    /// <param name="content">The tensors and texts.</param>
    /// <exception cref="ArgumentException">As for a file.</exception>
    /// <exception cref="InvalidOperationException">As for a file.</exception>
    public static void Write(Stream stream, NamedTensors content)
    {
        ArgumentNullException.ThrowIfNull(stream);
        new SafetensorsWriter(content).Write(stream);
    }
}
