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
    /// <param name="objective">A function from a model to a scalar to be minimized.</param>
    /// <param name="model">The model at which to differentiate.</param>
    /// <exception cref="InvalidOperationException">The model or the objective depends on variables of another differentiation, or a path of the model occurs twice.</exception>
    public static ValueAndGradient<TModel> ValueAndGradient<TModel>(Func<TModel, Objective> objective, TModel model)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Workspace.Evaluate(
            () =>
            {
                CheckPaths(model);
                var (value, terms, gradient) = Differentiate(objective, model, model.ToArray());
                return new ValueAndGradient<TModel>(value, terms, model.WithArray(gradient));
            },
            (result, moved) => result with { Gradient = result.Gradient.MapAll(leaf => moved(leaf.Value)) });
    }

    /// <summary>An objective's value at a model; nothing is recorded.</summary>
    /// <param name="objective">A function from a model to a scalar.</param>
    /// <param name="model">The model at which to evaluate.</param>
    public static ObjectiveValue Value<TModel>(Func<TModel, Objective> objective, TModel model)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Workspace.Evaluate(
            () =>
            {
                var result = objective(model);
                return new ObjectiveValue(result.Value.ToScalar(), result.ReadTerms());
            },
            (result, _) => result);
    }

    /// <summary>The gradient at other parameters than the template's, as an array in its order.</summary>
    internal static (double Value, Terms Terms, Tensor[] Gradient) Differentiate<TModel>(Func<TModel, Objective> objective, TModel template, Tensor[] parameters)
        where TModel : IParameters<TModel>
    {
        var variables = new Tensor[parameters.Length];
        for (var i = 0; i < variables.Length; i++)
        {
            variables[i] = parameters[i].Trace is null
                ? parameters[i].Traced(Trace.Variable())
                : throw new InvalidOperationException(
                    $"Leaf '{template.ParameterPaths()[i]}' is already being differentiated: differentiation is first order. Use StopGradient on it before the inner differentiation.");
        }

        var result = objective(template.WithArray(variables));
        return (result.Value.ToScalar(), result.ReadTerms(), Backpropagation.Gradient(result.Value, variables));
    }

    private static void CheckPaths<TModel>(TModel model)
        where TModel : IParameters<TModel>
    {
        var paths = new HashSet<string>();
        foreach (var leaf in model.Leaves())
        {
            if (!paths.Add(leaf.Path))
                throw new InvalidOperationException($"The path '{leaf.Path}' occurs twice in the model; give every child its own name.");
        }
    }
}
