namespace VaeFunctional;

/// <summary>Whether draws belong to a density, whatever its parameters: Stein's identity for continuous coordinates, tosses between neighbors for discrete ones.</summary>
internal static class DrawLaws
{
    private const double Rounding = 1e-6;
    private const double Step = 1e-4;

    public static LawFinding Verify(RoleDraws draws)
    {
        var means = Stein(draws).Concat(Tosses(draws));
        return LawFinding.Worst(means, draws.Owner, $"no coordinate of {draws.Owner} is known to be continuous or discrete");
    }

    /// <summary>
    /// <c>E[sum_j f_j(x_j) d/dx_j log p(x) + f_j'(x_j)] = 0</c> for functions that vanish where the support ends (Stein, 1972). A constant sees a shift; <c>x - m</c>
    /// sees the width; between two edges <c>u (1 - u)</c> and <c>u (1 - u) (u - 1/2)</c>; beyond one <c>u</c> and <c>u / (1 + u)</c>.
    /// </summary>
    private static IEnumerable<(string Of, ObservedMean Mean)> Stein(RoleDraws draws)
    {
        var coordinates = draws.Coordinates;
        if (!coordinates.IsContinuous.Contains(true))
            return [];
        var alone = coordinates.Looked.Where(j => coordinates.IsContinuous[j] && draws.Event > 1);
        return from pass in Enumerable.Range(0, 2)
               let second = pass == 1
               from j in alone.Prepend(-1)
               let name = (second ? "the width" : "the place") + (j < 0 ? "" : $" of coordinate {j}")
               let numbers = Identity(draws, j, second)
               from mean in draws.Means(name, of => ObservedMean.Of(of(numbers), Rounding))
               select mean;
    }

    private static double[] Identity(RoleDraws draws, int only, bool second)
    {
        var coordinates = draws.Coordinates;
        var (ahead, behind) = ((double[])draws.Values.Clone(), (double[])draws.Values.Clone());
        var slopes = new double[draws.Samples * draws.Batch];
        for (var at = 0; at < ahead.Length; at++)
        {
            var j = at % draws.Event;
            if (!coordinates.IsContinuous[j] || (only >= 0 && j != only))
                continue;
            var (f, slope) = Test(coordinates, at % coordinates.Center.Length, draws.Values[at], second);
            (ahead[at], behind[at]) = (ahead[at] + (Step * f), behind[at] - (Step * f));
            slopes[at / draws.Event] += slope;
        }

        var (plus, minus) = (draws.LogDensity(ahead), draws.LogDensity(behind));
        return [.. slopes.Select((slope, i) => slope + (plus[i].Equals(minus[i]) ? 0 : (plus[i] - minus[i]) / (2 * Step)))];
    }

    /// <summary>A function that vanishes at the edges of the support, and its derivative.</summary>
    private static (double Value, double Slope) Test(Coordinates coordinates, int place, double x, bool second)
    {
        var (lower, upper, spread) = (coordinates.Lower[place], coordinates.Upper[place], coordinates.Spread[place]);
        if (double.IsFinite(lower) && double.IsFinite(upper))
        {
            var (length, u) = (upper - lower, Math.Clamp((x - lower) / (upper - lower), 0, 1));
            return second ? (length * u * (1 - u) * (u - 0.5), ((1 - (2 * u)) * (u - 0.5)) + (u * (1 - u))) : (length * u * (1 - u), 1 - (2 * u));
        }

        if (!double.IsFinite(lower) && !double.IsFinite(upper))
            return second ? (x - coordinates.Center[place], 1) : (spread, 0);
        var sign = double.IsFinite(lower) ? 1 : -1;
        var distance = Math.Max(0, sign * (x - (sign > 0 ? lower : upper)));
        var bent = 1 + (distance / spread);
        return second ? (sign * distance, 1) : (sign * distance / bent, 1 / (bent * bent));
    }

    /// <summary>How much a draw is above its neighbor, weighted by the neighbor's probability of the two: 0 in the mean, with a variance that the density gives.</summary>
    private static IEnumerable<(string Of, ObservedMean Mean)> Tosses(RoleDraws draws) =>
        from move in draws.Neighbors.Moves
        let steps = move.Step.Zip(move.Leaving).ToArray()
        let largest = move.Step.Max(Math.Abs)
        let tosses = Array.ConvertAll(steps, pair => pair.First * pair.Second)
        let variances = Array.ConvertAll(steps, pair => pair.First * pair.First * pair.Second * (1 - pair.Second))
        from mean in draws.Means(
            $"the counts of coordinate {move.Coordinate}", of => ObservedMean.Of(of(tosses), Rounding, of(variances).Average(), largest))
        select mean;
}
