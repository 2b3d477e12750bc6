namespace VaeFunctional;

/// <summary>What one image of the built-in data set shows, in units of the frame's side, with y pointing down.</summary>
internal readonly record struct ShapeFactors(ShapeKind Kind, double Size, double Angle, double X, double Y)
{
    /// <summary>The number of factors.</summary>
    public const int Count = 5;

    private const double SmallestSize = 0.26;
    private const double LargestSize = 0.36;

    /// <summary>How near to the frame a center may be: the largest shape then keeps a fiftieth of the side free around it.</summary>
    private const double Margin = LargestSize + 0.02;

    public static ShapeFactors FromUniforms(ReadOnlySpan<double> draws)
    {
        var kind = (ShapeKind)(int)(draws[0] * Symmetries.Length);
        return new ShapeFactors(
            kind,
            Between(SmallestSize, LargestSize, draws[1]),
            Between(0, 2 * Math.PI / Symmetries[(int)kind], draws[2]),
            Between(Margin, 1 - Margin, draws[3]),
            Between(Margin, 1 - Margin, draws[4]));
    }

    public static ShapeFactors FromNumbers(ReadOnlySpan<double> numbers) =>
        new((ShapeKind)numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);

    public void CopyTo(Span<double> numbers)
    {
        numbers[0] = (double)Kind;
        numbers[1] = Size;
        numbers[2] = Angle;
        numbers[3] = X;
        numbers[4] = Y;
    }

    /// <summary>For each shape the number of angles within one turn at which it looks the same.</summary>
    private static ReadOnlySpan<int> Symmetries => [2, 4, 3];

    private static double Between(double from, double to, double draw) => from + ((to - from) * draw);
}
