namespace VaeFunctional;

/// <summary>A training run met a NaN or an infinity, and its states were enumerated without looking at the outcomes.</summary>
public sealed class TrainingDivergedException : InvalidOperationException
{
    // Before the first update no learning rate can be at fault.
    private const string FirstStep =
        "In the first step look at the data first: numbers that are not finite, or outside the likelihood's support, such as gray pixels under a Bernoulli. "
        + "In your own objective, p.CheckSupport(x) names them, as the library's bounds do. Otherwise: ";

    internal TrainingDivergedException(long step, string where)
        : base($"Training diverged at step {step}: {where} is not finite. {(step == 0 ? FirstStep : "")}Train.Run's outcomes hold the last good state; a lower learning rate, or ClipByGlobalNorm before the optimizer, may help.")
    {
        Step = step;
        Where = where;
    }

    /// <summary>The step that failed.</summary>
    public long Step { get; }

    /// <summary>Where the number is.</summary>
    public string Where { get; }
}
