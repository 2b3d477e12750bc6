namespace VaeFunctional;

/// <summary>Reverse-mode differentiation of an objective with respect to a whole parameter record.</summary>
public static class Gradient
{
    /// <summary>An objective's value and its gradient with respect to every parameter of a model.</summary>
    /// <remarks>
    /// The objective is an ordinary function: called once, with the model's tensors as variables. Parameters it does not use have gradient
    /// zero. All it computes is temporary; what is returned is not. Differentiation is first order: an objective cannot differentiate again
    /// through variables of an outer differentiation (stop their gradient, or pass them as part of the model).
    /// </remarks>
    /// <param name="objective">From a model to a scalar to be minimized.</param>
    /// <param name="model">Where to differentiate.</param>
    /// <exception cref="InvalidOperationException">The model or the objective depends on variables of another differentiation, or a path of the model occurs twice.</exception>
    public static Differentiated<TModel> ValueAndGradient<TModel>(Func<TModel, Objective> objective, TModel model)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Workspace.Evaluate(
            () => Differentiate(objective, model),
            (result, moved) => result with { Gradient = result.Gradient.MapAll(leaf => moved(leaf.Value)) });
    }

    /// <summary>An objective's value at a model; nothing is recorded.</summary>
    /// <param name="objective">From a model to a scalar.</param>
    /// <param name="model">Where to evaluate.</param>
    public static Evaluated Value<TModel>(Func<TModel, Objective> objective, TModel model)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Workspace.Evaluate(
            () =>
            {
                var result = objective(model);
                return new Evaluated(result.Value.ToScalar(), result.ReadTerms());
            },
            (result, _) => result);
    }

    private static Differentiated<TModel> Differentiate<TModel>(Func<TModel, Objective> objective, TModel model)
        where TModel : IParameters<TModel>
    {
        var variables = new Dictionary<string, Tensor>();
        var result = objective(model.MapParameters((path, leaf) =>
        {
            var variable = Variable(path, leaf);
            return variables.TryAdd(path, variable)
                ? variable
                : throw new InvalidOperationException($"The path '{path}' occurs twice in the model; give every child its own name.");
        }));
        var cotangents = Backpropagation.Cotangents(result.Value, variables.Values);
        var gradient = model.MapParameters((path, leaf) =>
            cotangents.TryGetValue(variables[path].Trace!, out var cotangent) ? cotangent : Tensor.Zeros(leaf.Shape, leaf.Precision));
        return new(result.Value.ToScalar(), result.ReadTerms(), gradient);
    }

    private static Tensor Variable(string path, Tensor leaf) =>
        leaf.Trace is null
            ? leaf.Traced(Trace.Variable())
            : throw new InvalidOperationException(
                $"Leaf '{path}' is already being differentiated: differentiation is first order. Use StopGradient on it before the inner differentiation.");
}
