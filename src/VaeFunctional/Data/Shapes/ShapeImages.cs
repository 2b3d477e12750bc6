using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>The built-in data set: white ellipses, squares and triangles on black, of known size, angle and place.</summary>
/// <remarks>
/// It needs no file: image i is a function of the key and i, so a smaller set is the beginning of a larger one. The factors are drawn
/// independently and uniformly, except that the angle stays within the turn after which the shape looks the same, so that every image has
/// one set of factors. Pixels are 0 or 1 except at the edge.
/// </remarks>
public sealed record ShapeImages
{
    private ShapeImages(Tensor images, Tensor factors, int side)
    {
        Images = images;
        Factors = factors;
        Side = side;
    }

    /// <summary>The names of the factors, in the order of the columns of <see cref="Factors"/>.</summary>
    public static ImmutableArray<string> FactorNames { get; } = ["shape", "size", "angle", "x", "y"];

    /// <summary>The intensities, <c>[count, side * side]</c>, 0 black to 1 white, in single precision.</summary>
    public Tensor Images { get; }

    /// <summary>
    /// What each image shows, <c>[count, 5]</c> in double precision: the <see cref="ShapeKind"/>, the distance from center to farthest
    /// point (0.26 to 0.36 of the side), the angle in radians, clockwise, and the center (0.38 to 0.62 of the side, from the left and from
    /// the top).
    /// </summary>
    public Tensor Factors { get; }

    /// <summary>The rows and columns of an image, in pixels.</summary>
    public int Side { get; }

    /// <summary>The number of images.</summary>
    public int Count => Images.Shape[0];

    /// <summary>The <see cref="ShapeKind"/> of each image as a label.</summary>
    public Labels Kinds() => Labels.Of(Enumerable.Range(0, Count).Select(image => (int)Factors[image, 0]));

    /// <summary>Draws images.</summary>
    /// <param name="key">Determines the factors: the same key gives the same images.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="side">The rows and columns of an image, in pixels; 16 is enough to recognize the shapes.</param>
    /// <exception cref="ArgumentException">A negative count, a side less than 1, or more pixels than a tensor can hold.</exception>
    public static ShapeImages Generate(RandomKey key, int count, int side = 16)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var shape = new Shape(count, ShapeFactors.Count);
        var numbers = new double[shape.Count];
        key.FillUniform(numbers);
        for (var start = 0; start < numbers.Length; start += ShapeFactors.Count)
        {
            var entry = numbers.AsSpan(start, ShapeFactors.Count);
            ShapeFactors.FromUniforms(entry).CopyTo(entry);
        }

        var factors = Tensor.FromArray(numbers, shape);
        return new ShapeImages(Render(factors, side), factors, side);
    }

    /// <summary>Draws the images that factors describe, <c>[count, side * side]</c> in single precision; what lies outside the frame is
    /// cut off.</summary>
    /// <param name="factors">As in <see cref="Factors"/>, also beyond the ranges named there.</param>
    /// <param name="side">The rows and columns of an image, in pixels.</param>
    /// <exception cref="ArgumentException">Not five columns, a number that is not finite, a number that is not a shape, or a size that is not
    /// positive; the message names the row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side less than 1.</exception>
    public static Tensor Render(Tensor factors, int side)
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        if (factors.Rank != 2 || factors.Shape[1] != ShapeFactors.Count)
        {
            throw new ArgumentException(
                $"Factors are rows of {ShapeFactors.Count} ({string.Join(", ", FactorNames)}), not of shape {factors.Shape}.",
                nameof(factors));
        }

        var numbers = factors.ToDoubles();
        var size = new Shape(side, side).Count;
        var result = Tensor.Allocate<float>(new Shape(factors.Shape[0], size));
        for (var image = 0; image < factors.Shape[0]; image++)
        {
            var entry = Checked(numbers.AsSpan(image * ShapeFactors.Count, ShapeFactors.Count), image);
            ShapeRenderer.Render(ShapeFactors.FromNumbers(entry), side, result.Write<float>().Slice(image * size, size));
        }

        return result;
    }

    private static ReadOnlySpan<double> Checked(ReadOnlySpan<double> factors, int image)
    {
        for (var i = 0; i < factors.Length; i++)
        {
            if (!double.IsFinite(factors[i]))
                throw new ArgumentException($"Row {image} (from 0): factor '{FactorNames[i]}' is {factors[i]}.", nameof(factors));
        }

        if (factors[0] is not (0 or 1 or 2))
        {
            throw new ArgumentException(
                $"Row {image} (from 0): {factors[0]}is not a shape; 0 is an ellipse, 1 a square and 2 a triangle.",
                nameof(factors));
        }

        if (factors[1] <= 0)
            throw new ArgumentException($"Row {image} (from 0): the size {factors[1]} is not positive.", nameof(factors));
        return factors;
    }
}
