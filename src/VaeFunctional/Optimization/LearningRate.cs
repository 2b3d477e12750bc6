using System.Globalization;

namespace VaeFunctional;

/// <summary>The learning rate as a pure function of the step.</summary>
public abstract record LearningRate
{
    private LearningRate()
    {
    }

    /// <summary>The kind of schedule and its numbers; of a constant rate, the number alone.</summary>
    internal abstract OptimizerSettings Settings { get; }

    /// <summary>The rate at a step.</summary>
    /// <param name="step">The number of updates made before, from 0.</param>
    public abstract double At(long step);

    /// <summary>The same rate at every step.</summary>
    /// <param name="rate">The rate, not negative and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, infinite or NaN.</exception>
    public static LearningRate Constant(double rate) => new ConstantRate(Checked(rate));

    /// <summary>A number where a rate is asked for is <see cref="Constant"/>.</summary>
    /// <param name="rate">The rate, not negative and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, infinite or NaN.</exception>
    public static implicit operator LearningRate(double rate) => Constant(rate);

    /// <summary>A rate that is multiplied by a factor at regular intervals.</summary>
    /// <param name="initial">The first rate.</param>
    /// <param name="every">The number of steps between multiplications, at least 1.</param>
    /// <param name="factor">What it is multiplied by.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or factor is negative, infinite or NaN, or the number of steps is not positive.</exception>
    public static LearningRate StepDecay(double initial, long every, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        return new StepDecayRate(Checked(initial), every, Checked(factor));
    }

    /// <summary>Half a cosine from the initial to the final rate, and the final rate from then on (Loshchilov and Hutter, 2017).</summary>
    /// <param name="initial">The first rate.</param>
    /// <param name="steps">When the final rate is reached, at least 1.</param>
    /// <param name="final">The last rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative, infinite or NaN, or the number of steps is not positive.</exception>
    public static LearningRate Cosine(double initial, long steps, double final = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        return new CosineRate(Checked(initial), steps, Checked(final));
    }

    /// <summary>A line from near 0 up to this schedule over the first steps, which this schedule does not see: it begins after them.</summary>
    /// <param name="steps">How many steps the line takes: the rate at step s below it is (s + 1) / steps of this schedule's first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is negative.</exception>
    public LearningRate AfterWarmup(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return new WarmupRate(steps, this);
    }

    // The same in every culture.
    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static double Checked(double rate) =>
        rate >= 0 && double.IsFinite(rate) ? rate : throw new ArgumentOutOfRangeException(nameof(rate), $"A rate or factor is finite and not negative; got {rate}.");

    private sealed record ConstantRate(double Rate) : LearningRate
    {
        internal override OptimizerSettings Settings => new(Rate.ToString("R", CultureInfo.InvariantCulture));

        public override double At(long step) => Rate;

        public override string ToString() => Text($"{Rate}");
    }

    private sealed record StepDecayRate(double Initial, long Every, double Factor) : LearningRate
    {
        internal override OptimizerSettings Settings => new OptimizerSettings("step decay").With("initial", Initial).With("every", Every).With("factor", Factor);

        public override double At(long step) => Initial * Math.Pow(Factor, step / Every);

        public override string ToString() => Text($"{Initial} times {Factor} every {Every} steps");
    }

    private sealed record CosineRate(double Initial, long Steps, double Final) : LearningRate
    {
        internal override OptimizerSettings Settings => new OptimizerSettings("cosine").With("initial", Initial).With("steps", Steps).With("final", Final);

        public override double At(long step) =>
            Final + ((Initial - Final) * (1 + Math.Cos(Math.PI * Math.Min(step, Steps) / Steps)) / 2);

        public override string ToString() => Text($"{Initial} to {Final} by a cosine over {Steps} steps");
    }

    private sealed record WarmupRate(long Steps, LearningRate Then) : LearningRate
    {
        internal override OptimizerSettings Settings => new OptimizerSettings("warmup").With("steps", Steps).With("then", Then);

        public override double At(long step) =>
            step < Steps ? Then.At(0) * (step + 1) / Steps : Then.At(step - Steps);

        public override string ToString() => Text($"{Then} after a warmup of {Steps} steps");
    }
}
