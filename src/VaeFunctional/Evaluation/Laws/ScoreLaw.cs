using System.Diagnostics.CodeAnalysis;

namespace VaeFunctional;

/// <summary>Whether the mean over draws of the derivative of their log-densities is 0: <c>E_p[d log p(x) / d theta] = 0</c>.</summary>
internal static class ScoreLaw
{
    private const double Rounding = 1e-6;
    private const double Step = 1e-4;
    private const int Few = 2;

    /// <summary>By every parameter, along one direction per leaf.</summary>
    /// <remarks>A direction's numbers are of one sign: most mistakes are too, and would cancel among signs drawn at random.</remarks>
    public static LawFinding ByParameters<TModel>(TModel model, RoleDraws draws, Func<TModel, Distribution> of)
        where TModel : IParameters<TModel>
    {
        var key = draws.Key.Fold("score");
        var scores = model.Leaves().Where(leaf => !leaf.IsConstant).Select(leaf =>
        {
            var direction = key.Fold(leaf.Path).Uniform(leaf.Value.Shape, Precision.Double);
            Distribution At(double distance) => of(model.MapParameters((at, value) => at == leaf.Path ? value + (direction * distance) : value));
            return (leaf.Path, Finding: Of(draws, At));
        });
        var moved = scores.Where(score => score.Finding.Outcome != LawOutcome.NotTested).ToList();
        if (moved.Count == 0)
            return LawFinding.NotTested($"no parameter changes {draws.Owner}");
        var worst = moved.Find(score => score.Finding.Outcome == LawOutcome.Fails);
        return worst.Path is null
            ? LawFinding.Of(true, $"{moved.Count} leaves change it; the last of them, {moved[^1].Finding.Text}", draws.Owner)
            : worst.Finding with { Owner = worst.Path };
    }

    /// <summary>By the latents that a likelihood was decoded from.</summary>
    public static LawFinding ByLatents(ILatentModel model, RoleDraws draws, Tensor z)
    {
        var direction = draws.Key.Fold("latents").Uniform(z.Shape, Precision.Double);
        var finding = Of(draws, distance => model.Decode(z + (direction * distance)));
        return finding.Outcome == LawOutcome.NotTested ? LawFinding.NotTested("no latent changes the likelihood") : finding with { Owner = draws.Owner };
    }

    private static LawFinding Of(RoleDraws draws, Func<double, Distribution> at)
    {
        if (!TakesPart(draws, at))
            return LawFinding.NotTested("it changes nothing");
        double[] LogDensity(double distance) => draws.LogDensity(at(distance));
        var (here, plus, minus) = (draws.Densities, LogDensity(Step), LogDensity(-Step));
        if (plus.SequenceEqual(minus))
            return LawFinding.NotTested("it changes nothing");
        var scores = plus.Zip(minus, (a, b) => (a - b) / (2 * Step)).ToArray();
        var curvatures = here.Select((value, i) => (plus[i] - (2 * value) + minus[i]) / (Step * Step)).ToArray();
        return LawFinding.Worst(
            draws.Means("the score", of => ObservedMean.Of(of(scores), Rounding, Information(of(curvatures)))),
            "",
            "");
    }

    /// <summary>Whether the densities of a few draws change where the numbers are NaN: no arithmetic hides a NaN, however little it weighs.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A distribution that refuses NaN by any exception uses it.")]
    private static bool TakesPart(RoleDraws draws, Func<double, Distribution> at)
    {
        var few = draws.Draws.Slice(0, Few);
        try
        {
            return !at(double.NaN).LogDensity(few).ToDoubles().SequenceEqual(draws.Densities.Take(Few * draws.Batch));
        }
        catch (Exception)
        {
            return true;
        }
    }

    /// <summary>The Fisher information that the curvature gives: <c>E[s^2] = -E[s']</c>, also of events too rare to be drawn.</summary>
    private static double Information(double[] curvatures) => Math.Abs(curvatures.Average());
}
