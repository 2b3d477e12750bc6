namespace VaeFunctional;

/// <summary>A parameter and its moments: what an update changes.</summary>
internal sealed record LeafState(Tensor Parameter, IReadOnlyList<Tensor> Moments)
{
    public LeafState Map(Func<Tensor, Tensor> f)
    {
        var moments = new Tensor[Moments.Count];
        for (var i = 0; i < moments.Length; i++)
            moments[i] = f(Moments[i]);
        return new(f(Parameter), moments);
    }

    public LeafState Zip(LeafState other, Func<Tensor, Tensor, Tensor> f)
    {
        var moments = new Tensor[Moments.Count];
        for (var i = 0; i < moments.Length; i++)
            moments[i] = f(Moments[i], other.Moments[i]);
        return new(f(Parameter, other.Parameter), moments);
    }

    public bool SharesMemoryWith(LeafState other)
    {
        for (var i = 0; i < Moments.Count; i++)
        {
            if (!Moments[i].SharesMemoryWith(other.Moments[i]))
                return false;
        }

        return Parameter.SharesMemoryWith(other.Parameter);
    }
}

/// <summary>The result of an update.</summary>
/// <param name="Leaves">The parameters and moments after it.</param>
/// <param name="IsModerate">
/// Whether it is known that all of them, and the gradient, are finite and far from overflow; otherwise nothing is known of them.
/// </param>
internal sealed record OptimizerMove(LeafState[] Leaves, bool IsModerate);

/// <summary>A model and an optimizer's state as one array of leaves, and back.</summary>
internal static class LeafStates
{
    /// <exception cref="ArgumentException">A moment is not of the model's structure; the message names the leaf.</exception>
    public static LeafState[] Of<TModel>(TModel model, OptimizerState<TModel> state)
        where TModel : IParameters<TModel>
    {
        var moments = state.Moments.Select(moment => moment.ToArrayLike(model)).ToList();
        return [.. model.ToArray().Select((parameter, i) => new LeafState(parameter, [.. moments.Select(moment => moment[i])]))];
    }

    public static TModel ToModel<TModel>(this LeafState[] leaves, TModel template)
        where TModel : IParameters<TModel> => template.WithArray(Array.ConvertAll(leaves, leaf => leaf.Parameter));

    public static OptimizerState<TModel> ToState<TModel>(this LeafState[] leaves, TModel template, int moments, long step)
        where TModel : IParameters<TModel> =>
        new(step, [.. Enumerable.Range(0, moments).Select(moment => template.WithArray(Array.ConvertAll(leaves, leaf => leaf.Moments[moment])))]);
}
