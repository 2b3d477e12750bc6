using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional;

/// <summary>A shape of at least one axis.</summary>
/// <param name="Value">The shape.</param>
public sealed record ShapeWithAxes(Shape Value);

/// <summary>The shapes of two operands that broadcast to one another.</summary>
/// <param name="Left">The shape of the left operand.</param>
/// <param name="Right">The shape of the right operand.</param>
public sealed record BroadcastableShapes(Shape Left, Shape Right);

/// <summary>Generators of shapes, with axes of size 0 and 1 among them.</summary>
internal static class ShapeGenerators
{
    public static Gen<Shape> OfRank(int lowest, int highest) =>
        from rank in Gen.Choose(lowest, highest)
        from sizes in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Constant(1)), (4, Gen.Constant(2)), (4, Gen.Constant(3))).ArrayOf(rank)
        select new Shape(sizes);

    public static Gen<BroadcastableShapes> Broadcastable() =>
        from joint in OfRank(0, Shape.MaximumRank)
        from left in OperandOf(joint)
        from right in OperandOf(joint)
        select new BroadcastableShapes(left, right);

    public static IEnumerable<Shape> Smaller(Shape shape)
    {
        var sizes = shape.ToArray();
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            yield return new Shape([.. sizes[..axis], .. sizes[(axis + 1)..]]);
            if (sizes[axis] > 1)
                yield return new Shape([.. sizes[..axis], sizes[axis] - 1, .. sizes[(axis + 1)..]]);
        }
    }

    public static IEnumerable<BroadcastableShapes> Smaller(BroadcastableShapes pair) =>
        Smaller(pair.Left).Select(left => pair with { Left = left })
            .Concat(Smaller(pair.Right).Select(right => pair with { Right = right }))
            .Where(smaller => Shape.TryBroadcast(smaller.Left, smaller.Right, out _));

    /// <summary>The shape with some axes shrunk to 1 and some leading axes left out.</summary>
    private static Gen<Shape> OperandOf(Shape joint) =>
        from repeated in Gen.Elements(true, false).ArrayOf(joint.Rank)
        from missing in Gen.Choose(0, joint.Rank)
        from whole in Gen.Elements(true, true, false)
        let sizes = joint.ToArray().Zip(repeated, (size, isRepeated) => isRepeated ? 1 : size).ToArray()
        select new Shape(whole ? sizes : sizes[missing..]);
}
