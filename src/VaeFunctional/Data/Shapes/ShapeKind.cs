namespace VaeFunctional;

/// <summary>The shapes of the built-in data set; the numbers are those of the factor <c>shape</c>.</summary>
public enum ShapeKind
{
    /// <summary>An ellipse whose short axis is 0.55 of the long one; half a turn leaves it as it is.</summary>
    Ellipse = 0,

    /// <summary>A square; a quarter of a turn leaves it as it is.</summary>
    Square = 1,

    /// <summary>An equilateral triangle; a third of a turn leaves it as it is.</summary>
    Triangle = 2,
}
