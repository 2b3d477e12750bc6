namespace VaeFunctional.Tests;

/// <summary>Derivatives of tensor functions, by central differences of the unrecorded function and by the library.</summary>
internal static class Derivatives
{
    public const double Step = 1e-3;

    /// <summary>J v by the five-point formula, whose error is of fourth order.</summary>
    public static double[] AlongDirection(Func<Tensor, Tensor> f, Tensor x, Tensor direction, double h = Step)
    {
        double[] At(double distance) => f(x + (direction * distance)).ToDoubles();
        var (farBelow, below, above, farAbove) = (At(-2 * h), At(-h), At(h), At(2 * h));
        return [.. below.Select((_, i) => (farBelow[i] - (8 * below[i]) + (8 * above[i]) - farAbove[i]) / (12 * h))];
    }

    /// <summary>J v of a function linear in its argument: exact for any distance, so for distance 1.</summary>
    public static double[] AlongDirectionOfLinear(Func<Tensor, Tensor> f, Tensor x, Tensor direction) =>
        [.. f(x + direction).ToDoubles().Zip(f(x - direction).ToDoubles(), (above, below) => (above - below) / 2)];

    /// <summary>The cotangent pulled back to each argument: what the library computes.</summary>
    public static Tensor[] Pullbacks(Func<Tensor[], Tensor> f, Tensor cotangent, params Tensor[] arguments) =>
        [.. Gradient.ValueAndGradient(
            model => Objective.Of((f(model.Tensors()) * cotangent).Sum()), ParameterList.Of(arguments)).Gradient.Tensors()];

    /// <summary>The derivative of an elementwise function at a number.</summary>
    public static double At(Func<Tensor, Tensor> f, double x, Precision precision = Precision.Double) =>
        Pullbacks(all => f(all[0]), Tensor.Scalar(1, precision), Tensor.Scalar(x, precision))[0].ToScalar();
}
