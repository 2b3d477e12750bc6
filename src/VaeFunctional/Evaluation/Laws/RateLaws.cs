using System.Globalization;

namespace VaeFunctional;

/// <summary>The laws of a rate in closed form.</summary>
internal static class RateLaws
{
    private const double Rounding = 1e-9;

    private static LawFinding NoClosedForm => LawFinding.NotTested("there is no closed form");

    public static LawFinding Nonnegative(RecordModelAt at)
    {
        if (Divergence.ClosedForm(at.Encode(), at.Model.Prior) is not ClosedFormKl.Known known)
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
        if (Divergence.ClosedForm(posterior.Law, model.Prior) is not ClosedFormKl.Known known)
            return NoClosedForm;
        double[] Ratio(double[] ofPosterior, Tensor at) => [.. ofPosterior.Zip(model.Prior.LogDensity(at).ToDoubles(), (log, prior) => log - prior)];
        var here = Ratio(posterior.Densities, posterior.Draws);
        var (variance, largest) = (0.0, 0.0);
        foreach (var move in posterior.Neighbors.Moves)
        {
            var there = Ratio(move.Densities, posterior.Tensor(move.Values));
            for (var i = 0; i < here.Length; i++)
            {
                var (step, leaving) = (there[i] - here[i], move.Leaving[i]);
                if (leaving > 0)
                    (variance, largest) = (variance + (leaving * (1 - leaving) * step * step / here.Length), Math.Max(largest, Math.Abs(step)));
            }
        }

        var rates = known.Value.ToDoubles();
        var mean = ObservedMean.Of([.. here.Select((ratio, i) => ratio - rates[i % rates.Length])], Rounding, variance, largest);
        return LawFinding.Of(mean.IsZero, mean.ToString(), posterior.Owner);
    }
}
