namespace VaeFunctional;

/// <content>Writing. A file appears whole or not at all, and is compressed when its name ends in .gz.</content>
public static partial class Idx
{
    /// <summary>Writes images as unsigned bytes: an intensity becomes the nearest multiple of 1/255.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="images">The images.</param>
    /// <exception cref="ArgumentException">An intensity is NaN or outside [0, 1].</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteImages(string path, ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var levels = new byte[images.Images.Count];
        for (var i = 0; i < levels.Length; i++)
        {
            var level = MathF.Round((float)images.Images.ElementAt(i) * byte.MaxValue);
            if (!(level is >= 0 and <= byte.MaxValue))
                throw new ArgumentException($"Element {i} of the images is {images.Images.ElementAt(i)}, not an intensity in [0, 1].", nameof(images));
            levels[i] = (byte)level;
        }

        Write(path, new Shape(images.Count, images.Height, images.Width), levels);
    }

    /// <summary>Writes labels as unsigned bytes.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="labels">The labels, each from 0 to 255.</param>
    /// <exception cref="ArgumentException">A label is outside 0 to 255.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteLabels(string path, Labels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Write(path, new Shape(labels.Count), [.. labels.Select((label, i) => label is >= 0 and <= byte.MaxValue
            ? (byte)label
            : throw new ArgumentException($"Label {i} is {label}, which is not in 0 to 255.", nameof(labels)))]);
    }

    private static void Write(string path, Shape shape, byte[] elements) => DataFile.Save(path, stream =>
    {
        new IdxHeader(shape).Write(stream);
        stream.Write(elements);
    });
}
