namespace VaeFunctional;

/// <summary>A run of training on arrays: records are made of them only where they are seen.</summary>
/// <remarks>
/// Parameters and moments are either those of a state that others hold, and stay as they are, or the run's own, and change in place. So a
/// run holds them once more than the last state handed out, beside a gradient, and hands its own out without a copy.
/// </remarks>
internal sealed class TrainingRun<TModel>
    where TModel : IParameters<TModel>
{
    private readonly Optimizer optimizer;
    private readonly string[] paths;
    private readonly int moments;

    // What an evaluation is given of the run's own arrays is lent for that step alone: read later, it is an error instead of other numbers.
    private readonly Workspace lender = new();
    private readonly Workspace workspace = new();

    private TModel template;
    private LeafState[] leaves;
    private long optimizerStep;
    private Terms terms;
    private bool ownsLeaves;
    private bool isModerate;

    /// <exception cref="ArgumentException">The optimizer's state is not of the model's structure, or of another optimizer.</exception>
    public TrainingRun(TrainingState<TModel> start)
    {
        (template, optimizer, Key, Step, terms) = (start.Model, start.Optimizer, start.Key, start.Step, start.Terms);
        optimizerStep = start.OptimizerState.Step;
        leaves = optimizer.ToLeaves(start.Model, start.OptimizerState);
        paths = start.Model.ParameterPaths();
        moments = optimizer.Moments.Length;
    }

    public RandomKey Key { get; }

    public long Step { get; private set; }

    /// <summary>The terms of the last step's objective.</summary>
    public Terms Terms => terms;

    /// <summary>Takes a step, or says what is not finite in it and stays where it is.</summary>
    public string? Advance(Func<TModel, Batch, StepContext, Objective> objective, Func<Batch> batch)
    {
        var step = workspace.Run(() => Evaluate(objective, batch()), (step, moved) => step.Diverged is null ? step with { Leaves = Kept(step.Leaves, moved) } : step);
        lender.EndLoans();
        if (step.Diverged is null)
            Accept(step);
        return step.Diverged;
    }

    /// <summary>The state after one step, or what is not finite in it; this run is not used further.</summary>
    public (TrainingState<TModel> State, string? Diverged) Only(Func<TModel, Batch, StepContext, Objective> objective, Batch batch)
    {
        var step = Workspace.Evaluate(
            () => Evaluate(objective, batch), (step, moved) => step with { Leaves = Array.ConvertAll(step.Leaves, leaf => leaf.Map(moved)) });
        if (step.Diverged is null)
            Accept(step);
        return (HandOut(), step.Diverged);
    }

    /// <summary>The state as it is now. What it holds never changes from then on.</summary>
    public TrainingState<TModel> HandOut()
    {
        ownsLeaves = false;
        return new(leaves.ToModel(template), optimizer, leaves.ToState(template, moments, optimizerStep), Key, Step, terms);
    }

    private TrainedStep Evaluate(Func<TModel, Batch, StepContext, Objective> objective, Batch batch)
    {
        var before = ownsLeaves ? Array.ConvertAll(leaves, leaf => leaf.Map(tensor => tensor.LentBy(lender))) : leaves;
        var context = StepContext.At(Step, Key);
        var (value, terms, gradient) = Gradient.Differentiate(
            model => objective(model, batch, context), template, Array.ConvertAll(before, leaf => leaf.Parameter));
        if (!double.IsFinite(value))
            return new([], false, terms, "objective");
        var together = Optimizer.Together(paths, before, Array.ConvertAll(gradient, tensor => ownsLeaves ? tensor.InCurrentWorkspace() : tensor));
        var move = optimizer.Move(optimizerStep, together, mayOverwrite: ownsLeaves && isModerate);
        return new(move.Leaves, move.IsModerate, terms, move.IsModerate ? null : FirstNonFinite(gradient, move.Leaves));
    }

    /// <summary>The results of a step as the run's own: where it owns arrays, in those.</summary>
    private LeafState[] Kept(LeafState[] results, Func<Tensor, Tensor> moved)
    {
        if (!ownsLeaves)
            return Array.ConvertAll(results, leaf => leaf.Map(tensor => Owned(tensor, moved)));
        if (AreInPlace(results))
            return leaves;
        // What an optimizer passes on to another place is copied before any place is overwritten.
        var aside = new LeafState[results.Length];
        for (var i = 0; i < aside.Length; i++)
            aside[i] = leaves[i].Zip(results[i], (own, result) => result.SharesMemoryWith(own) ? result : result.InCurrentWorkspace());
        for (var i = 0; i < aside.Length; i++)
        {
            aside[i] = leaves[i].Zip(aside[i], (own, result) =>
            {
                if (own.Precision != result.Precision)
                    return Owned(result, moved);
                if (!result.SharesMemoryWith(own))
                    result.CopyTo(own);
                return own;
            });
        }

        return aside;
    }

    private bool AreInPlace(LeafState[] results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            if (!results[i].SharesMemoryWith(leaves[i]))
                return false;
        }

        return true;
    }

    private void Accept(TrainedStep step)
    {
        // The template keeps no parameters alive but the run's.
        if (!ownsLeaves)
            template = step.Leaves.ToModel(template);
        (leaves, isModerate, terms, ownsLeaves) = (step.Leaves, step.IsModerate, step.Terms, true);
        Step++;
        optimizerStep++;
    }

    private string? FirstNonFinite(Tensor[] gradient, LeafState[] after)
    {
        if (gradient.FirstNonFinite() is >= 0 and var inGradient)
            return $"gradient of {paths[inGradient]}";
        if (Array.ConvertAll(after, leaf => leaf.Parameter).FirstNonFinite() is >= 0 and var inModel)
            return $"updated {paths[inModel]}";
        for (var moment = 0; moment < moments; moment++)
        {
            if (Array.ConvertAll(after, leaf => leaf.Moments[moment]).FirstNonFinite() is >= 0 and var inMoment)
                return $"{optimizer.Moments[moment]} {paths[inMoment]}";
        }

        return null;
    }

    /// <summary>A result in memory that nobody else has.</summary>
    private Tensor Owned(Tensor result, Func<Tensor, Tensor> moved) => result.Owner == workspace ? moved(result) : result.CopyOutside();

    /// <summary>The result of a step.</summary>
    /// <param name="Leaves">Parameters and moments after it.</param>
    /// <param name="IsModerate">As for <see cref="OptimizerMove"/>.</param>
    /// <param name="Terms">The objective's terms.</param>
    /// <param name="Diverged">What is not finite.</param>
    private sealed record TrainedStep(LeafState[] Leaves, bool IsModerate, Terms Terms, string? Diverged);
}
