namespace VaeFunctional;

/// <summary>A normalized distribution near the first half of the draws: of few vectors by their frequencies, otherwise by independent coordinates.</summary>
/// <remarks>A coordinate is Gaussian by median and quantiles, beyond an edge in the logarithm of the distance, between two in the logit; of a discrete one the values' frequencies.</remarks>
internal sealed class Reference
{
    private const int MostAtoms = 256;

    private readonly RoleDraws draws;
    private readonly int half;
    private readonly Frequencies[,]? vectors;
    private readonly Frequencies[,] values;
    private readonly (double Center, double Spread)[] gaussians;

    private Reference(RoleDraws draws)
    {
        this.draws = draws;
        half = draws.Samples - (draws.Samples / 2);
        var coordinates = draws.Coordinates;
        gaussians = new (double, double)[draws.Batch * draws.Event];
        values = new Frequencies[draws.Batch, draws.Event];
        if (Array.TrueForAll(coordinates.IsDiscrete, discrete => discrete))
            vectors = Vectors();
        for (var at = 0; at < gaussians.Length && vectors is null; at++)
        {
            var (place, j) = (at / draws.Event, at % draws.Event);
            if (coordinates.IsContinuous[j])
                gaussians[at] = Gaussian(Array.ConvertAll(draws.Column(place, j, half), x => Unbounded(at, x).Value));
        }

        for (var j = 0; j < draws.Event && vectors is null; j++)
        {
            if (!coordinates.IsDiscrete[j])
                continue;
            var columns = Enumerable.Range(0, draws.Batch).Select(place => draws.Column(place, j, half)).ToArray();
            var atoms = columns.SelectMany(column => column).Distinct().Order().Select(value => new[] { value }).ToArray();
            for (var place = 0; place < draws.Batch; place++)
                values[place, j] = new(atoms, columns[place].Select(value => new[] { value }));
        }
    }

    public static Reference? Of(RoleDraws draws)
    {
        var coordinates = draws.Coordinates;
        return Enumerable.Range(0, draws.Event).All(j => coordinates.IsContinuous[j] || coordinates.IsDiscrete[j]) ? new(draws) : null;
    }

    public double[] Sample(RandomKey key, int samples)
    {
        var normal = new double[samples * draws.Batch * draws.Event];
        var uniform = new double[normal.Length];
        key.Fold("normal").FillNormal(normal);
        key.Fold("uniform").FillUniform(uniform);
        var result = new double[normal.Length];
        for (var at = 0; at < result.Length; at++)
        {
            var (place, j) = (at / draws.Event % draws.Batch, at % draws.Event);
            if (vectors is not null)
                result[at] = vectors[place, 0].Draw(uniform[at - j])[j];
            else if (draws.Coordinates.IsDiscrete[j])
                result[at] = values[place, j].Draw(uniform[at])[0];
            else
                result[at] = Bounded(at % gaussians.Length, gaussians[at % gaussians.Length].Center + (gaussians[at % gaussians.Length].Spread * normal[at]));
        }

        return result;
    }

    public double[] LogDensity(double[] x)
    {
        var result = new double[x.Length / draws.Event];
        for (var i = 0; i < result.Length; i++)
        {
            var place = i % draws.Batch;
            var vector = x.AsSpan(i * draws.Event, draws.Event);
            result[i] = vectors?[place, 0].Log(vector) ?? LogDensityOfCoordinates(vector, place);
        }

        return result;
    }

    private double LogDensityOfCoordinates(ReadOnlySpan<double> x, int place)
    {
        var sum = 0.0;
        for (var j = 0; j < x.Length; j++)
        {
            if (draws.Coordinates.IsDiscrete[j])
            {
                sum += values[place, j].Log(x.Slice(j, 1));
                continue;
            }

            var at = (place * draws.Event) + j;
            var (y, logSlope) = Unbounded(at, x[j]);
            var u = (y - gaussians[at].Center) / gaussians[at].Spread;
            sum += logSlope - (0.5 * u * u) - Math.Log(gaussians[at].Spread) - (DiagonalGaussian.LogTwoPi / 2);
        }

        return sum;
    }

    private Frequencies[,]? Vectors()
    {
        var all = Enumerable.Range(0, half * draws.Batch).Select(i => draws.Values.AsSpan(i * draws.Event, draws.Event).ToArray()).ToArray();
        var atoms = all.Distinct(Frequencies.Equality).Take(MostAtoms + 1).ToArray();
        if (atoms.Length > MostAtoms)
            return null;
        var result = new Frequencies[draws.Batch, 1];
        for (var place = 0; place < draws.Batch; place++)
            result[place, 0] = new(atoms, all.Where((_, i) => i % draws.Batch == place));
        return result;
    }

    private static (double Center, double Spread) Gaussian(double[] y)
    {
        Array.Sort(y);
        var center = y[y.Length / 2];
        var spread = (y[(int)(0.84 * y.Length)] - y[(int)(0.16 * y.Length)]) / 2;
        return (center, spread > 0 ? spread : 1e-3 * (1 + Math.Abs(center)));
    }

    /// <summary>A number of the whole line for one of the support, with the logarithm of the slope.</summary>
    private (double Value, double LogSlope) Unbounded(int at, double x)
    {
        const double least = 1e-300;
        var (lower, upper) = (draws.Coordinates.Lower[at], draws.Coordinates.Upper[at]);
        var (below, above) = (Math.Log(Math.Max(x - lower, least)), Math.Log(Math.Max(upper - x, least)));
        return (double.IsFinite(lower), double.IsFinite(upper)) switch
        {
            (true, true) => (below - above, Math.Log(upper - lower) - below - above),
            (true, false) => (below, -below),
            (false, true) => (-above, -above),
            _ => (x, 0),
        };
    }

    private double Bounded(int at, double y)
    {
        var (lower, upper) = (draws.Coordinates.Lower[at], draws.Coordinates.Upper[at]);
        return (double.IsFinite(lower), double.IsFinite(upper)) switch
        {
            (true, true) => lower + ((upper - lower) / (1 + Math.Exp(-y))),
            (true, false) => lower + Math.Exp(y),
            (false, true) => upper - Math.Exp(-y),
            _ => y,
        };
    }
}
