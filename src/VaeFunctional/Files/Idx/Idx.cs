namespace VaeFunctional;

/// <summary>The IDX format of MNIST and its relatives: arrays of rank 1 to 4 of bytes, integers or floating-point numbers,
/// big-endian.</summary>
/// <remarks>
/// A file may be compressed with gzip, as one member; its first bytes decide, not its name. Whatever is wrong with the content is an
/// <see cref="InvalidDataException"/> that names the file, the byte (of the unpacked content) and what was expected. Memory follows the
/// data that is there, not what a header claims.
/// </remarks>
public static partial class Idx
{
    /// <summary>Reads an array of any element type, unscaled, in the shape of the file; <see cref="IdxElement"/> says in which precision.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The content is not a whole IDX file.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Tensor Read(string path)
    {
        using var source = ByteSource.Open(path);
        return Read(source);
    }

    /// <summary>Reads an array of any element type, unscaled, in the shape of the file; <see cref="IdxElement"/> says in which precision.</summary>
    /// <param name="stream">The content, read to its end; it stays open.</param>
    /// <param name="name">How errors call it.</param>
    /// <exception cref="InvalidDataException">The content is not a whole IDX file.</exception>
    public static Tensor Read(Stream stream, string name)
    {
        using var source = ByteSource.Over(stream, name);
        return Read(source);
    }

    /// <summary>Reads gray images, <c>[count, height, width]</c> of unsigned bytes, as intensities: 0 becomes 0 and 255 becomes
    /// 1.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The content is not a whole IDX file of images.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static ImageSet ReadImages(string path)
    {
        using var source = ByteSource.Open(path);
        return ReadImages(source);
    }

    /// <summary>Reads gray images, <c>[count, height, width]</c> of unsigned bytes, as intensities: 0 becomes 0 and 255 becomes
    /// 1.</summary>
    /// <param name="stream">The content, read to its end; it stays open.</param>
    /// <param name="name">How errors call it.</param>
    /// <exception cref="InvalidDataException">The content is not a whole IDX file of images.</exception>
    public static ImageSet ReadImages(Stream stream, string name)
    {
        using var source = ByteSource.Over(stream, name);
        return ReadImages(source);
    }

    /// <summary>Reads labels, <c>[count]</c> of unsigned bytes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The content is not a whole IDX file of labels.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Labels ReadLabels(string path)
    {
        using var source = ByteSource.Open(path);
        return ReadLabels(source);
    }

    /// <summary>Reads labels, <c>[count]</c> of unsigned bytes.</summary>
    /// <param name="stream">The content, read to its end; it stays open.</param>
    /// <param name="name">How errors call it.</param>
    /// <exception cref="InvalidDataException">The content is not a whole IDX file of labels.</exception>
    public static Labels ReadLabels(Stream stream, string name)
    {
        using var source = ByteSource.Over(stream, name);
        return ReadLabels(source);
    }

    /// <summary>Reads images and the labels that belong to them.</summary>
    /// <param name="imagesPath">The file of images.</param>
    /// <param name="labelsPath">The file of labels.</param>
    /// <exception cref="InvalidDataException">A file is not whole, or the numbers of images and labels differ.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    public static LabeledImages ReadLabeledImages(string imagesPath, string labelsPath)
    {
        var labels = ReadLabels(labelsPath);
        var images = ReadImages(imagesPath);
        if (images.Count != labels.Count)
            throw new InvalidDataException($"{imagesPath} holds {images.Count} images, and {labelsPath} holds {labels.Count} labels.");
        return new LabeledImages(images, labels);
    }

    private static Tensor Read(ByteSource source)
    {
        var header = IdxHeader.Read(source);
        return IdxCodec.Read(header.Element, header.Shape, source.Fill);
    }

    private static ImageSet ReadImages(ByteSource source)
    {
        var shape = IdxHeader.Read(source).Bytes(source, "images", 3).Shape;
        var flat = new Shape(shape[0], shape.CountAfter(0));
        return new ImageSet(IdxCodec.ReadIntensities(flat, source.Fill), shape[1], shape[2]);
    }

    private static Labels ReadLabels(ByteSource source)
    {
        var shape = IdxHeader.Read(source).Bytes(source, "labels", 1).Shape;
        return Labels.Of(IdxCodec.Read(IdxElement.UnsignedByte, shape, source.Fill).ToSingles().Select(label => (int)label));
    }

    private static IdxHeader Bytes(this IdxHeader header, ByteSource source, string what, int rank) =>
        header.Element == IdxElement.UnsignedByte && header.Shape.Rank == rank
            ? header
            : throw source.Error(2, $"expected {what} (UnsignedByte of rank {rank}) and found {header.Element} of shape {header.Shape}.");
}
