using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>The mean ELBO of a data set and its parts, every example with the same weight, in nats per example.</summary>
/// <param name="Distortion">The mean of -E_q log p(x|z).</param>
/// <param name="Rate">The mean of KL(q(z|x) || p(z)).</param>
/// <param name="RateByBlock">The mean rate of every latent dimension; empty where the rate has no closed form.</param>
/// <param name="StandardErrorOverExamples">The standard error of the ELBO from the finite number of examples; NaN for one example.</param>
/// <param name="Examples">The number of examples.</param>
public sealed record RateDistortion(
    double Distortion, double Rate, ImmutableArray<double> RateByBlock, double StandardErrorOverExamples, int Examples)
{
    /// <summary>-(distortion + rate), in nats per example; higher is better.</summary>
    public double Elbo => -(Distortion + Rate);

    /// <summary>The mean over a data set in memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Data <c>[examples, features]</c>, at least one example.</param>
    /// <param name="key">Determines the draws.</param>
    /// <param name="samples">The number of draws per example, at least 1.</param>
    /// <exception cref="ArgumentException">There is no data, or it does not fit the model or its likelihood's support.</exception>
    public static RateDistortion Estimate(IRecordModel model, Tensor data, RandomKey key, int samples = 1) =>
        Estimate(model, RecordSource.Of(data), key, samples);

    /// <summary>The mean over the records of a source.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The records, at least one.</param>
    /// <param name="key">Determines the draws.</param>
    /// <param name="samples">The number of draws per example, at least 1.</param>
    /// <exception cref="ArgumentException">There is no data, or it does not fit the model or its likelihood's support.</exception>
    public static RateDistortion Estimate(IRecordModel model, IRecordSource data, RandomKey key, int samples = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var chunks = Chunks.Map(data, (chunk, x) => Part.Of(PosteriorDraws.Of(model, x, q => q.Noise(key.Fold(chunk), samples), RateForm.ClosedForm))).ToList();
        var distortion = chunks.SelectMany(chunk => chunk.Distortion).ToList();
        var rate = chunks.SelectMany(chunk => chunk.Rate).ToList();
        var elbo = Chunks.Statistics([.. distortion.Zip(rate, (d, r) => -(d + r))]);
        var byDimension = Enumerable.Range(0, chunks[0].RateByBlock.Length)
            .Select(dimension => chunks.Sum(chunk => chunk.RateByBlock[dimension]) / distortion.Count);
        return new(distortion.Average(), rate.Average(), [.. byDimension], elbo.StandardError, distortion.Count);
    }

    /// <inheritdoc />
    public bool Equals(RateDistortion? other) =>
        other is not null
        && (Distortion, Rate, StandardErrorOverExamples, Examples).Equals((other.Distortion, other.Rate, other.StandardErrorOverExamples, other.Examples))
        && RateByBlock.SequenceEqual(other.RateByBlock);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Distortion, Rate, Examples);

    /// <summary>The bound and its parts, in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"elbo {Elbo:F3} +/- {StandardErrorOverExamples:F3} (over {Examples} examples)  distortion {Distortion:F3}  rate {Rate:F3}");

    private sealed record Part(double[] Distortion, double[] Rate, double[] RateByBlock)
    {
        public static Part Of(PosteriorDraws draws)
        {
            var byDimension = draws.Rate is KlEstimate.Exact exact ? exact.ByBlock.To(Precision.Double).Sum(0).ToDoubles() : [];
            return new((-draws.LogLikelihood.Mean(0)).ToDoubles(), draws.Rate.Value.ToDoubles(), byDimension);
        }
    }
}
