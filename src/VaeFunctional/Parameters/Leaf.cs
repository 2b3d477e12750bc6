namespace VaeFunctional;

/// <summary>A tensor of a parameter record with the path that leads to it.</summary>
/// <param name="Path">The names on the way joined by slashes, as in <c>encoder/hidden/0/weight</c>.</param>
/// <param name="Value">The tensor.</param>
/// <param name="IsConstant">Whether it belongs to the record without being trained.</param>
public sealed record Leaf(string Path, Tensor Value, bool IsConstant);
