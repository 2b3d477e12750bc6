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
    /// sees the width; between two edges <c>u (1 - u)</c> and <c>u (1 - u) (u - 1/2)</c>; beyond one <c>u / (1 + u)</c> and <c>u</c>.
    /// </summary>
    private static IEnumerable<(string Of, ObservedMean Mean)> Stein(RoleDraws draws)
    {
        var coordinates = draws.Coordinates;
        var continuous = Enumerable.Range(0, draws.Event).Where(j => coordinates.IsContinuous[j]).ToArray();
        if (continuous.Length == 0)
            return [];
        var looked = continuous.Intersect(coordinates.Looked).Select(j => (Coordinate: $" of coordinate {j}", Numbers: OfCoordinate(draws, j))).ToList();
        var together = looked.Count == continuous.Length ? SteinNumbers.Sum(looked.Select(one => one.Numbers), draws.Vectors) : OfAll(draws, continuous);
        return from one in (draws.Event > 1 ? looked : []).Prepend((Coordinate: "", Numbers: together))
               from numbers in new[] { (Name: "the location", Values: one.Numbers.Place), (Name: "the width", Values: one.Numbers.Width) }
               from mean in draws.Means(numbers.Name + one.Coordinate, of => ObservedMean.Of(of(numbers.Values), Rounding))
               select mean;
    }

    /// <summary>The numbers of one coordinate: one derivative serves both functions.</summary>
    private static SteinNumbers OfCoordinate(RoleDraws draws, int j)
    {
        var numbers = new SteinNumbers(draws.Vectors);
        foreach (var (first, count) in draws.Chunks)
        {
            var field = new double[count * draws.Event];
            var functions = new SteinFunctions[count];
            for (var i = 0; i < count; i++)
            {
                functions[i] = SteinFunctions.At(draws, first + i, j);
                field[(i * draws.Event) + j] = functions[i].First;
            }

            var derivatives = Derivatives(draws, first, field);
            for (var i = 0; i < count; i++)
                numbers.Add(first + i, derivatives[i] + functions[i].FirstSlope, (derivatives[i] * functions[i].Ratio) + functions[i].SecondSlope);
        }

        return numbers;
    }

    /// <summary>The numbers of all coordinates together, without those of each.</summary>
    private static SteinNumbers OfAll(RoleDraws draws, int[] continuous)
    {
        var numbers = new SteinNumbers(draws.Vectors);
        foreach (var (first, count) in draws.Chunks)
        {
            var (place, width) = (new double[count * draws.Event], new double[count * draws.Event]);
            for (var i = 0; i < count; i++)
            {
                foreach (var j in continuous)
                {
                    var functions = SteinFunctions.At(draws, first + i, j);
                    (place[(i * draws.Event) + j], width[(i * draws.Event) + j]) = (functions.First, functions.First * functions.Ratio);
                    numbers.Add(first + i, functions.FirstSlope, functions.SecondSlope);
                }
            }

            var (ofPlace, ofWidth) = (Derivatives(draws, first, place), Derivatives(draws, first, width));
            for (var i = 0; i < count; i++)
                numbers.Add(first + i, ofPlace[i], ofWidth[i]);
        }

        return numbers;
    }

    /// <summary>The derivatives of the log-densities of draws, from a first one on, along a field of vectors.</summary>
    private static double[] Derivatives(RoleDraws draws, int first, double[] field)
    {
        var values = draws.Values.AsSpan(first * draws.Event, field.Length);
        var (ahead, behind) = (new double[field.Length], new double[field.Length]);
        for (var at = 0; at < field.Length; at++)
            (ahead[at], behind[at]) = (values[at] + (Step * field[at]), values[at] - (Step * field[at]));
        return [.. draws.LogDensity(ahead).Zip(draws.LogDensity(behind), (plus, minus) => plus.Equals(minus) ? 0 : (plus - minus) / (2 * Step))];
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

    /// <summary>One number per vector, 0 in the mean, that sees a shift, and one that sees the width.</summary>
    private sealed class SteinNumbers(int vectors)
    {
        public double[] Place { get; } = new double[vectors];

        public double[] Width { get; } = new double[vectors];

        public static SteinNumbers Sum(IEnumerable<SteinNumbers> terms, int vectors)
        {
            var sum = new SteinNumbers(vectors);
            foreach (var term in terms)
            {
                for (var i = 0; i < vectors; i++)
                    sum.Add(i, term.Place[i], term.Width[i]);
            }

            return sum;
        }

        public void Add(int i, double place, double width)
        {
            Place[i] += place;
            Width[i] += width;
        }
    }

    /// <summary>Two functions that vanish at the edges of the support: the first, the second over the first, and the derivatives of both.</summary>
    private readonly record struct SteinFunctions(double First, double Ratio, double FirstSlope, double SecondSlope)
    {
        public static SteinFunctions At(RoleDraws draws, int vector, int j)
        {
            var (coordinates, x) = (draws.Coordinates, draws.Values[(vector * draws.Event) + j]);
            var place = (vector % draws.Batch * draws.Event) + j;
            var (lower, upper, spread) = (coordinates.Lower[place], coordinates.Upper[place], coordinates.Spread[place]);
            if (double.IsFinite(lower) && double.IsFinite(upper))
            {
                var (length, u) = (upper - lower, Math.Clamp((x - lower) / (upper - lower), 0, 1));
                return new(length * u * (1 - u), u - 0.5, 1 - (2 * u), ((1 - (2 * u)) * (u - 0.5)) + (u * (1 - u)));
            }

            if (!double.IsFinite(lower) && !double.IsFinite(upper))
                return new(spread, (x - coordinates.Center[place]) / spread, 0, 1);
            var sign = double.IsFinite(lower) ? 1 : -1;
            var distance = Math.Max(0, sign * (x - (sign > 0 ? lower : upper)));
            var bent = 1 + (distance / spread);
            return new(sign * distance / bent, bent, 1 / (bent * bent), 1);
        }
    }
}
