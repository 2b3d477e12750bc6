namespace VaeFunctional;

/// <summary>An objective's value at a model.</summary>
/// <param name="Value">The scalar.</param>
/// <param name="Terms">The objective's named terms; if it has none, its value under the name <c>objective</c>.</param>
public sealed record ObjectiveValue(double Value, Terms Terms);

/// <summary>An objective's value at a model, and its gradient there.</summary>
/// <param name="Value">The scalar.</param>
/// <param name="Terms">The objective's named terms; if it has none, its value under the name <c>objective</c>.</param>
/// <param name="Gradient">The derivatives, a record of the model's shape; constants are the model's own.</param>
/// <typeparam name="TModel">The model's type.</typeparam>
public sealed record ValueAndGradient<TModel>(double Value, Terms Terms, TModel Gradient)
    where TModel : IParameters<TModel>;
