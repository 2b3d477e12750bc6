using System.Globalization;

namespace VaeFunctional;

/// <summary>Refuses data that enters from outside, by its first wrong value.</summary>
internal static class DataCheck
{
    /// <summary>Refuses NaN and infinity.</summary>
    /// <param name="x">The data, any shape.</param>
    /// <param name="whose">The name used in the error message.</param>
    public static void Finite(Tensor x, string whose)
    {
        ArgumentNullException.ThrowIfNull(x);
        RefuseAt(x, x.FirstNonFinite(), $"{whose} takes finite numbers");
    }

    /// <summary>The end of a message about data whose examples have several axes, as images do; empty where flattening them would not help.</summary>
    /// <param name="shape">The shape of the data.</param>
    /// <param name="features">The number of features that a row has to have, if it is known.</param>
    public static string Flattening(Shape shape, int? features = null) =>
        shape.Rank > 2 && shape.Count > 0 && shape.Count / shape[0] is var size && size == (features ?? size)
            ? $"; flatten every example to a row, as by Reshape(new Shape({shape[0]}, {size}))"
            : "";

    /// <summary>Refuses the element with the given index, row-major; does nothing if the index is negative.</summary>
    /// <param name="x">The data, any shape.</param>
    /// <param name="index">The index, or -1.</param>
    /// <param name="rule">What the data has to be, and what to do about it.</param>
    public static void RefuseAt(Tensor x, int index, string rule)
    {
        if (index < 0)
            return;
        var place = new int[x.Rank];
        var rest = index;
        for (var axis = x.Rank - 1; axis >= 0; axis--)
            (rest, place[axis]) = Math.DivRem(rest, x.Shape[axis]);
        throw new ArgumentException(
            $"{rule}; the value at [{string.Join(", ", place)}] of shape {x.Shape} is {x.ElementAt(index).ToString(CultureInfo.InvariantCulture)}.");
    }
}
