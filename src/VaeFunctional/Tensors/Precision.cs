namespace VaeFunctional;

/// <summary>The floating-point format of a tensor's elements.</summary>
/// <remarks>
/// Every operation exists in both. Where two precisions meet, the single-precision one is widened exactly and the result is <see cref="Double"/>.
/// In F#, <c>float</c> is a double and <c>float32</c> a single.
/// </remarks>
public enum Precision
{
    /// <summary>IEEE 754 binary32: C# <c>float</c>, F# <c>float32</c>.</summary>
    Single,

    /// <summary>IEEE 754 binary64: C# <c>double</c>, F# <c>float</c>.</summary>
    Double,
}
