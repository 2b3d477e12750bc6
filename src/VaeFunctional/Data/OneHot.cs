namespace VaeFunctional;

/// <summary>Classes as coordinates: 1 in that of the class, 0 in the others.</summary>
public static class OneHot
{
    /// <summary>One row for each label.</summary>
    /// <param name="labels">The labels, from 0 to the number of classes - 1.</param>
    /// <param name="classes">The number of classes, at least 1.</param>
    /// <param name="precision">The precision of the result.</param>
    /// <returns><c>[labels, classes]</c>.</returns>
    /// <exception cref="ArgumentException">A label is outside the classes; the message names it and its position.</exception>
    public static Tensor Of(IReadOnlyList<int> labels, int classes, Precision precision = Precision.Single)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        var ones = new double[labels.Count * classes];
        for (var row = 0; row < labels.Count; row++)
        {
            if ((uint)labels[row] >= (uint)classes)
                throw new ArgumentException($"A label is from 0 to {classes - 1}; number {row} is {labels[row]}.", nameof(labels));
            ones[(row * classes) + labels[row]] = 1;
        }

        return Tensor.FromArray(ones, new Shape(labels.Count, classes)).To(precision);
    }
}
