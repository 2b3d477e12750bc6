using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(RandomKeyTests.Examples) })]
public class RandomKeyTests
{
    private static readonly string[] Names =
    [
        "", "a", "a\0", "\0", "\0\0", "b", "ab", "bc", "é", "e\u0301", "🦊",
        "latent", "encoder", "encoders", "fourteen bytes", "fifteen bytes !",
    ];

    [Fact]
    public void Keys_are_equal_exactly_when_their_derivations_are()
    {
        Assert.Equal(RandomKey.FromSeed(7).Fold("a").Fold(1), RandomKey.FromSeed(7).Fold("a").Fold(1));
        Assert.Equal(RandomKey.FromSeed(7).Fold("a").GetHashCode(), RandomKey.FromSeed(7).Fold("a").GetHashCode());
        Assert.True(RandomKey.FromSeed(0) == default);
        Assert.True(RandomKey.FromSeed(7) != RandomKey.FromSeed(8));
        Assert.NotEqual(RandomKey.FromSeed(7).Fold("a").Fold(1), RandomKey.FromSeed(7).Fold(1).Fold("a"));
    }

    [Fact]
    public void Seeds_that_differ_in_one_bit_give_different_keys() =>
        Assert.Equal(65, Enumerable.Range(0, 64).Select(bit => RandomKey.FromSeed(1L << bit)).Append(default).Distinct().Count());

    [Fact]
    public void The_text_of_a_key_shows_its_words()
    {
        Assert.Equal("89abcdef-01234567-00000000-00000000", RandomKey.FromSeed(0x0123456789abcdef).ToString());
        Assert.Equal("Key 00000000-00000000-00000000-00000000", $"Key {default(RandomKey)}");
    }

    [Fact]
    public void Parse_reads_back_the_text_of_any_key() =>
        Assert.All(SampleKeys.All, key => Assert.Equal(key, RandomKey.Parse(key.ToString())));

    [Theory]
    [InlineData("")]
    [InlineData("00000000-00000000-00000000")]
    [InlineData("00000000-00000000-00000000-00000000-")]
    [InlineData("00000000-00000000-00000000-0000000")]
    [InlineData("00000000-00000000-00000000-0000000g")]
    [InlineData("00000000-00000000-00000000- 0000000")]
    public void Parse_names_the_text_it_cannot_read(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => RandomKey.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_not_a_key_is_refused_with_the_form_of_one()
    {
        const string expected = "'x' is not a random key: four words of eight hexadecimal digits, joined by hyphens.";
        Assert.Equal(expected, Assert.Throws<FormatException>(() => RandomKey.Parse("x")).Message);
        Assert.Throws<ArgumentNullException>("text", () => RandomKey.Parse(null!));
    }

    [Fact]
    public void Split_gives_the_blocks_of_the_oracle()
    {
        foreach (var key in SampleKeys.All)
            Assert.Equal(
                Enumerable.Range(0, 5).Select(index => PhiloxOracle.Block(PhiloxOracle.State(key), PhiloxOracle.Split, (ulong)index)),
                key.Split(5).Select(PhiloxOracle.State));
    }

    [Property]
    public bool A_shorter_split_begins_a_longer_one(int one, int other)
    {
        var (shorter, longer) = (Math.Min(one, other), Math.Max(one, other));
        return SampleKeys.Mixed.Split(longer).Take(shorter).SequenceEqual(SampleKeys.Mixed.Split(shorter));
    }

    [Fact]
    public void Splitting_into_no_keys_is_possible_and_into_fewer_is_not()
    {
        Assert.Empty(SampleKeys.Mixed.Split(0));
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => SampleKeys.Mixed.Split(-1)).ParamName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(1L << 32)]
    [InlineData((1L << 56) + 3)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Folding_a_number_is_what_the_oracle_folds(long number) =>
        Assert.All(SampleKeys.All, key =>
            Assert.Equal(PhiloxOracle.Fold(PhiloxOracle.State(key), number), PhiloxOracle.State(key.Fold(number))));

    [Fact]
    public void Folding_a_name_is_what_the_oracle_folds()
    {
        foreach (var key in SampleKeys.All)
            foreach (var name in Names)
                Assert.Equal(PhiloxOracle.Fold(PhiloxOracle.State(key), name), PhiloxOracle.State(key.Fold(name)));
    }

    [Fact]
    public void A_long_name_is_folded_as_a_short_one_is()
    {
        foreach (var length in new[] { 100, 169, 170, 171, 172, 5_000 })
            foreach (var text in new[] { "n", "é", "€" })
            {
                var name = string.Concat(Enumerable.Repeat(text, length));
                var expected = PhiloxOracle.Fold(PhiloxOracle.State(SampleKeys.Mixed), name);
                Assert.Equal(expected, PhiloxOracle.State(SampleKeys.Mixed.Fold(name)));
            }
    }

    [Fact]
    public void A_name_may_be_longer_than_the_stack()
    {
        var name = new string('n', 4_000_000);
        Assert.Equal(PhiloxOracle.Fold(PhiloxOracle.State(SampleKeys.Mixed), name), PhiloxOracle.State(SampleKeys.Mixed.Fold(name)));
    }

    [Fact]
    public void Folding_allocates_nothing()
    {
        Assert.Equal(0, Allocation.OfEveryRun(() =>
        {
            var key = SampleKeys.Mixed;
            for (var time = 0; time < 1_000; time++)
                key = key.Fold("reconstruction").Fold(time);
        }));
    }

    [Fact]
    public void All_chains_of_up_to_three_names_give_different_keys()
    {
        var keys = new List<RandomKey> { SampleKeys.Mixed };
        var longest = keys.ToArray();
        for (var length = 1; length <= 3; length++)
        {
            longest = [.. longest.SelectMany(key => Names.Select(key.Fold))];
            keys.AddRange(longest);
        }
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void Names_do_not_run_together() =>
        Assert.NotEqual(SampleKeys.Mixed.Fold("ab").Fold("c"), SampleKeys.Mixed.Fold("a").Fold("bc"));

    [Fact]
    public void Many_derived_keys_are_all_different()
    {
        const int count = 20_000;
        var numbers = Enumerable.Range(-count / 2, count).ToArray();
        var derived = SampleKeys.Mixed.Split(count)
            .Concat(numbers.Select(number => SampleKeys.Mixed.Fold(number)))
            .Concat(numbers.Select(number => SampleKeys.Mixed.Fold((long)number << 32)))
            .Concat(numbers.Select(number => SampleKeys.Mixed.Fold($"{number}")))
            .Append(SampleKeys.Mixed);
        // Numbers shifted by 32 bits repeat only zero.
        Assert.Equal(4 * count, derived.ToHashSet().Count);
    }

    [Fact]
    public void A_name_without_a_utf8_form_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => SampleKeys.Mixed.Fold("half a pair: \ud800"));
        Assert.Throws<ArgumentNullException>("name", () => SampleKeys.Mixed.Fold(null!));
    }

    internal static class Examples
    {
        public static Arbitrary<int> Counts { get; } = Gen.Choose(0, 40).ToArbitrary();
    }
}
