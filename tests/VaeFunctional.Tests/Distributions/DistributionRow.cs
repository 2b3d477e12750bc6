namespace VaeFunctional.Tests;

/// <summary>A row of the distribution table: a distribution of the library beside an independent account of its density.</summary>
internal sealed class DistributionRow(string name, Func<Tensor[], Distribution> of, Tensor[] parameters)
{
    private Tensor? support;

    public string Name { get; } = name;

    /// <summary>The distribution of given parameters.</summary>
    public Func<Tensor[], Distribution> Of { get; } = of;

    /// <summary>The row's parameters, in double.</summary>
    public Tensor[] Parameters { get; } = parameters;

    /// <summary>The log-density of an example of the batch at a vector, by MathNet.</summary>
    public required Func<int, double[], double> Oracle { get; init; }

    /// <summary>The entropy, where the library has it.</summary>
    public Func<Distribution, Tensor>? Entropy { get; init; }

    /// <summary>Other parameters of the same shapes, where the library knows the divergence to them.</summary>
    public Tensor[]? Others { get; init; }

    /// <summary>How the integral over a coordinate is found.</summary>
    public LineRule Rule { get; init; } = LineRule.Trapezoidal;

    /// <summary>The c of a scale that is exp(c l), l the second parameter.</summary>
    public double ScaleExponent { get; init; } = 0.5;

    /// <summary>All events, where they are not every choice of one point of the rule for each coordinate.</summary>
    public IReadOnlyList<double[]>? Events { get; init; }

    /// <summary>Whether the values are some points rather than all real numbers.</summary>
    public bool IsDiscrete => Rule.IsDiscrete || Events is not null;

    public Distribution Distribution => Of(Parameters);

    /// <summary>The number of coordinates of a block; all of them where the coordinates are not independent.</summary>
    public int BlockSize { get; init; } = 1;

    public int EventSize => Distribution.Shape[-1];

    public int BatchSize => Distribution.Shape.Count / EventSize;

    /// <summary>The row's parameters rounded to single precision and widened again, or left single.</summary>
    public Distribution Rounded(Precision precision) =>
        Of([.. Parameters.Select(parameter => parameter.To(Precision.Single).To(precision))]);

    /// <summary>Values a draw could take, <c>[count, batch, event]</c>.</summary>
    public Tensor Values(RandomKey key, int count)
    {
        var shape = new Shape([count, .. Distribution.Shape.ToArray()]);
        if (Events is { } events)
        {
            var choices = Samples.Choose(key, new Shape(count, BatchSize), [.. Enumerable.Range(0, events.Count).Select(i => (double)i)]).ToDoubles();
            return Tensor.FromArray([.. choices.SelectMany(choice => events[(int)choice])], shape);
        }

        return IsDiscrete ? Samples.Choose(key, shape, [.. Rule.Points.Take(12)]) : Samples.ShortDecimals(key, shape);
    }

    /// <summary>E[f(x)] for every example of the batch: a sum over the points of its rule.</summary>
    public double[] Expectation(Func<Tensor, Tensor> f)
    {
        support ??= AllValues();
        double[] weights = Events is { } events
            ? [.. events.Select(_ => 1.0)]
            : [.. Product(Rule.Weights, 1.0, (product, weight) => product * weight)];
        return (Tensor.FromArray(weights, new Shape(weights.Length, 1))
            * (Distribution.LogDensity(support).Exp() * f(support)).Reshape(new Shape(weights.Length, BatchSize))).Sum(0).ToDoubles();
    }

    /// <summary>A coordinate of values, <c>[..., batch]</c>.</summary>
    public static Tensor Coordinate(Tensor x, int j) => x.Slice(j, 1, axis: -1).Reshape(new Shape(x.Shape.ToArray()[..^1]));

    /// <summary>A coordinate of something of the row's shape, one number for each example.</summary>
    public static double[] Column(DistributionRow row, Tensor perExample, int j) =>
        perExample.Reshape(new Shape(row.BatchSize, row.EventSize)).Slice(j, 1, axis: 1).ToDoubles();

    public override string ToString() => Name;

    private Tensor AllValues()
    {
        var points = Events ?? [.. Product(Rule.Points, Array.Empty<double>(), (point, value) => [.. point, value])];
        return Tensor.FromArray([.. points.SelectMany(point => point)], new Shape(points.Count, 1, EventSize))
            .BroadcastTo(new Shape(points.Count, BatchSize, EventSize))
            .Reshape(new Shape([points.Count, .. Distribution.Shape.ToArray()]));
    }

    /// <summary>Every choice of one number for each coordinate, folded.</summary>
    private IEnumerable<TResult> Product<TResult>(IReadOnlyList<double> axis, TResult first, Func<TResult, double, TResult> fold) =>
        Enumerable.Range(0, EventSize).Aggregate((IEnumerable<TResult>)[first], (all, _) => all.SelectMany(result => axis.Select(value => fold(result, value))));
}
