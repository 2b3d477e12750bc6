using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class LogLikelihoodTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly ModelSize Size = new(Features: 3, Latent: 2, Batch: 250);

    /// <summary>Its q is wider than the posterior in every direction, so that no weight is large.</summary>
    private static readonly LinearGaussianModel Model = LinearGaussians.AtPosterior(Key, Size).WithWiderPosterior(0.5);

    private static readonly Tensor Data = LinearGaussians.Data(Key, Size);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5000)]
    [InlineData(2, 2001)]
    [InlineData(7, 285)]
    [InlineData(7, 286)]
    [InlineData(99, 20)]
    [InlineData(99, 21)]
    [InlineData(100, 1)]
    [InlineData(100, 19)]
    [InlineData(100, 20)]
    [InlineData(100, 21)]
    [InlineData(100, 41)]
    [InlineData(101, 3)]
    [InlineData(250, 21)]
    public void Every_example_has_all_its_draws_and_their_statistics(int examples, int samples)
    {
        var model = new RecordingModel(Model.Vae);
        var data = Data.Slice(0, examples);
        var estimate = LogLikelihood.Estimate(model, data, Key, samples);
        Assert.Equal(samples, estimate.Samples);
        Assert.Equal(examples, estimate.Values.Length);
        Assert.InRange(model.MostAtOnce, 1, 2000);
        for (var i = 0; i < examples; i++)
        {
            var logWeights = model.LogWeights[data[i, 0]];
            Assert.Equal(samples, logWeights.Count);
            Assert.Equal(samples, logWeights.Distinct().Count());
            Assert.Equal(NaiveWeights.LogMean(logWeights), estimate.Values[i], 1e-11);
            Assert.Equal(logWeights.Average(), estimate.MeanLogWeights[i], 1e-11);
            Assert.Equal(NaiveWeights.EffectiveSampleSize(logWeights), estimate.EffectiveSampleSizes[i], 1e-8);
            Assert.Equal(samples == 1 ? double.NaN : NaiveWeights.Error(logWeights), estimate.MonteCarloErrors[i], 1e-8);
        }
    }

    [Fact]
    public void No_two_examples_share_their_draws()
    {
        // Of the same data, so that the same draws would give the same weights.
        var model = new RecordingModel(Model.Vae);
        var estimate = LogLikelihood.Estimate(model, Data.Slice(0, 1).BroadcastTo(new Shape(201, Size.Features)), Key, 21);
        Assert.Equal(201 * 21, model.LogWeights.Values.Single().Distinct().Count());
        Assert.Equal(201, estimate.Values.Distinct().Count());
    }

    [Property]
    public bool The_bound_of_the_same_draws_is_never_above_the_value(ModelSize size, RandomKey key)
    {
        var estimate = LogLikelihood.Estimate(LinearGaussians.Any(key, size).Vae, LinearGaussians.Data(key, size), key, 9);
        return estimate.Values.Zip(estimate.MeanLogWeights).All(pair => pair.Second <= pair.First)
            && estimate.EffectiveSampleSizes.All(size => size is >= 1 - 1e-12 and <= 9 + 1e-12)
            && Near.Is(estimate.Mean, estimate.Values.Average(), 1e-14)
            && Near.Is(estimate.Elbo, estimate.MeanLogWeights.Average(), 1e-14);
    }

    [Fact]
    public void The_errors_are_those_seen_when_the_key_changes()
    {
        const int keys = 400;
        var estimates = Enumerable.Range(0, keys).Select(i => LogLikelihood.Estimate(Model.Vae, Data.Slice(0, 2), Key.Fold(i), 200)).ToList();
        Assert.All([0, 1], example => AssertRatio(
            estimates.Select(estimate => estimate.Values[example]), estimates.Average(estimate => estimate.MonteCarloErrors[example])));
        AssertRatio(estimates.Select(estimate => estimate.Mean), estimates.Average(estimate => estimate.MonteCarloError));
    }

    [Fact]
    public void The_estimate_is_within_its_error_of_the_closed_form()
    {
        var estimate = LogLikelihood.Estimate(Model.Vae, Data, Key, 400);
        var errors = Model.LogDensity(Data).Zip(estimate.Values, (exact, value) => value - exact).ToList();
        // A sum of 250 squared deviations in units of their errors: within five standard deviations of a chi-squared.
        var squares = errors.Zip(estimate.MonteCarloErrors, (error, deviation) => error * error / (deviation * deviation)).Sum();
        Assert.InRange(squares, 250 - (5 * Math.Sqrt(500)), 250 + (5 * Math.Sqrt(500)));
        Assert.InRange(estimate.Mean - Model.LogDensity(Data).Average(), -5 * estimate.MonteCarloError, 5 * estimate.MonteCarloError);
    }

    [Fact]
    public void The_effective_share_of_the_draws_is_the_one_of_the_chi_squared_divergence()
    {
        // E w^2 / (E w)^2 of N(0, p) weighed against q = N(0, v): v / sqrt(p (2 v - p)); only for 2 v > p has it an expectation.
        const int samples = 20_000;
        Assert.Equal(1 / (1.5 / Math.Sqrt((2 * 1.5) - 1)), EffectiveShare(1.5, samples), 0.02);
        Assert.Equal(1 / (3 / Math.Sqrt((2 * 3) - 1)), EffectiveShare(3, samples), 0.02);
        Assert.True(EffectiveShare(0.05, samples) < 0.01, "a posterior far too narrow leaves few effective draws");
    }

    [Fact]
    public void Data_in_memory_and_records_read_on_demand_give_the_same()
    {
        var estimate = LogLikelihood.Estimate(Model.Vae, Data, Key, 7);
        Assert.Equal(estimate, LogLikelihood.Estimate(Model.Vae, new ArrayRecords(Data), Key, 7));
        Assert.NotEqual(estimate, LogLikelihood.Estimate(Model.Vae, Data, Key.Fold(1), 7));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_draws()
    {
        const int features = 100;
        const int more = 200;
        var size = new ModelSize(features, 3, 10);
        var (model, data) = (LinearGaussians.Any(Key, size).Vae, LinearGaussians.Data(Key, size));
        long Allocated(int samples)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            LogLikelihood.Estimate(model, data, Key, samples);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(more);
        var (few, many) = (Allocated(more), Allocated(41 * more));
        // Each of the 80,000 further latents decodes to 100 doubles, but only its weight leaves the evaluation.
        Assert.InRange((many - few) / (40.0 * more * size.Batch), 0, features * sizeof(double) / 8.0);
    }

    [Fact]
    public void One_example_has_a_likelihood_but_no_error_over_examples()
    {
        var estimate = LogLikelihood.Estimate(Model.Vae, Data.Slice(0, 1), Key, 50);
        Assert.True(double.IsFinite(estimate.Mean) && double.IsFinite(estimate.MonteCarloError));
        Assert.True(double.IsNaN(estimate.StandardErrorOverExamples));
        Assert.Equal(estimate, LogLikelihood.Estimate(Model.Vae, Data.Slice(0, 1), Key, 50));
    }

    [Fact]
    public void The_error_over_examples_is_that_of_a_mean()
    {
        var estimate = LogLikelihood.Estimate(Model.Vae, Data, Key, 3);
        var variance = estimate.Values.Sum(value => Math.Pow(value - estimate.Mean, 2)) / 249;
        Assert.Equal(Math.Sqrt(variance / 250), estimate.StandardErrorOverExamples, 1e-12);
    }

    [Fact]
    public void What_cannot_be_evaluated_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => LogLikelihood.Estimate(Model.Vae, Data.Slice(0, 0), Key, 5));
        Assert.ThrowsAny<ArgumentException>(() => LogLikelihood.Estimate(Model.Vae, Data.Slice(0, 1).Reshape(new Shape(3)), Key, 5));
        Assert.ThrowsAny<ArgumentException>(() => LogLikelihood.Estimate(Model.Vae, Data.Slice(0, 2, axis: 1), Key, 5));
        Assert.ThrowsAny<ArgumentException>(() => LogLikelihood.Estimate(Model.Vae, Data, Key, 0));
    }

    [Theory]
    [InlineData(0, "at [0, 1]")]
    [InlineData(120, "Examples from 100 on")]
    public void A_value_that_is_not_a_number_is_refused_and_found(int row, string where)
    {
        var values = Data.ToDoubles();
        values[(row * Size.Features) + 1] = double.NaN;
        var data = Tensor.FromArray(values, Data.Shape);
        Assert.All<Action>(
            [
                () => LogLikelihood.Estimate(Model.Vae, data, Key, 5),
                () => RateDistortion.Estimate(Model.Vae, data, Key),
                () => ActiveUnits.Estimate(Model.Vae, data),
            ],
            evaluate => Assert.Contains(where, Assert.ThrowsAny<ArgumentException>(evaluate).Message, StringComparison.Ordinal));
    }

    /// <summary>Of p(x|z) = N(0, 1) and p(z) = N(0, 1), whose posterior is the prior, the effective share of draws from N(0, v).</summary>
    private static double EffectiveShare(double variance, int samples)
    {
        static Tensor Zeros(params int[] sizes) => Tensor.Zeros(new Shape(sizes), Precision.Double);
        var vae = new Vae(
            new Dense(Zeros(1, 2), Tensor.FromArray([0, Math.Log(variance)]), Activation.Identity),
            PosteriorHead.DiagonalGaussianWithin(SmoothBound.None),
            Prior.Standard(1),
            new Dense(Zeros(1, 1), Zeros(1), Activation.Identity),
            LikelihoodHead.Gaussian());
        return LogLikelihood.Estimate(vae, Zeros(1, 1), Key, samples).EffectiveSampleSizes[0] / samples;
    }

    /// <summary>The deviation of repeated values over the error they claim: of 400 values it is 1 within a fifth, at five standard errors.</summary>
    private static void AssertRatio(IEnumerable<double> values, double claimed)
    {
        var all = values.ToList();
        var deviation = Math.Sqrt(all.Sum(value => Math.Pow(value - all.Average(), 2)) / (all.Count - 1));
        Assert.InRange(deviation / claimed, 0.8, 1.2);
    }
}
