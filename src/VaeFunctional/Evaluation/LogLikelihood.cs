using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>Importance-sampled log p(x) of data under a model: <c>log((1/K) sum_k p(x, z_k) / q(z_k|x))</c>, in nats per example.</summary>
/// <remarks>
/// In expectation it is a lower bound that grows with K (Burda et al., 2016). Draws are streamed: memory grows neither with K nor with the
/// data. Where the effective sample size is small compared with K, the estimate rests on few draws and should not be trusted.
/// </remarks>
public static class LogLikelihood
{
    /// <summary>About how many latents are decoded at once.</summary>
    private const int LatentsAtOnce = 2000;

    /// <summary>The estimate for every example of a data set in memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Data <c>[examples, features]</c>, at least one example.</param>
    /// <param name="key">Determines the draws.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <exception cref="ArgumentException">There is no data, or it does not fit the model or its likelihood's support.</exception>
    public static LogLikelihoodEstimate Estimate(IRecordModel model, Tensor data, RandomKey key, int samples) =>
        Estimate(model, RecordSource.Of(data), key, samples);

    /// <summary>The estimate for every record of a source.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The records, at least one.</param>
    /// <param name="key">Determines the draws.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <exception cref="ArgumentException">There is no data, or it does not fit the model or its likelihood's support.</exception>
    public static LogLikelihoodEstimate Estimate(IRecordModel model, IRecordSource data, RandomKey key, int samples)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var workspace = new Workspace();
        var statistics = Chunks.Map(data, (chunk, x) => Weigh(workspace, model, x, samples, key.Fold(chunk))).SelectMany(chunk => chunk).ToList();
        return new(
            samples,
            [.. statistics.Select(example => example.LogMean)],
            [.. statistics.Select(example => example.MeanLog)],
            [.. statistics.Select(example => example.Error)],
            [.. statistics.Select(example => example.EffectiveSampleSize)]);
    }

    private static WeightStatistics[] Weigh(Workspace workspace, IRecordModel model, Tensor records, int samples, RandomKey key)
    {
        var (at, examples) = (model.At(records), records.Shape[0]);
        var statistics = Enumerable.Range(0, examples).Select(_ => new WeightStatistics()).ToArray();
        var atOnce = Math.Max(1, LatentsAtOnce / examples);
        var posterior = at.Encode();
        for (var done = 0; done < samples; done += atOnce)
        {
            var (first, count) = (done, Math.Min(atOnce, samples - done));
            var logWeights = workspace.Run(() => LogWeights(first, count), (values, _) => values);
            for (var i = 0; i < logWeights.Length; i++)
                statistics[i % examples].Add(logWeights[i]);
        }

        return statistics;

        double[] LogWeights(int first, int count)
        {
            var draws = new PosteriorDraws(at, posterior, posterior.Noise(key.Fold(first), count), RateForm.SameSample);
            if (first == 0)
                draws.Likelihood.CheckSupport(at.X);
            return draws.LogWeights.ToDoubles();
        }
    }
}

/// <summary>Log-likelihoods of examples, with the two errors they carry.</summary>
/// <param name="Samples">K, the number of draws per example.</param>
/// <param name="Values">log p(x) of every example, in nats.</param>
/// <param name="MeanLogWeights">The mean log-weight of every example from the same draws: its ELBO, never above its value.</param>
/// <param name="MonteCarloErrors">
/// The standard error of every example's value from the finite number of draws, estimated from their weights; NaN for K = 1. A posterior much
/// narrower than the true one misses the draws that matter and so understates it: look at the effective sample size.
/// </param>
/// <param name="EffectiveSampleSizes">(sum w)^2 / sum w^2 of every example, from 1 to K; NaN where every weight is 0.</param>
public sealed record LogLikelihoodEstimate(
    int Samples,
    ImmutableArray<double> Values,
    ImmutableArray<double> MeanLogWeights,
    ImmutableArray<double> MonteCarloErrors,
    ImmutableArray<double> EffectiveSampleSizes)
{
    /// <summary>The mean log-likelihood, in nats per example.</summary>
    public double Mean => Values.Average();

    /// <summary>The mean of the same-sample ELBO, in nats per example.</summary>
    public double Elbo => MeanLogWeights.Average();

    /// <summary>The standard error of the mean from the finite number of examples, in nats per example; NaN for one example.</summary>
    public double StandardErrorOverExamples => Chunks.Statistics(Values).StandardError;

    /// <summary>The standard error of the mean from the finite number of draws, in nats per example.</summary>
    public double MonteCarloError => Math.Sqrt(MonteCarloErrors.Sum(error => error * error)) / MonteCarloErrors.Length;

    /// <inheritdoc />
    public bool Equals(LogLikelihoodEstimate? other) =>
        other is not null
        && Samples == other.Samples
        && Values.SequenceEqual(other.Values)
        && MeanLogWeights.SequenceEqual(other.MeanLogWeights)
        && MonteCarloErrors.SequenceEqual(other.MonteCarloErrors)
        && EffectiveSampleSizes.SequenceEqual(other.EffectiveSampleSizes);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Samples, Values.Length);

    /// <summary>The mean with both errors and the least effective sample size, in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"log-likelihood {Mean:F3} +/- {StandardErrorOverExamples:F3} (over {Values.Length} examples) +/- {MonteCarloError:F3} (Monte Carlo, {Samples} draws, effective sample size at least {EffectiveSampleSizes.Min():F1})");
}
