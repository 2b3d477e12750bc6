using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace VaeFunctional.Tests;

public class PermutationTests
{
    [Fact]
    public void Every_number_stands_once() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 500).ToArbitrary(),
        count => SampleKeys.Mixed.Permutation(count).Order().SequenceEqual(Enumerable.Range(0, count))));

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
        var blocks = Enumerable.Range(0, count).Select(index =>
            PhiloxOracle.Block(PhiloxOracle.State(SampleKeys.Mixed), PhiloxOracle.Permutation, (ulong)index));
        var words = blocks.SelectMany(block => Enumerable.Range(0, 4).Select(place => (uint)(block >> (32 * place)))).ToArray();
        var order = Enumerable.Range(0, count).ToArray();
        // No word is rejected: that has a probability below 50^2 / 2^32.
        foreach (var (last, word) in Enumerable.Range(1, count - 1).Reverse().Zip(words))
        {
            var chosen = (int)Math.Floor(word / Math.Pow(2, 32) * (last + 1));
            (order[last], order[chosen]) = (order[chosen], order[last]);
        }
        Assert.Equal(order, SampleKeys.Mixed.Permutation(count));
    }

    [Fact]
    public void A_negative_count_is_refused() =>
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => SampleKeys.Mixed.Permutation(-1)).ParamName);
}
