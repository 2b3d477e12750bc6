using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>The sizes of a tensor's axes, outermost first: rank 0 (a scalar) to rank 4.</summary>
/// <remarks>The default value is the shape of a scalar. An axis may have size 0, as in an empty batch.</remarks>
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The largest rank a tensor can have.</summary>
    public const int MaximumRank = 4;

    private readonly Sizes sizes;
    private readonly bool isNotScalar;

    /// <summary>A shape with the given axis sizes, outermost first.</summary>
    /// <param name="dimensions">At most four sizes, each at least 0; none gives the shape of a scalar.</param>
    /// <exception cref="ArgumentException">
    /// More than four axes, a negative size, or more than <see cref="int.MaxValue"/> elements, not counting axes of size 0.
    /// </exception>
    public Shape(params int[] dimensions)
        : this(dimensions.AsSpan())
    {
    }

    internal Shape(ReadOnlySpan<int> dimensions)
    {
        if (dimensions.Length > MaximumRank)
            throw new ArgumentException($"A shape has at most {MaximumRank} axes; got {dimensions.Length}: {Describe(dimensions)}.");
        Rank = dimensions.Length;
        var isEmpty = false;
        long span = 1;
        for (var axis = 0; axis < dimensions.Length; axis++)
        {
            if (dimensions[axis] < 0)
                throw new ArgumentException($"Axis {axis} of shape {Describe(dimensions)} is negative.");
            sizes[axis] = dimensions[axis];
            isEmpty |= dimensions[axis] == 0;
            span *= Math.Max(dimensions[axis], 1);
            if (span > int.MaxValue)
                throw new ArgumentException($"The axes of shape {Describe(dimensions)} span more than {int.MaxValue} elements.");
        }

        Count = isEmpty ? 0 : (int)span;
        isNotScalar = Rank > 0;
    }

    /// <summary>The shape of a scalar: rank 0, one element.</summary>
    public static Shape Scalar => default;

    /// <summary>The number of axes, 0 to 4.</summary>
    public int Rank { get; }

    /// <summary>The number of elements: the product of the sizes, 1 for a scalar.</summary>
    public int Count { get => isNotScalar ? field : 1; }

    /// <summary>The size of an axis; a negative axis counts from the end (-1 is the last).</summary>
    /// <param name="axis">From <c>-Rank</c> to <c>Rank - 1</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[int axis] => sizes[Axis(axis)];

    /// <summary>Compares two shapes axis by axis.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Compares two shapes axis by axis.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The sizes as a new array, outermost first.</summary>
    public int[] ToArray() => Dimensions.ToArray();

    /// <inheritdoc />
    public bool Equals(Shape other) => Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Rank, sizes[0], sizes[1], sizes[2], sizes[3]);

    /// <summary>The sizes in brackets, as in <c>[128, 784]</c>; a scalar is <c>[]</c>.</summary>
    public override string ToString() => Describe(Dimensions);

    [UnscopedRef]
    internal ReadOnlySpan<int> Dimensions => ((ReadOnlySpan<int>)sizes)[..Rank];

    /// <summary>Whether the last axes of this shape are those of another.</summary>
    internal bool EndsWith(Shape suffix) => Dimensions.EndsWith(suffix.Dimensions);

    /// <summary>The axis counted from the front, checked.</summary>
    internal int Axis(int axis) =>
        axis >= -Rank && axis < Rank
            ? axis < 0 ? axis + Rank : axis
            : throw new ArgumentOutOfRangeException(nameof(axis), $"Shape {this} has no axis {axis}.");

    /// <summary>The number of elements in the axes before the given one.</summary>
    internal int CountBefore(int axis) => Product(Dimensions[..axis]);

    /// <summary>The number of elements in the axes after the given one.</summary>
    internal int CountAfter(int axis) => Product(Dimensions[(axis + 1)..]);

    internal Shape With(int axis, int size)
    {
        Span<int> changed = stackalloc int[MaximumRank];
        Dimensions.CopyTo(changed);
        changed[Axis(axis)] = size;
        return new Shape(changed[..Rank]);
    }

    internal Shape Without(int axis)
    {
        axis = Axis(axis);
        return Concatenate(Dimensions[..axis], Dimensions[(axis + 1)..]);
    }

    /// <summary>This shape with one more axis in front.</summary>
    internal Shape Prepend(int size) => Concatenate([size], Dimensions);

    internal Shape Append(int size) => Concatenate(Dimensions, [size]);

    internal static Shape Concatenate(ReadOnlySpan<int> first, ReadOnlySpan<int> second) => new([.. first, .. second]);

    /// <summary>The common shape of two operands under NumPy's rules, or none if they do not fit.</summary>
    internal static bool TryBroadcast(Shape left, Shape right, out Shape result)
    {
        result = default;
        var rank = Math.Max(left.Rank, right.Rank);
        Span<int> joint = stackalloc int[MaximumRank];
        for (var fromEnd = 1; fromEnd <= rank; fromEnd++)
        {
            var l = fromEnd <= left.Rank ? left[-fromEnd] : 1;
            var r = fromEnd <= right.Rank ? right[-fromEnd] : 1;
            if (l != r && l != 1 && r != 1)
                return false;
            joint[rank - fromEnd] = l == 1 ? r : l;
        }

        result = new Shape(joint[..rank]);
        return true;
    }

    private static int Product(ReadOnlySpan<int> dimensions)
    {
        var product = 1;
        foreach (var size in dimensions)
            product *= size;
        return product;
    }

    private static string Describe(ReadOnlySpan<int> dimensions) => $"[{string.Join(", ", dimensions.ToArray())}]";

    [InlineArray(MaximumRank)]
    private struct Sizes
    {
        private int first;
    }
}
