using Xunit;

namespace VaeFunctional.Tests;

/// <summary>See <see cref="FalseAlarm"/> for the total false-alarm rate.</summary>
public class RandomStatisticsTests
{
    private const int Count = 1 << 19;

    private static readonly double[] Uniforms = Uniform(RandomKey.FromSeed(1), Count);
    private static readonly double[] Normals = Normal(RandomKey.FromSeed(2), Count);

    public static TheoryData<RandomKey, RandomKey> RelatedKeys()
    {
        var key = RandomKey.FromSeed(7);
        return new()
        {
            { key, RandomKey.FromSeed(8) },
            { key, RandomKey.FromSeed(~7) },
            { key.Split(2)[0], key.Split(2)[1] },
            { key, key.Split(1)[0] },
            { key.Fold(0), key.Fold(1) },
            { key.Fold(0), key.Fold(-1) },
            { key.Fold(1), key.Fold("1") },
            { key, key.Fold(0) },
            { key, key.Fold("") },
            { key.Fold("a"), key.Fold("b") },
        };
    }

    // The variance of X^k is E X^2k - (E X^k)^2, where E X^2 = 1, E X^4 = 3, E X^6 = 15 and E X^8 = 105.
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 3 - 1)]
    [InlineData(3, 0, 15)]
    [InlineData(4, 3, 105 - 9)]
    public void Normal_draws_have_the_moments_of_the_distribution(int power, double moment, double variance) =>
        FalseAlarm.AssertStandardNormal((Normals.Average(draw => Math.Pow(draw, power)) - moment) / Math.Sqrt(variance / Count));

    [Fact]
    public void Normal_draws_have_the_distribution_function() =>
        FalseAlarm.AssertDistributed(Normals, draw => MathNet.Numerics.Distributions.Normal.CDF(0, 1, draw));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Normal_draws_have_both_tails(double bound)
    {
        var tail = MathNet.Numerics.Distributions.Normal.CDF(0, 1, -bound);
        FalseAlarm.AssertBinomial(tail, Count, Normals.Count(draw => draw > bound));
        FalseAlarm.AssertBinomial(tail, Count, Normals.Count(draw => draw < -bound));
    }

    [Fact]
    public void Uniform_draws_have_the_distribution_function() => FalseAlarm.AssertDistributed(Uniforms, draw => draw);

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 12)]
    [InlineData(1L << 44)]
    public void Every_byte_of_the_uniform_draws_is_equally_likely(long scale)
    {
        var counts = new int[256];
        foreach (var draw in Uniforms)
            counts[(long)(draw * scale * 256) % 256]++;
        FalseAlarm.AssertEquallyLikely(counts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void Draws_are_uncorrelated_with_later_ones(int lag)
    {
        AssertUncorrelated(Normals[..^lag], Normals[lag..]);
        var centered = Uniforms.Select(draw => (draw - 0.5) * Math.Sqrt(12)).ToArray();
        AssertUncorrelated(centered[..^lag], centered[lag..]);
    }

    [Fact]
    public void The_sizes_of_the_two_normal_draws_of_a_block_are_uncorrelated()
    {
        // (X^2 - 1) / sqrt(2) has mean 0 and variance 1.
        var sizes = Normals.Select(draw => (draw * draw - 1) / Math.Sqrt(2)).ToArray();
        AssertUncorrelated([.. sizes.Where((_, index) => index % 2 == 0)], [.. sizes.Where((_, index) => index % 2 == 1)]);
    }

    [Theory]
    [MemberData(nameof(RelatedKeys))]
    public void Draws_of_related_keys_are_uncorrelated(RandomKey first, RandomKey second) =>
        AssertUncorrelated(Normal(first, 100_000), Normal(second, 100_000));

    [Fact]
    public void First_draws_of_many_siblings_have_the_distribution_function()
    {
        var key = RandomKey.FromSeed(3);
        FalseAlarm.AssertDistributed([.. key.Split(50_000).Select(child => Uniform(child, 1)[0])], draw => draw);
        FalseAlarm.AssertDistributed([.. Enumerable.Range(0, 50_000).Select(step => Uniform(key.Fold(step), 1)[0])], draw => draw);
    }

    [Fact]
    public void Uniform_and_normal_draws_of_one_key_are_uncorrelated()
    {
        var key = RandomKey.FromSeed(4);
        var centered = Uniform(key, Count).Select(draw => (draw - 0.5) * Math.Sqrt(12)).ToArray();
        AssertUncorrelated(centered, Normal(key, Count));
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Bernoulli_draws_are_as_frequent_as_their_probability(double probability)
    {
        var draws = Enumerable.Repeat(probability, 100_000).ToArray();
        RandomKey.FromSeed(5).FillBernoulli(draws, draws);
        FalseAlarm.AssertBinomial(probability, draws.Length, (int)draws.Sum());
    }

    [Fact]
    public void Every_order_of_four_is_equally_likely()
    {
        var key = RandomKey.FromSeed(6);
        var orders = Enumerable.Range(0, 48_000).Select(index => string.Concat(key.Fold(index).Permutation(4)));
        FalseAlarm.AssertEquallyLikely([.. orders.CountBy(order => order).Select(group => group.Value)]);
    }

    [Fact]
    public void Every_place_of_a_long_permutation_is_equally_likely_for_its_first_number()
    {
        var places = new int[30];
        for (var index = 0; index < 30_000; index++)
            places[RandomKey.FromSeed(8).Fold(index).Permutation(places.Length).IndexOf(0)]++;
        FalseAlarm.AssertEquallyLikely(places);
    }

    [Fact]
    public void Choices_below_a_large_bound_are_equally_likely()
    {
        // Without rejection two of the 2^32 words would lead to every third number, and three words to each of the others.
        var choices = new UniformChoices(RandomKey.FromSeed(9));
        var remainders = new int[3];
        for (var index = 0; index < 30_000; index++)
            remainders[choices.Below(3 << 29) % 3]++;
        FalseAlarm.AssertEquallyLikely(remainders);
    }

    private static void AssertUncorrelated(double[] first, double[] second) =>
        FalseAlarm.AssertStandardNormal(first.Zip(second, (x, y) => x * y).Sum() / Math.Sqrt(first.Length));

    private static double[] Uniform(RandomKey key, int count)
    {
        var draws = new double[count];
        key.FillUniform(draws);
        return draws;
    }

    private static double[] Normal(RandomKey key, int count)
    {
        var draws = new double[count];
        key.FillNormal(draws);
        return draws;
    }
}
