namespace VaeFunctional;

/// <summary>A training run met a NaN or an infinity, and its states were enumerated without looking at the outcomes.</summary>
public sealed class TrainingDivergedException : InvalidOperationException
{
    internal TrainingDivergedException(long step, string where)
        : base($"Training diverged at step {step}: {where} is not finite. Train.Run's outcomes hold the last good state; a lower learning rate, or ClipByGlobalNorm before the optimizer, may help.")
    {
        Step = step;
        Where = where;
    }

    /// <summary>The step that failed.</summary>
    public long Step { get; }

    /// <summary>Where the number is.</summary>
    public string Where { get; }
}
