namespace VaeFunctional;

/// <summary>What an optimizer moves, as arrays: the parameters of a model, and for each moment one tensor a parameter.</summary>
/// <param name="Parameters">The parameters in the model's order.</param>
/// <param name="Moments">One array a moment, each like the parameters.</param>
internal sealed record FlatState(Tensor[] Parameters, Tensor[][] Moments)
{
    /// <exception cref="ArgumentException">A moment is not of the model's structure; the message names the leaf.</exception>
    public static FlatState Of<TModel>(TModel model, OptimizerState<TModel> state)
        where TModel : IParameters<TModel> =>
        new(model.ToArray(), [.. state.Moments.Select(moment => moment.ToArrayLike(model))]);

    public FlatState Map(Func<Tensor, Tensor> f) =>
        new(Array.ConvertAll(Parameters, tensor => f(tensor)), Array.ConvertAll(Moments, moment => Array.ConvertAll(moment, tensor => f(tensor))));

    /// <summary>A state of the optimizer with these moments.</summary>
    public OptimizerState<TModel> ToState<TModel>(TModel template, long step)
        where TModel : IParameters<TModel> => new(step, [.. Moments.Select(moment => template.WithArray(moment))]);
}

/// <summary>What came of a move.</summary>
/// <param name="State">The parameters, or the displacement where one was asked for, and the moments after it.</param>
/// <param name="IsFinite">Whether all of them are finite, and the gradient was.</param>
internal readonly record struct FlatMove(FlatState State, bool IsFinite);
