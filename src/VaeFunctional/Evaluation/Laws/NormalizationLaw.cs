using System.Globalization;

namespace VaeFunctional;

/// <summary>Whether a density has its constant, by a reference h of known constant near the draws.</summary>
/// <remarks>
/// <c>E_p[h / (p + h)] = E_h[p / (p + h)]</c> for normalized p and h (Meng and Wong, 1996): both are the integral of p h / (p + h). Numbers in [0, 1]
/// whatever the tails. The reference is found on one half of the draws and used on the other. In many dimensions no reference is near.
/// </remarks>
internal static class NormalizationLaw
{
    private const double Rounding = 1e-6;
    private const double LeastOverlap = 0.05;

    public static LawFinding Verify(RoleDraws draws)
    {
        if (Reference.Of(draws) is not { } reference)
            return LawFinding.NotTested($"no reference for {draws.Owner}: a coordinate is neither continuous nor discrete, or its edges are not known");
        var half = draws.Samples / 2;
        var start = (draws.Samples - half) * draws.Batch;
        var own = draws.Values[(start * draws.Event)..];
        var others = reference.Sample(draws.Key.Fold("reference"), half);
        if (draws.TryLogDensity(others, inSupport: false) is not { } othersDensity)
            return LawFinding.NotTested($"{draws.Owner} has no density at values near its draws");
        var (at, ofReference) = (draws.Densities[start..], reference.LogDensity(own));
        var othersReference = reference.LogDensity(others);
        var left = ofReference.Select((h, i) => Share(h, at[i])).ToArray();
        var right = othersReference.Select((h, i) => double.IsNaN(othersDensity[i]) ? 0 : Share(othersDensity[i], h)).ToArray();
        var overlap = left.Average() + right.Average();
        if (overlap < LeastOverlap)
            return LawFinding.NotTested(string.Create(CultureInfo.InvariantCulture, $"too many dimensions: no reference is near (overlap {overlap:G2})"));
        var differences = left.Zip(right, (a, b) => a - b).ToArray();
        return LawFinding.Worst(draws.Means("compared with a normalized reference", of => ObservedMean.Of(of(differences), Rounding, largest: 1)), draws.Owner, "");
    }

    /// <summary>a / (a + b) of logarithms.</summary>
    private static double Share(double a, double b) => double.IsNegativeInfinity(a) ? 0 : 1 / (1 + Math.Exp(b - a));
}
