using Xunit;

namespace VaeFunctional.Tests;

public class PhiloxTests
{
    // The vectors of Random123 (kat_vectors): counter, key, output.
    public static TheoryData<string, string, string> KnownAnswers => new()
    {
        { "00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8" },
        { "ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd" },
        { "243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1" },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void Philox_gives_the_known_answers(string counter, string key, string output)
    {
        var (counterWords, keyWords, expected) = (Words(counter), Words(key), Words(output));
        var block = Philox.Permute(new(counterWords[0], counterWords[1], counterWords[2], counterWords[3]), keyWords[0], keyWords[1]);
        Assert.Equal(new PhiloxBlock(expected[0], expected[1], expected[2], expected[3]), block);
    }

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void The_oracle_gives_the_known_answers(string counter, string key, string output) =>
        Assert.Equal(
            PhiloxOracle.Parse(output),
            PhiloxOracle.Permute(PhiloxOracle.Parse(counter), (ulong)PhiloxOracle.Parse(key + " 0 0")));

    [Fact]
    public void The_first_uniform_block_of_seed_zero_is_the_first_known_answer() =>
        Assert.Equal(PhiloxOracle.Parse("6627e8d5 e169c58d bc57ac4c 9b00dbd8"), State(RandomKey.FromSeed(0).Block(BlockDomain.Uniform, 0)));

    [Fact]
    public void Every_block_of_a_key_is_the_block_of_the_oracle()
    {
        ulong[] indices = [0, 1, 2, uint.MaxValue, 1UL << 32, (1UL << 32) + 1, RandomKey.BlockCount - 1];
        foreach (var key in SampleKeys.All)
            foreach (var domain in Enum.GetValues<BlockDomain>())
                foreach (var index in indices)
                    Assert.Equal(PhiloxOracle.Block(PhiloxOracle.State(key), (int)domain, index), State(key.Block(domain, index)));
    }

    [Fact]
    public void No_two_uses_of_a_key_share_a_block()
    {
        const int indices = 3_000;
        var domains = Enum.GetValues<BlockDomain>();
        var blocks = new HashSet<PhiloxBlock>();
        foreach (var domain in domains)
            for (var index = 0UL; index < indices; index++)
            {
                blocks.Add(SampleKeys.Mixed.Block(domain, index));
                blocks.Add(SampleKeys.Mixed.Block(domain, RandomKey.BlockCount - 1 - index));
            }
        Assert.Equal(2 * indices * domains.Length, blocks.Count);
    }

    private static uint[] Words(string text) => [.. text.Split(' ').Select(word => Convert.ToUInt32(word, 16))];

    private static UInt128 State(PhiloxBlock block) => PhiloxOracle.Parse(block.ToString());
}
