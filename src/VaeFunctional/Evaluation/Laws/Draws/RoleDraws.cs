using System.Diagnostics.CodeAnalysis;

namespace VaeFunctional;

/// <summary>A distribution that has a role in the model, with draws of it.</summary>
internal sealed class RoleDraws
{
    /// <summary>About how many numbers are drawn, in this many draws at least.</summary>
    private const int Numbers = 40_000;

    private const int FewestSamples = 100;

    /// <summary>The most vectors, unless they are fewer draws than the fewest.</summary>
    private const int MostVectors = 16_000;

    private const int ChunkNumbers = 4096;

    private readonly Lazy<double[]> densities;
    private readonly Lazy<Coordinates> coordinates;
    private readonly Lazy<Neighbors> neighbors;

    public RoleDraws(Distribution law, RandomKey key)
    {
        (Law, Key) = (law, key);
        Event = law.Shape[-1];
        Batch = law.Shape.Count / Event;
        Samples = Math.Max(FewestSamples, Math.Min(Numbers / law.Shape.Count, MostVectors / Batch));
        Draws = law.Sample(key.Fold("draws"), Samples).To(Precision.Double).StopGradient();
        if (Draws.Shape != law.Shape.Prepend(Samples))
            throw new InvalidOperationException($"{Samples} draws of {law} have shape {Draws.Shape}, where {law.Shape.Prepend(Samples)} is expected.");
        Values = Draws.ToDoubles();
        densities = new(() => LogDensity(Law));
        // From separate draws: medians of the same draws are correlated with them, which biases the mean by 1/n per coordinate.
        coordinates = new(() => Coordinates.Of(new RoleDraws(law, key.Fold("coordinates"))));
        neighbors = new(() => Neighbors.Of(this, Coordinates));
    }

    public Distribution Law { get; }

    public RandomKey Key { get; }

    public int Event { get; }

    /// <summary>The number of vectors of one draw.</summary>
    public int Batch { get; }

    public int Samples { get; }

    /// <summary>The number of vectors of all draws.</summary>
    public int Vectors => Samples * Batch;

    /// <summary><c>[samples, batch, event]</c>.</summary>
    public Tensor Draws { get; }

    /// <summary>The draws' numbers in order.</summary>
    public double[] Values { get; }

    /// <summary>All vectors in parts, each of whole draws: small temporaries are much cheaper than large ones.</summary>
    public IEnumerable<(int First, int Count)> Chunks
    {
        get
        {
            var most = Math.Max(1, ChunkNumbers / Law.Shape.Count) * Batch;
            for (var first = 0; first < Vectors; first += most)
                yield return (first, Math.Min(most, Vectors - first));
        }
    }

    /// <summary>The draws' log-densities, one per vector.</summary>
    public double[] Densities => densities.Value;

    public string Owner => Law.GetType().Name;

    public Coordinates Coordinates => coordinates.Value;

    public Neighbors Neighbors => neighbors.Value;

    /// <summary>Vectors <c>[n, batch, event]</c> of the given numbers.</summary>
    public Tensor Tensor(double[] values) => VaeFunctional.Tensor.FromArray(values, Law.Shape.Prepend(values.Length / Law.Shape.Count));

    /// <summary>The log-densities of vectors, one each.</summary>
    public double[] LogDensity(double[] values) => Law.LogDensity(Tensor(values)).ToDoubles();

    /// <summary>The draws' log-densities by another distribution of the same shape.</summary>
    public double[] LogDensity(Distribution law)
    {
        var result = new double[Vectors];
        foreach (var (first, count) in Chunks)
            law.LogDensity(Draws.Slice(first / Batch, count / Batch)).ToDoubles().CopyTo(result, first);
        return result;
    }

    /// <summary>The log-densities, or nothing where the distribution throws.</summary>
    /// <param name="values">Vectors of numbers.</param>
    /// <param name="inSupport">Whether it may refuse the values by <see cref="Distribution.CheckSupport"/>, too.</param>
    [SuppressMessage("Design", "CA1031", Justification = "A distribution says by any exception that it does not take a value.")]
    public double[]? TryLogDensity(double[] values, bool inSupport)
    {
        try
        {
            if (inSupport)
                Law.CheckSupport(Tensor(values));
            return LogDensity(values);
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>The numbers of a coordinate in one place of the batch, draw by draw.</summary>
    public double[] Column(int place, int coordinate, int samples)
    {
        var column = new double[samples];
        for (var s = 0; s < samples; s++)
            column[s] = Values[(((s * Batch) + place) * Event) + coordinate];
        return column;
    }

    /// <summary>Means over everything, and over every place of the batch alone.</summary>
    /// <param name="what">The name of what the mean is of.</param>
    /// <param name="mean">From a choice of the draws, which picks their numbers out of an array with one per draw and example, to the mean over them.</param>
    public IEnumerable<(string Of, ObservedMean Mean)> Means(string what, Func<Func<double[], double[]>, ObservedMean> mean)
    {
        yield return (what, mean(all => all));
        for (var place = 0; place < Batch && Batch > 1; place++)
        {
            var at = place;
            yield return ($"{what}, example {place}", mean(all => [.. Enumerable.Range(0, all.Length / Batch).Select(s => all[(s * Batch) + at])]));
        }
    }
}
