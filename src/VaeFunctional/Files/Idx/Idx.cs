namespace VaeFunctional;

/// <summary>The IDX format of MNIST and similar data: images and labels as arrays of unsigned bytes of rank 1 to 4.</summary>
/// <remarks>
/// A file may be compressed with gzip, as one member; its first bytes determine that, not its name. Wrong content is an
/// <see cref="InvalidDataException"/> that names the file, the byte (of the unpacked content) and what was expected; the other element
/// types of the format are refused that way. Memory grows with the data in the file, not with the sizes in its header.
/// </remarks>
public static partial class Idx
{
    /// <summary>Reads an array of unsigned bytes as the numbers 0 to 255, single precision, in the shape of the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The content is not a whole IDX file of unsigned bytes.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Tensor Read(string path)
    {
        using var source = ByteSource.Open(path);
        return Read(source);
    }

    /// <summary>Reads an array of unsigned bytes as the numbers 0 to 255, single precision, in the shape of the file.</summary>
    /// <param name="stream">The content, read to its end; it stays open.</param>
    /// <param name="name">The name used in error messages.</param>
    /// <exception cref="InvalidDataException">The content is not a whole IDX file of unsigned bytes.</exception>
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
    /// <param name="name">The name used in error messages.</param>
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
    /// <param name="name">The name used in error messages.</param>
    /// <exception cref="InvalidDataException">The content is not a whole IDX file of labels.</exception>
    public static Labels ReadLabels(Stream stream, string name)
    {
        using var source = ByteSource.Over(stream, name);
        return ReadLabels(source);
    }

    /// <summary>Reads images and their labels.</summary>
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
        return IdxBytes.Read(IdxHeader.Read(source).Shape, source.Fill);
    }

    private static ImageSet ReadImages(ByteSource source)
    {
        var shape = ReadShape(source, "images", 3);
        var flat = new Shape(shape[0], shape.CountAfter(0));
        return new ImageSet(IdxBytes.ReadIntensities(flat, source.Fill), shape[1], shape[2]);
    }

    private static Labels ReadLabels(ByteSource source)
    {
        var labels = IdxBytes.Read(ReadShape(source, "labels", 1), source.Fill);
        return Labels.Of(labels.ToSingles().Select(label => (int)label));
    }

    private static Shape ReadShape(ByteSource source, string what, int rank)
    {
        var shape = IdxHeader.Read(source).Shape;
        return shape.Rank == rank ? shape : throw source.Error(3, $"expected {what}, which have rank {rank}, and found shape {shape}.");
    }
}
