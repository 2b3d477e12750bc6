namespace VaeFunctional;

/// <content>Writing. A file appears whole or not at all, and is compressed when its name ends in .gz.</content>
public static partial class Idx
{
    /// <summary>Writes an array of rank 1 to 4.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="element">How they are stored. Floating-point types round to nearest; integer types take only integers in their
    /// range.</param>
    /// <exception cref="ArgumentException">A scalar, or a number that the element type does not hold.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Tensor values, IdxElement element)
    {
        CheckHolds(values, element);
        DataFile.Save(path, stream => WriteChecked(stream, values, values.Shape, element));
    }

    /// <summary>Writes an array of rank 1 to 4, uncompressed.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="element">How they are stored. Floating-point types round to nearest; integer types take only integers in their
    /// range.</param>
    /// <exception cref="ArgumentException">A scalar, or a number that the element type does not hold.</exception>
    public static void Write(Stream stream, Tensor values, IdxElement element)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckHolds(values, element);
        WriteChecked(stream, values, values.Shape, element);
    }

    /// <summary>Writes images as unsigned bytes: an intensity becomes the nearest multiple of 1/255.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="images">The images.</param>
    /// <exception cref="ArgumentException">An intensity is NaN or outside [0, 1].</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteImages(string path, ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var levels = Tensor.FromArray(Array.ConvertAll(images.Images.ToSingles(), GrayLevel), images.Images.Shape);
        CheckHolds(levels, IdxElement.UnsignedByte);
        var shape = new Shape(images.Count, images.Height, images.Width);
        DataFile.Save(path, stream => WriteChecked(stream, levels, shape, IdxElement.UnsignedByte));
    }

    /// <summary>Writes labels as unsigned bytes.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="labels">The labels, each from 0 to 255.</param>
    /// <exception cref="ArgumentException">A label is outside 0 to 255.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteLabels(string path, Labels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Write(path, Tensor.FromArray([.. labels.Select(label => (double)label)]), IdxElement.UnsignedByte);
    }

    private static void WriteChecked(Stream stream, Tensor values, Shape shape, IdxElement element)
    {
        new IdxHeader(element, shape).Write(stream);
        IdxCodec.Write(element, values, stream);
    }

    private static void CheckHolds(Tensor values, IdxElement element)
    {
        ArgumentNullException.ThrowIfNull(values);
        _ = IdxCodec.Size(element);
        if (values.Rank == 0)
            throw new ArgumentException("An IDX file has rank 1 to 4, and this tensor is a scalar.", nameof(values));
        for (var i = 0; i < values.Count; i++)
        {
            if (!IdxCodec.Holds(element, values.ElementAt(i)))
            {
                throw new ArgumentException(
                    $"Element {i} of shape {values.Shape} is {values.ElementAt(i)}, which {element} does not hold.",
                    nameof(values));
            }
        }
    }

    private static float GrayLevel(float intensity) => MathF.Round(intensity * byte.MaxValue);
}
