namespace VaeFunctional;

/// <summary>Draws shapes by their signed distances: a pixel is white inside, black outside, and gray only where the edge passes.</summary>
internal static class ShapeRenderer
{
    private const double EllipseAspect = 0.55;

    /// <summary>How many gray levels the edge climbs in one pixel; 1 would be the covered area, 2 is nearly binary.</summary>
    private const double EdgeSteepness = 2;

    public static void Render(ShapeFactors factors, int side, Span<float> pixels)
    {
        var (sin, cos) = Math.SinCos(factors.Angle);
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var x = ((column + 0.5) / side) - factors.X;
                var y = ((row + 0.5) / side) - factors.Y;
                var distance = Distance(factors.Kind, factors.Size, (x * cos) + (y * sin), (y * cos) - (x * sin));
                pixels[(row * side) + column] = (float)Math.Clamp(0.5 - (EdgeSteepness * side * distance), 0, 1);
            }
        }
    }

    /// <summary>The distance from a point to the edge, negative inside; near the edge where it matters, an approximation
    /// elsewhere.</summary>
    private static double Distance(ShapeKind kind, double size, double x, double y) => kind switch
    {
        ShapeKind.Ellipse => EllipseDistance(size, EllipseAspect * size, x, y),
        ShapeKind.Square => Math.Max(Math.Abs(x), Math.Abs(y)) - (size * Math.Sqrt(0.5)),
        _ => Math.Max(y, (Math.Sqrt(0.75) * Math.Abs(x)) - (y / 2)) - (size / 2),
    };

    /// <summary>The level set of the ellipse's equation over its slope; the center, which has no slope, is deep inside.</summary>
    private static double EllipseDistance(double a, double b, double x, double y)
    {
        var level = Math.Sqrt((x * x / (a * a)) + (y * y / (b * b)));
        var slope = Math.Sqrt((x * x / (a * a * a * a)) + (y * y / (b * b * b * b)));
        return slope == 0 ? -b : level * (level - 1) / slope;
    }
}
