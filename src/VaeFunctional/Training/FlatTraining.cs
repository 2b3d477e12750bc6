namespace VaeFunctional;

/// <summary>Where a run of training stands, as arrays: records are made of it only where they are seen.</summary>
/// <param name="Origin">The state the run began with: model, optimizer and key.</param>
/// <param name="Arrays">The parameters and the optimizer's moments.</param>
/// <param name="StepsMade">The number of steps since the origin.</param>
/// <param name="Terms">The terms of the last step's objective.</param>
internal sealed record FlatTraining<TModel>(TrainingState<TModel> Origin, FlatState Arrays, long StepsMade, Terms Terms)
    where TModel : IParameters<TModel>
{
    public long Step => Origin.Step + StepsMade;

    private Optimizer Optimizer => Origin.Optimizer;

    private long OptimizerStep => Origin.OptimizerState.Step + StepsMade;

    /// <exception cref="ArgumentException">The optimizer's state is not of the model's structure, or of another optimizer.</exception>
    public static FlatTraining<TModel> Of(TrainingState<TModel> state) =>
        new(state, state.Optimizer.Flatten(state.Model, state.OptimizerState), 0, state.Terms);

    public FlatTraining<TModel> Map(Func<Tensor, Tensor> f) => this with { Arrays = Arrays.Map(f) };

    public TrainingState<TModel> ToState() => Origin with
    {
        Model = Origin.Model.WithArray(Arrays.Parameters),
        OptimizerState = Arrays.ToState(Origin.Model, OptimizerStep),
        Step = Step,
        Terms = Terms,
    };

    /// <summary>One step, or what ceased to be finite in it.</summary>
    public FlatOutcome<TModel> Advance(Func<TModel, Batch, StepContext, Objective> objective, Batch batch)
    {
        var context = StepContext.At(Step, Origin.Key);
        var (value, terms, gradient) = Gradient.Differentiate(model => objective(model, batch, context), Origin.Model, Arrays.Parameters);
        if (!double.IsFinite(value))
            return new(this, "objective");
        var (next, isFinite) = Optimizer.Move(Origin.Model, Arrays, gradient, OptimizerStep, subtracts: true);
        return !isFinite && FirstNonFinite(gradient, next) is { } leaf
            ? new(this, leaf)
            : new(this with { Arrays = next, StepsMade = StepsMade + 1, Terms = terms }, null);
    }

    private string? FirstNonFinite(Tensor[] gradient, FlatState next)
    {
        if (gradient.FirstNonFinite() is >= 0 and var inGradient)
            return $"gradient of {Origin.Model.PathOfParameter(inGradient)}";
        if (next.Parameters.FirstNonFinite() is >= 0 and var inModel)
            return $"updated {Origin.Model.PathOfParameter(inModel)}";
        var moment = Array.FindIndex(next.Moments, moment => moment.FirstNonFinite() >= 0);
        return moment < 0 ? null : $"{Optimizer.Moments[moment]} {Origin.Model.PathOfParameter(next.Moments[moment].FirstNonFinite())}";
    }
}

/// <summary>What came of a step: the next position, or the former one and what is not finite.</summary>
internal readonly record struct FlatOutcome<TModel>(FlatTraining<TModel> Position, string? Diverged)
    where TModel : IParameters<TModel>;
