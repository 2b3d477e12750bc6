using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>NumPy's format of one array (.npy), for exchange with Python: what <c>numpy.save</c> writes and <c>numpy.load</c> reads.</summary>
/// <remarks>
/// Numbers are read exactly: booleans, integers of 8 and 16 bits and floating-point numbers of 16 and 32 bits in single precision; integers of
/// 32 bits and floating-point numbers of 64 bits in double; integers of 64 bits in double, each of them exact or an error. Either byte order
/// and either order of the axes is read, in versions 1.0, 2.0 and 3.0 of the format. Python objects, and with them pickled data, are never
/// read; nor are structures, text, complex numbers and dates. A file may be compressed with gzip, as one member; its first bytes determine that.
/// Whatever is wrong with the content is an <see cref="InvalidDataException"/> that names the file, the byte (of the unpacked content) and
/// what was expected. Memory grows with the data, not with what a header claims.
/// </remarks>
public static class Npy
{
    /// <summary>Elements that are read or written at a time: few enough that their bytes can be counted in 32 bits.</summary>
    private const int BlockLength = 1 << 24;

    /// <summary>Reads an array of numbers, in the shape of the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The content is not one whole array of numbers of at most four axes, or an integer of 64 bits
    /// has no exact double.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Tensor Read(string path)
    {
        using var source = ByteSource.Open(path);
        return Read(source);
    }

    /// <summary>Reads an array of numbers, in the shape of the file.</summary>
    /// <param name="stream">The content, read to its end; it stays open.</param>
    /// <param name="name">The name used in error messages.</param>
    /// <exception cref="InvalidDataException">The content is not one whole array of numbers of at most four axes, or an integer of 64 bits
    /// has no exact double.</exception>
    public static Tensor Read(Stream stream, string name)
    {
        using var source = ByteSource.Over(stream, name);
        return Read(source);
    }

    /// <summary>Writes the bytes that <c>numpy.save</c> writes for an array of float32 or float64.</summary>
    /// <param name="path">The file, replaced if it exists; compressed when its name ends in .gz.</param>
    /// <param name="values">The numbers, any shape, stored in the tensor's precision.</param>
    /// <exception cref="InvalidOperationException">The tensor is a temporary of an evaluation that has ended.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        values.ThrowIfEnded();
        DataFile.Save(path, stream => Write(stream, values));
    }

    /// <summary>Writes the bytes that <c>numpy.save</c> writes for an array of float32 or float64.</summary>
    /// <param name="stream">The target; it stays open.</param>
    /// <param name="values">The numbers, any shape, stored in the tensor's precision.</param>
    /// <exception cref="InvalidOperationException">The tensor is a temporary of an evaluation that has ended.</exception>
    public static void Write(Stream stream, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(values);
        values.ThrowIfEnded();
        new NpyHeader(NpyElement.Of(values.Precision), values.Shape, IsFortranOrder: false).Write(stream);
        if (values.Precision == Precision.Single)
            WriteElements<float>(stream, values);
        else
            WriteElements<double>(stream, values);
    }

    internal static Tensor Read(ByteSource source)
    {
        var header = NpyHeader.Read(source);
        return header.Element.Precision == Precision.Single ? Read<float>(source, header) : Read<double>(source, header);
    }

    private static Tensor Read<T>(ByteSource source, NpyHeader header)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var stored = Tensor.Allocate<T>(header.Shape);
        NpyCodec.Read(header.Element, source, stored.Write<T>());
        if (!header.IsFortranOrder || header.Shape.Rank < 2)
            return stored;
        var result = Tensor.Allocate<T>(header.Shape);
        NpyCodec.Reorder(stored.Read<T>(), header.Shape, result.Write<T>());
        return result;
    }

    private static void WriteElements<T>(Stream stream, Tensor values)
        where T : unmanaged
    {
        for (var rest = values.Read<T>(); !rest.IsEmpty; rest = rest[Math.Min(BlockLength, rest.Length)..])
            stream.Write(MemoryMarshal.AsBytes(rest[..Math.Min(BlockLength, rest.Length)]));
    }
}
