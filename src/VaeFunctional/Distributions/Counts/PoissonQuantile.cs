using MathNet.Numerics;

namespace VaeFunctional;

/// <summary>The least count k with P(X &lt;= k) of at least u, X Poisson of a given log-rate: a draw for uniform noise u.</summary>
internal readonly struct PoissonQuantile : IBinaryOperator, IScalarFunction
{
    /// <summary>
    /// From this rate on the expansion about the normal quantile errs by less than 1e-9 in probability, as the incomplete gamma function
    /// does, which takes ever longer.
    /// </summary>
    private const double LargeRate = 1e5;

    public static TLanes Invoke<TLanes>(TLanes logRate, TLanes u) where TLanes : struct, ILanes<TLanes> => PerLane.Invoke<PoissonQuantile, TLanes>(logRate, u);

    static T IScalarFunction.Invoke<T>(T logRate, T u) => T.CreateSaturating(Of(Math.Exp(double.CreateSaturating(logRate)), double.CreateSaturating(u)));

    private static double Of(double rate, double u)
    {
        if (!double.IsFinite(rate) || double.IsNaN(u))
            return rate + u;
        // Noise is inside (0, 1); at its ends the quantile would be infinite or that of an event of probability 0.
        u = Math.Clamp(u, double.Epsilon, Math.BitDecrement(1.0));
        var z = NormalQuantile(u);
        return rate >= LargeRate ? Math.Max(0, Math.Floor(Expansion(rate, z)))
            : rate == 0 ? 0
            : Search(rate, u, Math.Max(0, Math.Floor(rate + (Math.Sqrt(rate) * z) + ((z * z) + 2) / 6)));
    }

    /// <summary>z with P(Z &lt;= z) = u, Z standard normal.</summary>
    public static double NormalQuantile(double u) => -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * u);

    /// <summary>The x at which the upper regularized gamma function of (x, rate), P(X &lt; x) for whole x, is P(Z &lt; z), by powers of 1 / sqrt(rate) (Giles 2016).</summary>
    private static double Expansion(double rate, double z)
    {
        var (root, square) = (Math.Sqrt(rate), z * z);
        return rate + (root * z) + (1.0 / 3) + (square / 6) - (z * (2 + square) / (72 * root)) + (((square * ((3 * square) + 7) / 810) - (8.0 / 405)) / rate);
    }

    private static double Search(double rate, double u, double guess)
    {
        double UpTo(double k) => SpecialFunctions.GammaUpperRegularized(k + 1, rate);
        // Below low the probability is less than u, at high it is not.
        double low = guess, high = guess, step = 1;
        if (UpTo(guess) >= u)
        {
            for (low = guess - step; low >= 0 && UpTo(low) >= u; low = high - step)
                (high, step) = (low, 2 * step);
            low = Math.Max(low, -1);
        }
        else
        {
            for (high = guess + step; UpTo(high) < u; high = low + step)
                (low, step) = (high, 2 * step);
        }

        while (high - low > 1)
        {
            var middle = Math.Floor((low + high) / 2);
            (low, high) = UpTo(middle) >= u ? (low, middle) : (middle, high);
        }

        return high;
    }
}
