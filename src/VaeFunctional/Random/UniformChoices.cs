namespace VaeFunctional;

/// <summary>
/// Whole numbers below a bound, all equally likely, by multiplication and rejection (Lemire, "Fast random integer generation in an
/// interval", 2019); how many words a choice takes depends on the words, so it reads them in order.
/// </summary>
internal struct UniformChoices(RandomKey key)
{
    private const int WordsPerBlock = 4;
    private ulong wordsRead;
    private PhiloxBlock currentBlock;

    public int Below(int bound)
    {
        // Skipping 2^32 mod bound of the 2^32 words leaves the same number of words for each number.
        var skipped = (0u - (uint)bound) % (uint)bound;
        ulong product;
        do
            product = (ulong)NextWord() * (uint)bound;
        while ((uint)product < skipped);
        return (int)(product >> 32);
    }

    private uint NextWord()
    {
        var (block, word) = Math.DivRem(wordsRead++, WordsPerBlock);
        if (word == 0)
            currentBlock = key.Block(BlockDomain.Permutation, block);
        return word switch { 0 => currentBlock.W0, 1 => currentBlock.W1, 2 => currentBlock.W2, _ => currentBlock.W3 };
    }
}
