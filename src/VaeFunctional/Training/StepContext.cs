namespace VaeFunctional;

/// <summary>What an objective is told: the step, and a key that no other step has.</summary>
/// <param name="Step">The number of steps taken before, from 0.</param>
/// <param name="Key">The key of this step: every draw of the objective comes from it.</param>
public sealed record StepContext(long Step, RandomKey Key)
{
    /// <summary>The context of a step in a run with the given key.</summary>
    internal static StepContext At(long step, RandomKey run) => new(step, run.Fold("step").Fold(step));
}
