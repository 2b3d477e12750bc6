using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>The latent dimensions that a model uses: those whose posterior mean varies over the data (Burda et al., 2016).</summary>
/// <param name="Variances">Var_x(E_q[z_j]) of every dimension.</param>
/// <param name="Threshold">The variance above which a dimension is active.</param>
public sealed record ActiveUnits(ImmutableArray<double> Variances, double Threshold)
{
    /// <summary>The number of active dimensions.</summary>
    public int Count => Variances.Count(variance => variance > Threshold);

    /// <summary>The variances over a data set in memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Data <c>[examples, features]</c>, at least two examples, finite.</param>
    /// <param name="threshold">The variance above which a dimension is active.</param>
    /// <exception cref="ArgumentException">Fewer than two examples, one is not finite, or they do not fit the model.</exception>
    public static ActiveUnits Estimate(IRecordModel model, Tensor data, double threshold = 0.01) =>
        Estimate(model, RecordSource.Of(data), threshold);

    /// <summary>The variances over the records of a source.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The records, at least two, finite.</param>
    /// <param name="threshold">The variance above which a dimension is active.</param>
    /// <exception cref="ArgumentException">Fewer than two records, one is not finite, or they do not fit the model.</exception>
    public static ActiveUnits Estimate(IRecordModel model, IRecordSource data, double threshold = 0.01)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count < 2)
            throw new ArgumentException($"A variance over the data needs at least two examples; got {data.Count}.", nameof(data));
        double[] mean = [], squares = [];
        var seen = 0L;
        foreach (var (means, latent) in Chunks.Map(data, (_, records) => Means(model, records)))
        {
            if (seen == 0)
                (mean, squares) = (new double[latent], new double[latent]);
            for (var i = 0; i < means.Length; i++)
            {
                var dimension = i % latent;
                seen += dimension == 0 ? 1 : 0;
                var deviation = means[i] - mean[dimension];
                mean[dimension] += deviation / seen;
                squares[dimension] += deviation * (means[i] - mean[dimension]);
            }
        }

        return new([.. squares.Select(sum => sum / (seen - 1))], threshold);
    }

    /// <inheritdoc />
    public bool Equals(ActiveUnits? other) =>
        other is not null && Threshold.Equals(other.Threshold) && Variances.SequenceEqual(other.Variances);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Threshold, Variances.Length);

    /// <summary>The count, as in <c>12 of 20 units are active</c>.</summary>
    public override string ToString() => $"{Count} of {Variances.Length} units are active";

    private static (double[] Means, int Latent) Means(IRecordModel model, Tensor records)
    {
        var at = model.At(records);
        var means = at.Encode().Mean;
        Holes.DemandFinite(at.X, means, nameof(ActiveUnits));
        return (means.ToDoubles(), means.Shape[-1]);
    }
}
