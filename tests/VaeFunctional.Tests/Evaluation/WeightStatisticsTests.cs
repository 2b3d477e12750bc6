using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(LogWeights) })]
public sealed class WeightStatisticsTests
{
    private const double Rounding = 1e-12;

    [Property]
    public bool A_stream_amounts_to_what_all_weights_amount_to(Shape shape, RandomKey key) => AgreesWithNaive(LogWeights.Ordinary(key, shape).ToDoubles());

    [Property]
    public bool Zero_weights_and_huge_spreads_are_no_exception(Shape shape, RandomKey key)
    {
        var logWeights = LogWeights.AnyNumbers(key, shape).ToDoubles();
        return double.IsNegativeInfinity(logWeights.Max()) || AgreesWithNaive(logWeights);
    }

    [Property]
    public bool The_order_of_the_stream_does_not_matter(Shape shape, RandomKey key)
    {
        var logWeights = LogWeights.AnyNumbers(key, shape).ToDoubles();
        var reordered = key.Fold("order").Permutation(logWeights.Length).Select(i => logWeights[i]);
        var (one, other) = (Of(logWeights), Of(reordered));
        return Near.Is(one.LogMean, other.LogMean, Rounding)
            && Near.Is(one.EffectiveSampleSize, other.EffectiveSampleSize, Rounding);
    }

    [Property]
    public bool The_effective_sample_size_lies_between_one_and_the_count(Shape shape, RandomKey key)
    {
        var logWeights = LogWeights.AnyNumbers(key, shape).ToDoubles();
        var size = Of(logWeights).EffectiveSampleSize;
        return double.IsNegativeInfinity(logWeights.Max())
            ? double.IsNaN(size)
            : Near.AtMost(1, size, Rounding) && Near.AtMost(size, logWeights.Length, Rounding);
    }

    [Fact]
    public void Equal_weights_are_all_effective_and_without_error()
    {
        var statistics = Of(Enumerable.Repeat(-123.4, 50));
        Assert.Equal(-123.4, statistics.LogMean, 1e-13);
        Assert.Equal(50, statistics.EffectiveSampleSize, 1e-12);
        Assert.Equal(0, statistics.Error, 1e-7);
    }

    [Fact]
    public void One_weight_has_no_error_to_tell()
    {
        Assert.True(double.IsNaN(Of([-3]).Error));
        Assert.Equal((-3, -3, 1), (Of([-3]).LogMean, Of([-3]).MeanLog, Of([-3]).EffectiveSampleSize));
    }

    [Fact]
    public void Weights_that_are_all_zero_have_the_logarithm_of_zero()
    {
        var statistics = Of(Enumerable.Repeat(double.NegativeInfinity, 3));
        Assert.Equal((double.NegativeInfinity, double.NegativeInfinity), (statistics.LogMean, statistics.MeanLog));
        Assert.Equal((double.NaN, double.NaN), (statistics.EffectiveSampleSize, statistics.Error));
    }

    [Fact]
    public void An_infinite_weight_has_an_infinite_mean_at_any_position() =>
        AssertWherever(double.PositiveInfinity, statistics => Assert.Equal(double.PositiveInfinity, statistics.LogMean));

    [Fact]
    public void A_weight_that_is_not_a_number_is_not_lost_at_any_position() =>
        AssertWherever(double.NaN, statistics =>
        {
            Assert.True(double.IsNaN(statistics.LogMean));
            Assert.True(double.IsNaN(statistics.MeanLog));
            Assert.True(double.IsNaN(statistics.EffectiveSampleSize));
        });

    private static void AssertWherever(double odd, Action<WeightStatistics> assert) =>
        Assert.All([0, 1, 2, 3], place =>
        {
            List<double> logWeights = [-5, 2, double.NegativeInfinity];
            logWeights.Insert(place, odd);
            assert(Of(logWeights));
        });

    private static bool AgreesWithNaive(double[] logWeights)
    {
        var statistics = Of(logWeights);
        return Near.Is(statistics.LogMean, NaiveWeights.LogMean(logWeights), Rounding)
            && Near.Is(statistics.MeanLog, logWeights.Average(), Rounding)
            && statistics.MeanLog <= statistics.LogMean
            && Near.Is(statistics.EffectiveSampleSize, NaiveWeights.EffectiveSampleSize(logWeights), Rounding)
            // The error is the root of a difference of nearly equal numbers where all weights are equal.
            && (logWeights.Length == 1 || Near.Is(statistics.Error, NaiveWeights.Error(logWeights), 1e-7));
    }

    private static WeightStatistics Of(IEnumerable<double> logWeights)
    {
        var statistics = new WeightStatistics();
        foreach (var logWeight in logWeights)
            statistics.Add(logWeight);
        return statistics;
    }
}
