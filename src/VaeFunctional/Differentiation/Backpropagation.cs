namespace VaeFunctional;

/// <summary>The gradient of a scalar with respect to given variables.</summary>
internal static class Backpropagation
{
    /// <summary>The cotangent of each variable, zero where the scalar does not depend on one.</summary>
    /// <exception cref="InvalidOperationException">It depends on a variable that is not among those given.</exception>
    public static Tensor[] Gradient(Tensor output, Tensor[] variables)
    {
        var cotangents = Cotangents.OfVariables(output);
        var gradient = Array.ConvertAll(variables, variable =>
            cotangents.Remove(variable.Trace!, out var cotangent) ? cotangent : Tensor.Zeros(variable.Shape, variable.Precision));
        return cotangents.Count == 0
            ? gradient
            : throw new InvalidOperationException(
                "The objective depends on variables of another differentiation, which is of first order: keep values from inside an objective as Copy().");
    }
}
