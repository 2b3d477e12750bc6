namespace VaeFunctional;

/// <summary>The draws of a distribution with discrete coordinates, each moved to a neighbor in the support.</summary>
/// <remarks>
/// A move is its own inverse: it exchanges a value of a coordinate for another, or the numbers of two coordinates. Of a vector and its
/// neighbor, which of the two is drawn is a toss with odds p(x) to p(neighbor), whatever the rest of the distribution.
/// </remarks>
internal sealed class Neighbors
{
    /// <summary>The most values of a coordinate of which each has a neighbor.</summary>
    private const int MostValues = 64;

    private Neighbors(List<Move> moves) => Moves = moves;

    public IReadOnlyList<Move> Moves { get; }

    public static Neighbors Of(RoleDraws draws, Coordinates coordinates)
    {
        var discrete = coordinates.Looked.Where(j => coordinates.IsDiscrete[j]).ToList();
        if (discrete.Count == 0)
            return new([]);
        var moves = discrete.SelectMany(j => Exchanges(draws, j).Select(exchange => Moved(draws, j, exchange))).ToList();
        moves.AddRange(discrete.Zip(discrete.Skip(1), (j, k) => Swapped(draws, j, k)));
        return new([.. moves.OfType<Move>()]);
    }

    /// <summary>Integers in pairs: 2k with 2k + 1, and 2k - 1 with 2k; where other values are drawn, those that follow one another.</summary>
    private static IEnumerable<Func<double, double>> Exchanges(RoleDraws draws, int j)
    {
        var values = Enumerable.Range(0, draws.Batch).SelectMany(place => draws.Column(place, j, draws.Samples)).Distinct().Order().ToArray();
        if (Array.TrueForAll(values, double.IsInteger))
        {
            yield return value => value + (IsEven(value) ? 1 : -1);
            yield return value => value + (IsEven(value) ? -1 : 1);
        }

        if (values.Length > MostValues || values.Zip(values.Skip(1), (a, b) => b - a).All(step => step == 1))
            yield break;
        for (var first = 0; first < 2; first++)
        {
            var partners = new Dictionary<double, double>();
            for (var i = first; i + 1 < values.Length; i += 2)
                (partners[values[i]], partners[values[i + 1]]) = (values[i + 1], values[i]);
            yield return value => partners.GetValueOrDefault(value, value);
        }
    }

    private static bool IsEven(double value) => value % 2 == 0;

    private static Move? Moved(RoleDraws draws, int j, Func<double, double> exchange)
    {
        var moved = Where(draws, j, exchange, _ => true);
        if (draws.TryLogDensity(moved, inSupport: true) is { } there)
            return Move.Of(draws, moved, there, j);

        // One value outside the support is refused with all others: each is tried alone.
        var allowed = new Dictionary<double, bool>();
        bool IsAllowed(double target)
        {
            if (!allowed.TryGetValue(target, out var known))
            {
                var point = draws.Values[..(draws.Batch * draws.Event)];
                for (var at = j; at < point.Length; at += draws.Event)
                    point[at] = target;
                allowed[target] = known = allowed.Count < MostValues && draws.TryLogDensity(point, inSupport: true) is not null;
            }

            return known;
        }

        moved = Where(draws, j, exchange, IsAllowed);
        return draws.TryLogDensity(moved, inSupport: true) is { } densities ? Move.Of(draws, moved, densities, j) : null;
    }

    private static double[] Where(RoleDraws draws, int j, Func<double, double> exchange, Func<double, bool> isAllowed)
    {
        var moved = (double[])draws.Values.Clone();
        for (var at = j; at < moved.Length; at += draws.Event)
        {
            var target = exchange(moved[at]);
            moved[at] = isAllowed(target) ? target : moved[at];
        }

        return moved;
    }

    private static Move? Swapped(RoleDraws draws, int j, int k)
    {
        var moved = (double[])draws.Values.Clone();
        for (var start = 0; start < moved.Length; start += draws.Event)
            (moved[start + j], moved[start + k]) = (moved[start + k], moved[start + j]);
        return draws.TryLogDensity(moved, inSupport: true) is { } there ? Move.Of(draws, moved, there, j) : null;
    }

    /// <summary>A move of all draws.</summary>
    /// <param name="Coordinate">The coordinate that changes.</param>
    /// <param name="Values">The neighbors.</param>
    /// <param name="Densities">The neighbors' log-densities.</param>
    /// <param name="Step">By how much the coordinate is larger than its neighbor's, draw by draw; 0 where there is no neighbor.</param>
    /// <param name="Leaving">The probability of the neighbor among the two.</param>
    internal sealed record Move(int Coordinate, double[] Values, double[] Densities, double[] Step, double[] Leaving)
    {
        public static Move? Of(RoleDraws draws, double[] moved, double[] there, int j)
        {
            var here = draws.Densities;
            var step = new double[here.Length];
            var leaving = new double[here.Length];
            for (var i = 0; i < here.Length; i++)
            {
                step[i] = draws.Values[(i * draws.Event) + j] - moved[(i * draws.Event) + j];
                leaving[i] = step[i] == 0 || double.IsNaN(there[i]) ? 0 : 1 / (1 + Math.Exp(here[i] - there[i]));
            }

            return Array.Exists(leaving, probability => probability > 0) ? new(j, moved, there, step, leaving) : null;
        }
    }
}
