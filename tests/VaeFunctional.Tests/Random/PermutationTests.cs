using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(PermutationTests.Examples) })]
public class PermutationTests
{
    [Property]
    public bool A_permutation_holds_every_number_once(int count) =>
        SampleKeys.Mixed.Permutation(count).Order().SequenceEqual(Enumerable.Range(0, count));

    [Fact]
    public void The_same_key_gives_the_same_order_and_another_key_another()
    {
        Assert.True(SampleKeys.Mixed.Permutation(100).SequenceEqual(SampleKeys.Mixed.Permutation(100)));
        Assert.Equal(SampleKeys.All.Length, SampleKeys.All.Select(key => string.Join(' ', key.Permutation(100))).Distinct().Count());
    }

    [Fact]
    public void The_order_is_the_shuffle_of_the_words_of_the_oracle()
    {
        const int count = 50;
        var order = Enumerable.Range(0, count).ToArray();
        // No word is rejected: that has a probability below 50^2 / 2^32.
        foreach (var (last, word) in Enumerable.Range(1, count - 1).Reverse().Zip(Words(count)))
        {
            var chosen = (int)Math.Floor(word / Math.Pow(2, 32) * (last + 1));
            (order[last], order[chosen]) = (order[chosen], order[last]);
        }
        Assert.Equal(order, SampleKeys.Mixed.Permutation(count));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1 << 30)]
    [InlineData(1_500_000_000)]
    [InlineData(int.MaxValue)]
    public void A_choice_skips_the_words_that_would_favor_a_number(int bound)
    {
        // Word w stands for the number floor(w bound / 2^32); a number keeps the last floor(2^32 / bound) of its words.
        var (words, kept) = (UInt128.One << 32, (UInt128.One << 32) / (uint)bound);
        var expected = Words(100)
            .Select(word => (UInt128)word)
            .Where(word => ((((word * (uint)bound / words) + 1) * words) + (uint)bound - 1) / (uint)bound - word <= kept)
            .Select(word => (int)(word * (uint)bound / words))
            .ToArray();
        var choices = new UniformChoices(SampleKeys.Mixed);
        Assert.All(expected, number => Assert.Equal(number, choices.Below(bound)));
    }

    [Fact]
    public void A_negative_count_is_refused() =>
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => SampleKeys.Mixed.Permutation(-1)).ParamName);

    private static uint[] Words(int blocks) =>
    [
        .. from index in Enumerable.Range(0, blocks)
           let block = PhiloxOracle.Block(PhiloxOracle.State(SampleKeys.Mixed), PhiloxOracle.Permutation, (ulong)index)
           from place in Enumerable.Range(0, 4)
           select (uint)(block >> (32 * place)),
    ];

    internal static class Examples
    {
        public static Arbitrary<int> Counts { get; } = Gen.Choose(0, 500).ToArbitrary();
    }
}
