using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What holds of every distribution.</summary>
public class DistributionTableTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    [Fact]
    public void Every_distribution_has_a_row()
    {
        var concrete = typeof(Distribution).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Distribution)) && !type.IsAbstract);
        var tabled = DistributionTable.Rows.Select(row => row.Distribution.GetType()).ToHashSet();
        Assert.Equal(concrete.ToHashSet(), tabled);
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void The_log_density_is_the_oracles(string name)
    {
        var row = DistributionTable.Named(name);
        var x = row.Values(Key, 5);
        var numbers = x.ToDoubles();
        var densities = row.Distribution.LogDensity(x);
        Assert.Equal([5, .. row.Distribution.Shape.ToArray()[..^1]], densities.Shape.ToArray());
        var expected = Enumerable.Range(0, 5 * row.BatchSize).Select(i => row.Oracle(i % row.BatchSize, numbers[(i * row.EventSize)..((i + 1) * row.EventSize)]));
        Close.All(expected, densities.ToDoubles(), 1e-13);
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void The_negative_log_likelihood_is_the_negative_of_the_log_density(string name)
    {
        var row = DistributionTable.Named(name);
        var x = row.Values(Key, 3);
        Assert.Equal(-row.Distribution.LogDensity(x), row.Distribution.NegativeLogLikelihood(x));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void The_log_densities_of_blocks_add_up_and_are_those_of_their_coordinates_alone(string name)
    {
        var (row, distribution) = (DistributionTable.Named(name), DistributionTable.Named(name).Distribution);
        var x = row.Values(Key, 5);
        var blocks = distribution.LogDensityByBlock(x);
        Assert.Equal([.. distribution.LogDensity(x).Shape.ToArray(), distribution.Blocks], blocks.Shape.ToArray());
        Close.All(distribution.LogDensity(x).ToDoubles(), blocks.Sum(-1).ToDoubles(), 1e-13);
        Assert.Equal(row.EventSize, distribution.Blocks * row.BlockSize);
        foreach (var block in Enumerable.Range(0, distribution.Blocks).Where(_ => distribution.Blocks > 1))
        {
            // Another value elsewhere changes no bit of a block's.
            var elsewhere = row.Values(Key.Fold("elsewhere"), 5).ToDoubles();
            var here = x.ToDoubles();
            double[] mixed = [.. here.Select((value, at) => at % row.EventSize / row.BlockSize == block ? value : elsewhere[at])];
            Assert.Equal(blocks.Slice(block, 1, axis: -1), distribution.LogDensityByBlock(Tensor.FromArray(mixed, x.Shape)).Slice(block, 1, axis: -1));
        }
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void A_draw_comes_with_the_log_density_at_its_value(string name)
    {
        var distribution = DistributionTable.Named(name).Distribution;
        var noise = distribution.Noise(Key, 4);
        var (value, logDensity) = distribution.Draw(noise);
        Assert.True(distribution.HasDensityEverywhere);
        Assert.Equal(distribution.FromNoise(noise), value);
        Close.All(distribution.LogDensity(value).ToDoubles(), logDensity.ToDoubles(), 1e-10);
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void The_total_probability_is_1(string name) =>
        Assert.All(DistributionTable.Named(name).Expectation(_ => Tensor.Scalar(1)), mass => Assert.Equal(1, mass, 1e-13));

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void The_mean_is_the_expected_value(string name)
    {
        var row = DistributionTable.Named(name);
        Assert.Equal(row.Distribution.Shape, row.Distribution.Mean.Shape);
        for (var j = 0; j < row.EventSize; j++)
            Close.All(row.Expectation(x => DistributionRow.Coordinate(x, j)), DistributionRow.Column(row, row.Distribution.Mean, j), 1e-13);
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void The_entropy_is_the_expected_surprise(string name)
    {
        var row = DistributionTable.Named(name);
        if (row.Entropy is { } entropy)
            Close.All(row.Expectation(row.Distribution.NegativeLogLikelihood), entropy(row.Distribution).ToDoubles(), 1e-12);
        else
            Assert.Null(row.Distribution.GetType().GetProperty(nameof(row.Entropy)));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void No_value_nearby_is_more_probable_than_the_mode(string name)
    {
        var row = DistributionTable.Named(name);
        var (distribution, mode) = (row.Distribution, row.Distribution.Mode);
        Assert.Equal(distribution.Shape, mode.Shape);
        var others = row.IsDiscrete ? row.Values(Key, 200) : mode + (distribution is GaussianMixture ? distribution.Sample(Key, 200) - mode : row.Values(Key, 200));
        // The mixture's mode is the best of its components' means, which the tabled ones place within 0.1 nats of the greatest density.
        var slack = distribution is GaussianMixture ? 0.1 : 0;
        Assert.All((distribution.LogDensity(others) - distribution.LogDensity(mode)).ToDoubles(), difference => Assert.InRange(difference, double.NegativeInfinity, slack));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void Values_of_another_size_have_no_density(string name)
    {
        var distribution = DistributionTable.Named(name).Distribution;
        var wrong = Tensor.Zeros(new Shape(2, distribution.Shape[-1] + 1));
        var message = Assert.Throws<ArgumentException>(() => distribution.LogDensity(wrong)).Message;
        Assert.Contains(wrong.Shape.ToString(), message, StringComparison.Ordinal);
        Assert.Contains(distribution.GetType().Name, message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => distribution.LogDensity(Tensor.Scalar(0)));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void Single_precision_agrees_with_double_on_the_same_numbers(string name)
    {
        // Densities here are sums of at most ten terms of size about 10; float32 carries 6e-8 of each through a handful of operations.
        const double tolerance = 4e-6;
        var row = DistributionTable.Named(name);
        var (single, exact) = (row.Rounded(Precision.Single), row.Rounded(Precision.Double));
        var x = row.Values(Key, 20).To(Precision.Single);
        Assert.Equal(Precision.Single, single.Precision);
        Assert.Equal(Precision.Single, single.LogDensity(x).Precision);
        Close.All(exact.LogDensity(x).ToDoubles(), single.LogDensity(x).ToDoubles(), tolerance);
        Close.All(exact.Mean.ToDoubles(), single.Mean.ToDoubles(), tolerance);
        if (row.Entropy is { } entropy)
            Close.All(entropy(exact).ToDoubles(), entropy(single).ToDoubles(), tolerance);
    }
}
