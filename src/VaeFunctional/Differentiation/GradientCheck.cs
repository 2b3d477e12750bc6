using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Compares derivatives with central differences, in double precision, along random directions.</summary>
/// <remarks>
/// The model or argument is converted to double, so an objective written for single precision is checked through the same closure: single
/// constants in it widen exactly. Where the function has a kink within a step of the point (ReLU at 0), the difference is not a derivative;
/// so where the two disagree by more than the default tolerance the difference is taken again with shorter steps (a hundredth, a ten-thousandth), then along
/// two other directions, and the closest counts: a kink lies near along some direction and at some distance, a wrong gradient is wrong along all.
/// A point exactly on a kink, as blank examples are under ReLU with zero biases, has no derivative to compare with: move the parameters a little first.
/// </remarks>
public static class GradientCheck
{
    // The error of the difference is of fourth order in the step.
    private const double DefaultStep = 1e-3;

    private const int Directions = 3;

    private static readonly ImmutableArray<double> PartsOfTheStep = [1, 1e-2, 1e-4];

    /// <summary>Checks an objective's gradient, one direction per leaf, so that the wrong leaf is named.</summary>
    /// <param name="objective">The objective; deterministic, so its noise is fixed by a key or an argument.</param>
    /// <param name="model">The model at which to check.</param>
    /// <param name="key">Determines the directions.</param>
    /// <param name="step">The distance of the difference quotient's points.</param>
    /// <exception cref="ArgumentException">The objective is not deterministic: it has two values at the same model. Or there is nothing to check:
    /// the model has no parameters, or every derivative, computed and measured, is exactly 0.</exception>
    public static GradientCheckResult Objective<TModel>(
        Func<TModel, Objective> objective, TModel model, RandomKey key, double step = DefaultStep)
        where TModel : IParameters<TModel>
    {
        var result = Compare(objective, model, key, step);
        if (result.Comparisons.IsEmpty)
            throw new ArgumentException("The model has no parameters, so there is no gradient to check: its Map names none.", nameof(model));
        if (result.Comparisons.All(comparison => (comparison.Computed, comparison.Measured) == (0, 0)))
        {
            throw new ArgumentException(
                "No parameter changes the objective: every derivative, computed and measured, is exactly 0. Compute it from the model that the objective is given; "
                + "at a point where the gradient is 0, move the parameters a little first.",
                nameof(objective));
        }

        return result;
    }

    private static GradientCheckResult Compare<TModel>(Func<TModel, Objective> objective, TModel model, RandomKey key, double step)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(objective);
        var point = model.To(Precision.Double);
        var (value, _, gradient) = Gradient.ValueAndGradient(objective, point);
        var again = Gradient.Value(objective, point).Value;
        if (!again.Equals(value))
            throw new ArgumentException($"The objective is not deterministic: its value is {value}, then {again}. Fix the key of its noise.", nameof(objective));
        DerivativeComparison At(Leaf derivative, Tensor direction, double h) => new(
            derivative.Path,
            (derivative.Value * direction).Sum().ToScalar(),
            CentralDifference(distance => Gradient.Value(objective, Moved(point, derivative.Path, direction * distance)).Value, h),
            value);
        var comparisons = gradient.Leaves().Where(leaf => !leaf.IsConstant).Select(leaf => FirstToAgree(
            from number in Enumerable.Range(0, Directions)
            let direction = ReadableNumbers(key.Fold(leaf.Path).Fold(number), leaf.Value.Shape)
            from part in PartsOfTheStep
            select At(leaf, direction, step * part)));
        return new([.. comparisons]);
    }

    /// <summary>Checks a rule, or any function of one tensor: the differential in a direction against the pullback of a random cotangent.</summary>
    /// <remarks>The law is <c>&lt;w, J v&gt; = &lt;J^T w, v&gt;</c> for random v and w. Check each argument of a bilinear function alone: with step 1 the difference is exact.</remarks>
    /// <param name="function">The function, from a tensor to a tensor of any shape.</param>
    /// <param name="x">The argument at which to check.</param>
    /// <param name="key">Determines the direction and the cotangent.</param>
    /// <param name="step">The distance of the difference quotient's points.</param>
    public static GradientCheckResult Rule(Func<Tensor, Tensor> function, Tensor x, RandomKey key, double step = DefaultStep)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x);
        var cotangent = ReadableNumbers(key.Fold("cotangent"), function(x.To(Precision.Double)).Shape);
        return Compare(parameter => VaeFunctional.Objective.Of((function(parameter.Value) * cotangent).Sum()), new Parameter(x), key, step);
    }

    /// <summary>The first comparison within the default tolerance, or the closest if there is none; later ones are not made.</summary>
    private static DerivativeComparison FirstToAgree(IEnumerable<DerivativeComparison> comparisons)
    {
        var made = new List<DerivativeComparison>();
        foreach (var comparison in comparisons)
        {
            if (comparison.RelativeError <= GradientCheckResult.DefaultTolerance)
                return comparison;
            made.Add(comparison);
        }

        return made.MinBy(comparison => comparison.Disagreement)!;
    }

    private static TModel Moved<TModel>(TModel point, string path, Tensor displacement)
        where TModel : IParameters<TModel> =>
        point.MapParameters((at, leaf) => at == path ? leaf + displacement : leaf);

    /// <summary>The five-point formula: (f(-2h) - 8 f(-h) + 8 f(h) - f(2h)) / 12h.</summary>
    private static double CentralDifference(Func<double, double> f, double h) =>
        (f(-2 * h) - (8 * f(-h)) + (8 * f(h)) - f(2 * h)) / (12 * h);

    /// <summary>Multiples of a tenth from 0.1 to 2 with either sign: what fails with them can be read, and no 0 hides a derivative.</summary>
    private static Tensor ReadableNumbers(RandomKey key, Shape shape)
    {
        var magnitudes = new double[shape.Count];
        var signs = new double[shape.Count];
        key.Fold("magnitude").FillUniform(magnitudes);
        key.Fold("sign").FillUniform(signs);
        return Tensor.FromArray([.. magnitudes.Zip(signs, (u, sign) => Math.Ceiling(20 * u) / 10 * (sign < 0.5 ? -1 : 1))], shape);
    }
}
