using MathNet.Numerics;

namespace VaeFunctional;

/// <summary>The logarithm of y / t with P(Y &lt;= y) = u, Y of a gamma distribution of shape t, by log t and u: the factor of a rate whose mean is 1.</summary>
internal readonly struct GammaQuantile : IBinaryOperator, IScalarFunction
{
    /// <summary>From this shape on the expansion about the normal quantile is as exact as the incomplete gamma function, which takes ever longer.</summary>
    private const double LargeShape = 1e5;

    /// <summary>Below it two terms of the series of the lower end are exact to the last place.</summary>
    private const double SmallLogarithm = -18;

    public static TLanes Invoke<TLanes>(TLanes logShape, TLanes u) where TLanes : struct, ILanes<TLanes> => PerLane.Invoke<GammaQuantile, TLanes>(logShape, u);

    static T IScalarFunction.Invoke<T>(T logShape, T u) => T.CreateSaturating(Of(double.CreateSaturating(logShape), double.CreateSaturating(u)));

    private static double Of(double logShape, double u)
    {
        if (double.IsNaN(logShape) || double.IsNaN(u))
            return logShape + u;
        u = Math.Clamp(u, double.Epsilon, Math.BitDecrement(1.0));
        var (shape, z) = (Math.Exp(logShape), PoissonQuantile.NormalQuantile(u));
        return shape >= LargeShape ? Expansion(shape, z)
            : shape == 0 ? double.NegativeInfinity
            : Solve(shape, u, z) - logShape;
    }

    /// <summary>By powers of 1 / sqrt(t) (Cornish and Fisher).</summary>
    private static double Expansion(double shape, double z)
    {
        var (root, square) = (Math.Sqrt(shape), z * z);
        return Math.Log(1 + (z / root) + ((square - 1) / (3 * shape)) + (z * (square - 7) / (36 * shape * root))
            - (((square * ((3 * square) + 7)) - 16) / (810 * shape * shape)));
    }

    /// <summary>
    /// Newton's method for log P(Y &lt;= e^w) = log u, which is concave in w: from below every step stays below, and a step too far down is cut
    /// at where y^t / gamma(t + 1), which is never less than P(Y &lt;= y), is u.
    /// </summary>
    private static double Solve(double shape, double u, double z)
    {
        var lowest = (Math.Log(u) + SpecialFunctions.GammaLn(shape + 1)) / shape;
        if (lowest < SmallLogarithm)
            return lowest + (Math.Exp(lowest) / (shape + 1));
        // Wilson and Hilferty: the cube root is nearly normal.
        var root = 1 - (1 / (9 * shape)) + (z / (3 * Math.Sqrt(shape)));
        var w = root > 0 ? Math.Max(lowest, Math.Log(shape) + (3 * Math.Log(root))) : lowest;
        var logGamma = SpecialFunctions.GammaLn(shape);
        for (var i = 0; i < 100; i++)
        {
            var below = SpecialFunctions.GammaLowerRegularized(shape, Math.Exp(w));
            var slope = Math.Exp((shape * w) - Math.Exp(w) - logGamma) / below;
            var next = Math.Max(lowest, w - (Math.Log(below / u) / slope));
            if (!(Math.Abs(next - w) > 1e-14 * Math.Max(1, Math.Abs(w))))
                return next;
            w = next;
        }

        return w;
    }
}
