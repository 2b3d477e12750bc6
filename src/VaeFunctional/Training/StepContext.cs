namespace VaeFunctional;

/// <summary>What an objective knows of the moment: the step, and a key that no other step has.</summary>
/// <param name="Step">The number of steps taken before, from 0.</param>
/// <param name="Key">The key of this step: every draw of the objective comes from it.</param>
public sealed record StepContext(long Step, RandomKey Key)
{
    /// <summary>What the step of this number knows in a run of this key.</summary>
    internal static StepContext At(long step, RandomKey run) => new(step, run.Fold("step").Fold(step));
}
