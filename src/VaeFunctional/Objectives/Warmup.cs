namespace VaeFunctional;

/// <summary>Weights of the rate as pure functions of the step; a constant weight is the number itself.</summary>
public static class Warmup
{
    /// <summary>From 0 at step 0 along a line to the target, and the target from then on (Sonderby et al., 2016).</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="steps">The step at which the target is reached; 0 gives the target at once.</param>
    /// <param name="target">The final weight.</param>
    /// <exception cref="ArgumentOutOfRangeException">A step is negative.</exception>
    public static double Linear(long step, long steps, double target = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        RequireWeight(target);
        return step >= steps ? target : target * step / steps;
    }

    /// <summary>Again and again from 0 to the target: a line over the first part of every period, the target over the rest (Fu et al., 2019).</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="period">The length of a cycle, at least 1.</param>
    /// <param name="rising">The part of a cycle that rises, in (0, 1].</param>
    /// <param name="target">The largest weight.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative, the period not positive, or the part not in (0, 1].</exception>
    public static double Cyclical(long step, long period, double rising = 0.5, double target = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        RequireWeight(target);
        if (!(rising is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rising), $"The rising part of a cycle is in (0, 1]; got {rising}.");
        return target * Math.Min(1, step % period / (rising * period));
    }

    private static void RequireWeight(double target)
    {
        if (!(target >= 0 && double.IsFinite(target)))
            throw new ArgumentOutOfRangeException(nameof(target), $"The weight of the rate is finite and at least 0; got {target}.");
    }
}
