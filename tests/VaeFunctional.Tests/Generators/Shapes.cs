namespace VaeFunctional.Tests;

/// <summary>Lists of shapes, and what two of them have in common.</summary>
internal static class Shapes
{
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

    /// <summary>The sizes that both shapes broadcast to, or null.</summary>
    public static int[]? Joint(this BroadcastableShapes pair) => NaiveArray.JointSizes(pair.Left.ToArray(), pair.Right.ToArray());
}
