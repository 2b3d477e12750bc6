namespace VaeFunctional;

/// <summary>Everything a training run is at one moment: with the data and the objective it determines all that follows, bit for bit.</summary>
/// <param name="Model">The model.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="OptimizerState">What the optimizer remembers.</param>
/// <param name="Key">The key of the run; it stays the same.</param>
/// <param name="Step">The number of steps taken.</param>
/// <param name="Terms">The terms of the last step's objective.</param>
/// <typeparam name="TModel">The model's type.</typeparam>
public sealed record TrainingState<TModel>(
    TModel Model, Optimizer Optimizer, OptimizerState<TModel> OptimizerState, RandomKey Key, long Step, Terms Terms)
    where TModel : IParameters<TModel>
{
    /// <summary>What the objective of the next step is told.</summary>
    public StepContext Context => StepContext.At(Step, Key);

    /// <summary>This state with another optimizer that continues from the same moments, for example with another learning rate.</summary>
    /// <param name="optimizer">The optimizer, whose moments have the same names.</param>
    /// <exception cref="ArgumentException">It keeps other moments: it must start from <see cref="TrainingState.Start{TModel}"/>.</exception>
    public TrainingState<TModel> WithOptimizer(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer.Moments.SequenceEqual(Optimizer.Moments)
            ? this with { Optimizer = optimizer }
            : throw new ArgumentException(
                $"{optimizer} keeps the moments [{string.Join(", ", optimizer.Moments)}]; the state has [{string.Join(", ", Optimizer.Moments)}].",
                nameof(optimizer));
    }
}

/// <summary>Begins training runs.</summary>
public static class TrainingState
{
    /// <summary>The state before the first step.</summary>
    /// <param name="model">The model to begin with.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="key">The key of the run.</param>
    /// <exception cref="ArgumentException">The model has no parameters.</exception>
    public static TrainingState<TModel> Start<TModel>(TModel model, Optimizer optimizer, RandomKey key)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        if (model.ParameterCount() == 0)
            throw new ArgumentException("The model has no parameters to train: its Map names none with f.At.", nameof(model));
        return new(model, optimizer, optimizer.Start(model), key, 0, Terms.Empty);
    }
}
