namespace VaeFunctional;

/// <summary>Of what kind the numbers of an event's coordinates are, and where they end: found from draws and densities, since a distribution does not say.</summary>
internal sealed class Coordinates
{
    /// <summary>How many coordinates are looked at one by one.</summary>
    private const int Most = 16;

    /// <summary>An edge further from every draw than this many times the draws' spread does not matter.</summary>
    private const double Far = 30;

    private const int Halvings = 60;

    private readonly RoleDraws draws;

    private Coordinates(RoleDraws draws)
    {
        this.draws = draws;
        Looked = draws.Event <= Most ? [.. Enumerable.Range(0, draws.Event)] : [.. draws.Key.Fold("looked").Permutation(draws.Event).Take(Most).Order()];
        var size = draws.Batch * draws.Event;
        (Center, Spread, Least, Greatest) = (new double[size], new double[size], new double[size], new double[size]);
        Lower = [.. Enumerable.Repeat(double.NegativeInfinity, size)];
        Upper = [.. Enumerable.Repeat(double.PositiveInfinity, size)];
        IsDiscrete = new bool[draws.Event];
        IsContinuous = new bool[draws.Event];
    }

    /// <summary>The coordinates that are looked at one by one: all, or some where there are many.</summary>
    public int[] Looked { get; }

    public bool[] IsDiscrete { get; }

    public bool[] IsContinuous { get; }

    /// <summary>The median of every coordinate, <c>[batch, event]</c>; the others likewise.</summary>
    public double[] Center { get; }

    public double[] Spread { get; }

    public double[] Lower { get; }

    public double[] Upper { get; }

    private double[] Least { get; }

    private double[] Greatest { get; }

    public static Coordinates Of(RoleDraws draws)
    {
        var found = new Coordinates(draws);
        for (var j = 0; j < draws.Event; j++)
            found.Describe(j);
        found.FindEdges(found.Lower, up: false);
        found.FindEdges(found.Upper, up: true);
        return found;
    }

    private void Describe(int j)
    {
        var (distinct, integer) = (0, true);
        for (var place = 0; place < draws.Batch; place++)
        {
            var column = draws.Column(place, j, draws.Samples);
            Array.Sort(column);
            distinct += 1 + Enumerable.Range(1, column.Length - 1).Count(i => column[i] != column[i - 1]);
            integer &= Array.TrueForAll(column, double.IsInteger);
            var at = (place * draws.Event) + j;
            (Least[at], Greatest[at], Center[at]) = (column[0], column[^1], column[column.Length / 2]);
            Spread[at] = (column[(int)(0.84 * column.Length)] - column[(int)(0.16 * column.Length)]) / 2;
            if (!(Spread[at] > 0))
                Spread[at] = Math.Max(column[^1] - column[0], 1e-3 * (1 + Math.Abs(Center[at])));
        }

        // Integers are counts; but draws that never vary, or that repeat where the density is continuous, are wrong draws of something continuous.
        var repeats = distinct < 0.9 * draws.Samples * draws.Batch;
        IsContinuous[j] = integer ? distinct <= draws.Batch && IsContinuousAtTheCommonest(j) : !repeats || IsContinuousAtTheCommonest(j);
        IsDiscrete[j] = !IsContinuous[j] && (integer || distinct < 0.1 * draws.Samples * draws.Batch);
    }

    /// <summary>Whether beside the numbers drawn most often the density is as there: a mass stands alone.</summary>
    private bool IsContinuousAtTheCommonest(int j)
    {
        var here = draws.Values[..(draws.Batch * draws.Event)];
        for (var place = 0; place < draws.Batch; place++)
            here[(place * draws.Event) + j] = draws.Column(place, j, draws.Samples).CountBy(value => value).MaxBy(pair => pair.Value).Key;

        // A mass may take numbers for its own that rounding has moved a little.
        return draws.TryLogDensity(here, inSupport: true) is { } densities && IsNear(densities, 1e-4, jump: 0.05) && IsNear(densities, 1e-2, jump: 0.5);

        bool IsNear(double[] densities, double step, double jump)
        {
            var beside = (double[])here.Clone();
            for (var at = j; at < beside.Length; at += draws.Event)
                beside[at] += step * Spread[at];
            return draws.TryLogDensity(beside, inSupport: true) is { } there && densities.Zip(there, (a, b) => Math.Abs(a - b)).All(difference => difference < jump);
        }
    }

    private void FindEdges(double[] edges, bool up)
    {
        var point = draws.Values[..(draws.Batch * draws.Event)];
        for (var at = 0; at < point.Length; at++)
        {
            if (IsContinuous[at % draws.Event])
                point[at] = Beyond(at, up);
        }

        if (draws.TryLogDensity(point, inSupport: true) is { } densities && Array.TrueForAll(densities, double.IsFinite))
            return;
        foreach (var j in Enumerable.Range(0, draws.Event).Where(j => IsContinuous[j]))
        {
            if (Looked.Contains(j))
                FindEdge(edges, j, up);
            else
                IsContinuous[j] = false;
        }
    }

    private double Beyond(int at, bool up) => up ? Greatest[at] + (Far * Spread[at]) : Least[at] - (Far * Spread[at]);

    /// <summary>Halves the way between a draw and a number beyond the edge, in all places of the batch at once.</summary>
    private void FindEdge(double[] edges, int j, bool up)
    {
        var point = draws.Values[..(draws.Batch * draws.Event)];
        var inside = Enumerable.Range(0, draws.Batch).Select(place => point[(place * draws.Event) + j]).ToArray();
        var outside = Enumerable.Range(0, draws.Batch).Select(place => Beyond((place * draws.Event) + j, up)).ToArray();
        bool[]? Has(double[] numbers)
        {
            for (var place = 0; place < draws.Batch; place++)
                point[(place * draws.Event) + j] = numbers[place];
            return draws.TryLogDensity(point, inSupport: true) is { } densities ? Array.ConvertAll(densities, IsDensity) : null;
        }

        var none = new bool[draws.Batch];
        if (Has(outside) is not { } open)
        {
            // Where one number outside is refused with all others, the edge is looked for in all places at one number.
            var all = Enumerable.Range(0, draws.Batch).Select(place => (place * draws.Event) + j).ToArray();
            Array.Fill(inside, up ? all.Max(at => Greatest[at]) : all.Min(at => Least[at]));
            Array.Fill(outside, up ? all.Max(at => Beyond(at, up)) : all.Min(at => Beyond(at, up)));
            open = none;
        }

        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = inside.Zip(outside, (a, b) => a + ((b - a) / 2)).ToArray();
            var has = Has(middle) ?? none;
            for (var place = 0; place < draws.Batch; place++)
                (inside[place], outside[place]) = has[place] ? (middle[place], outside[place]) : (inside[place], middle[place]);
        }

        for (var place = 0; place < draws.Batch; place++)
        {
            var at = (place * draws.Event) + j;
            if (open[place])
                continue;
            var tolerance = 1e-10 * (Spread[at] + Math.Abs(inside[place]));
            edges[at] = Math.Abs(inside[place] - Math.Round(inside[place])) <= tolerance ? Math.Round(inside[place]) : inside[place];
            if (up ? Greatest[at] > edges[at] + tolerance : Least[at] < edges[at] - tolerance)
                IsContinuous[j] = false;
        }
    }

    /// <summary>Infinite where a density has a pole, as at the edge of some; a probability of 0 is not one.</summary>
    private static bool IsDensity(double logDensity) => !double.IsNaN(logDensity) && !double.IsNegativeInfinity(logDensity);
}
