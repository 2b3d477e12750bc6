using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional.Tests;

/// <summary>Generators of shapes, and of pairs that broadcast together, with axes of size 0 and 1 among them.</summary>
internal static class Shapes
{
    public static Arbitrary<Shape> Any { get; } = Arb.From(OfRank(0, Shape.MaximumRank), Smaller);

    /// <summary>Shapes of at least one axis.</summary>
    public static Arbitrary<Shape> WithAxes { get; } = Arb.From(OfRank(1, Shape.MaximumRank), shape => Smaller(shape).Where(s => s.Rank > 0));

    public static Arbitrary<ShapePair> Broadcastable { get; } = Arb.From(
        from joint in OfRank(0, Shape.MaximumRank)
        from left in OperandOf(joint)
        from right in OperandOf(joint)
        select new ShapePair(left, right),
        pair => Smaller(pair.Left).Select(left => pair with { Left = left })
            .Concat(Smaller(pair.Right).Select(right => pair with { Right = right }))
            .Where(smaller => smaller.Joint() is not null));

    /// <summary>Every shape of at most the given rank whose sizes are among those given.</summary>
    public static IEnumerable<Shape> All(int maximumRank, params int[] sizes)
    {
        IEnumerable<int[]> ofRank = [[]];
        for (var rank = 0; rank <= maximumRank; rank++)
        {
            foreach (var dimensions in ofRank)
                yield return new Shape(dimensions);
            ofRank = [.. ofRank.SelectMany(dimensions => sizes.Select(size => (int[])[.. dimensions, size]))];
        }
    }

    private static Gen<Shape> OfRank(int lowest, int highest) =>
        from rank in Gen.Choose(lowest, highest)
        from sizes in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Constant(1)), (4, Gen.Constant(2)), (4, Gen.Constant(3))).ArrayOf(rank)
        select new Shape(sizes);

    /// <summary>The shape with some axes shrunk to 1 and some leading axes left out.</summary>
    private static Gen<Shape> OperandOf(Shape joint) =>
        from repeated in Gen.Elements(true, false).ArrayOf(joint.Rank)
        from missing in Gen.Choose(0, joint.Rank)
        from whole in Gen.Elements(true, true, false)
        let sizes = joint.ToArray().Zip(repeated, (size, isRepeated) => isRepeated ? 1 : size).ToArray()
        select new Shape(whole ? sizes : sizes[missing..]);

    private static IEnumerable<Shape> Smaller(Shape shape)
    {
        var sizes = shape.ToArray();
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            yield return new Shape([.. sizes[..axis], .. sizes[(axis + 1)..]]);
            if (sizes[axis] > 1)
                yield return new Shape([.. sizes[..axis], sizes[axis] - 1, .. sizes[(axis + 1)..]]);
        }
    }
}

/// <summary>Two shapes of operands.</summary>
internal sealed record ShapePair(Shape Left, Shape Right)
{
    public int[]? Joint() => NaiveArray.JointSizes(Left.ToArray(), Right.ToArray());
}
