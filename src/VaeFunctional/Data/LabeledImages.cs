namespace VaeFunctional;

/// <summary>Images and a label for each.</summary>
public sealed record LabeledImages
{
    /// <summary>Images and their labels.</summary>
    /// <param name="images">The images.</param>
    /// <param name="labels">One label per image, in the same order.</param>
    /// <exception cref="ArgumentException">The numbers of images and labels differ.</exception>
    public LabeledImages(ImageSet images, Labels labels)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        if (images.Count != labels.Count)
            throw new ArgumentException($"{images.Count} images do not match {labels.Count} labels.", nameof(labels));
        Images = images;
        Labels = labels;
    }

    /// <summary>The images.</summary>
    public ImageSet Images { get; }

    /// <summary>The label of each image.</summary>
    public Labels Labels { get; }
}
