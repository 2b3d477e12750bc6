using System.Globalization;

namespace VaeFunctional;

/// <summary>The laws of a rate in closed form.</summary>
internal static class RateLaws
{
    private const double Rounding = 1e-9;

    private static LawFinding NoClosedForm => LawFinding.NotTested("there is no closed form");

    public static LawFinding Nonnegative(ILatentModel model, Tensor x)
    {
        if (Divergence.ClosedForm(model.Encode(x), model.Prior) is not ClosedFormKl.Known known)
            return NoClosedForm;
        var least = known.Value.ToDoubles().Min();
        return LawFinding.Of(least >= -Rounding, string.Create(CultureInfo.InvariantCulture, $"the least is {least:G3} nats"));
    }

    /// <remarks>
    /// A value of a discrete posterior that is too rare to be drawn takes part in the closed form all the same; what it adds to the variance is
    /// known from the densities of the drawn values' neighbors.
    /// </remarks>
    public static LawFinding IsMean(ILatentModel model, RoleDraws posterior)
    {
        var (q, z) = (posterior.Law, posterior.Draws);
        if (Divergence.ClosedForm(q, model.Prior) is not ClosedFormKl.Known known)
            return NoClosedForm;
        double[] Ratio(Tensor at) => (q.LogDensity(at) - model.Prior.LogDensity(at)).ToDoubles();
        var here = Ratio(z);
        var (variance, largest) = (0.0, 0.0);
        foreach (var move in posterior.Neighbors.Moves)
        {
            var there = Ratio(posterior.Tensor(move.Values));
            for (var i = 0; i < here.Length; i++)
            {
                var (step, leaving) = (there[i] - here[i], move.Leaving[i]);
                if (leaving > 0)
                    (variance, largest) = (variance + (leaving * (1 - leaving) * step * step / here.Length), Math.Max(largest, Math.Abs(step)));
            }
        }

        var mean = ObservedMean.Of((q.LogDensity(z) - model.Prior.LogDensity(z) - known.Value).ToDoubles(), Rounding, variance, largest);
        return LawFinding.Of(mean.IsZero, mean.ToString(), posterior.Owner);
    }
}
