namespace VaeFunctional;

/// <summary>
/// How a traced value depends on what it was computed from. A variable of a differentiation depends on nothing and is recognized by its
/// identity. A trace is never changed.
/// </summary>
internal abstract class Trace
{
    private static long made;

    /// <summary>Greater than the number of every trace it depends on, since those were made before.</summary>
    public long Number { get; } = Interlocked.Increment(ref made);

    public static Trace Variable() => new OfVariable();

    /// <summary>Passes the result's cotangent on to the traced arguments: the linear map to each of them.</summary>
    public abstract void Pull(Tensor cotangent, Cotangents cotangents);

    private sealed class OfVariable : Trace
    {
        /// <summary>A variable keeps its cotangent: it is the gradient.</summary>
        public override void Pull(Tensor cotangent, Cotangents cotangents) => cotangents.Keep(this, cotangent);
    }
}
