using Xunit;

namespace VaeFunctional.Tests;

/// <summary>
/// Draws of every distribution. There are fewer than 400 statistical assertions, each with a false-alarm rate of 1e-5: together below 0.004,
/// and their keys are fixed.
/// </summary>
public class SamplingTests
{
    private const int Draws = 20_000;

    private static readonly RandomKey Key = RandomKey.FromSeed(2);

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void A_draw_is_what_its_noise_stands_for(string name)
    {
        var distribution = DistributionTable.Named(name).Distribution;
        Assert.Equal(distribution.FromNoise(distribution.Noise(Key)), distribution.Sample(Key));
        Assert.Equal(distribution.FromNoise(distribution.Noise(Key, 4)), distribution.Sample(Key, 4));
        Assert.Equal(distribution.Sample(Key), distribution.Sample(Key));
        Assert.NotEqual(distribution.Sample(Key, 4), distribution.Sample(Key.Fold(1), 4));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void Draws_have_an_axis_of_their_own_before_the_batch(string name)
    {
        var distribution = DistributionTable.Named(name).Distribution;
        var shape = distribution.Shape.ToArray();
        Assert.Equal(shape, distribution.Sample(Key).Shape.ToArray());
        Assert.Equal([7, .. shape], distribution.Sample(Key, 7).Shape.ToArray());
        Assert.Equal([7, .. shape[..^1]], distribution.LogDensity(distribution.Sample(Key, 7)).Shape.ToArray());
        Assert.Equal(distribution.Sample(Key).ToDoubles(), distribution.Sample(Key, 1).ToDoubles());
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void Fewer_than_one_draw_is_refused(string name)
    {
        var distribution = DistributionTable.Named(name).Distribution;
        Assert.Throws<ArgumentOutOfRangeException>(() => distribution.Sample(Key, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => distribution.Noise(Key, -1));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void Noise_of_another_size_is_refused(string name)
    {
        var distribution = DistributionTable.Named(name).Distribution;
        var shape = distribution.Noise(Key).Shape.ToArray();
        Assert.Throws<ArgumentException>(() => distribution.FromNoise(Tensor.Zeros(new Shape([.. shape[..^1], shape[^1] + 1]), Precision.Double)));
        Assert.Throws<ArgumentException>(() => distribution.FromNoise(Tensor.Zeros(new Shape([.. shape[..^1], 1 + (1 / shape[^1])]), Precision.Double)));
        Assert.Throws<ArgumentException>(() => distribution.FromNoise(Tensor.Scalar(0, Precision.Double)));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void Draws_have_the_mean_and_the_variance_of_the_density(string name)
    {
        var row = DistributionTable.Named(name);
        var draws = row.Distribution.Sample(Key.Fold(name), Draws);
        for (var j = 0; j < row.EventSize; j++)
        {
            var mean = Tensor.FromArray(row.Expectation(x => DistributionRow.Coordinate(x, j)), new Shape(row.Distribution.Shape.ToArray()[..^1]));
            Tensor Deviation(Tensor x) => DistributionRow.Coordinate(x, j) - mean;
            AssertExpectation(row, draws, Deviation);
            AssertExpectation(row, draws, x => Deviation(x).Square());
        }
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void Draws_have_the_surprise_of_the_density(string name)
    {
        var row = DistributionTable.Named(name);
        AssertExpectation(row, row.Distribution.Sample(Key.Fold(name).Fold("surprise"), Draws), row.Distribution.NegativeLogLikelihood);
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void A_draw_carries_a_gradient_exactly_where_it_is_reparameterized(string name)
    {
        var row = DistributionTable.Named(name);
        var noise = row.Distribution.Noise(Key);
        _ = Gradient.ValueAndGradient(
            model =>
            {
                var distribution = row.Of(model.Tensors());
                Assert.Equal(distribution.IsReparameterized, distribution.FromNoise(noise).Trace is not null);
                return Objective.Of(distribution.FromNoise(noise).Sum());
            },
            ParameterList.Of(row.Parameters));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void Draws_in_single_precision_are_those_in_double_rounded(string name)
    {
        var row = DistributionTable.Named(name);
        var (single, exact) = (row.Rounded(Precision.Single), row.Rounded(Precision.Double));
        var noise = single.Noise(Key, 50);
        Assert.Equal(exact.Noise(Key, 50).To(Precision.Single), noise);
        Assert.Equal(Precision.Single, single.FromNoise(noise).Precision);
        Close.All(exact.FromNoise(noise.To(Precision.Double)).ToDoubles(), single.FromNoise(noise).ToDoubles(), 1e-6);
    }

    /// <summary>The mean of f over draws is within chance of its expectation; the variance of f is the exact one, so the statistic is standard normal.</summary>
    private static void AssertExpectation(DistributionRow row, Tensor draws, Func<Tensor, Tensor> f)
    {
        var expected = row.Expectation(f);
        var meanSquare = row.Expectation(x => f(x).Square());
        var averages = f(draws).Mean(0).ToDoubles();
        for (var example = 0; example < row.BatchSize; example++)
        {
            var variance = meanSquare[example] - (expected[example] * expected[example]);
            FalseAlarm.AssertStandardNormal((averages[example] - expected[example]) / Math.Sqrt(variance / Draws));
        }
    }
}
