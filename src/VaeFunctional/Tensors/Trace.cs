using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>
/// How a traced value depends on what it was computed from: one edge for each traced parent. A variable of a differentiation has no edges
/// and is recognized by its identity. A trace knows no derivative rules, and it is never changed.
/// </summary>
internal sealed class Trace(ImmutableArray<Edge> edges)
{
    private static long made;

    public ImmutableArray<Edge> Edges { get; } = edges;

    /// <summary>Greater than the number of every trace it depends on, since those were made before.</summary>
    public long Number { get; } = Interlocked.Increment(ref made);

    public static Trace Variable() => new([]);
}

/// <summary>A traced parent and the pullback to it: the linear map from the result's cotangent to the parent's.</summary>
internal sealed record Edge(Tensor Parent, Func<Tensor, Tensor> Pullback);
