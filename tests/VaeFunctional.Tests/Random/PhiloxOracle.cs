using System.Globalization;
using System.Text;

namespace VaeFunctional.Tests;

/// <summary>
/// Philox4x32-10 and the layout of keys, written a second time from their definitions: a counter is one 128-bit number, its lowest
/// word first; a key is known only by its text.
/// </summary>
internal static class PhiloxOracle
{
    public const int Uniform = 0, Normal = 1, Permutation = 2, Split = 3, FoldNumber = 4, FoldName = 5;

    public static UInt128 Permute(UInt128 counter, ulong key)
    {
        for (ulong round = 0; round < 10; round++)
        {
            var roundKey0 = Word(key, 0) + round * 0x9E3779B9;
            var roundKey1 = Word(key, 1) + round * 0xBB67AE85;
            var product0 = (UInt128)0xD2511F53 * Word(counter, 0);
            var product1 = (UInt128)0xCD9E8D57 * Word(counter, 2);
            counter = Join(
                Word(product1, 1) ^ Word(counter, 1) ^ Word(roundKey0, 0),
                Word(product1, 0),
                Word(product0, 1) ^ Word(counter, 3) ^ Word(roundKey1, 0),
                Word(product0, 0));
        }
        return counter;
    }

    public static UInt128 Block(UInt128 state, int domain, ulong index) =>
        Permute(index | (UInt128)domain << 56 | state >> 64 << 64, (ulong)state);

    public static UInt128 State(RandomKey key) => Parse(key.ToString());

    /// <summary>Reads four hexadecimal words, the lowest first.</summary>
    public static UInt128 Parse(string text)
    {
        var words = text.Split('-', ' ').Select(word => ulong.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
        return Join(words[0], words[1], words[2], words[3]);
    }

    public static double UniformDraw(UInt128 state, ulong index, int domain = Uniform)
    {
        var block = Block(state, domain, index / 2);
        var high = Word(block, index % 2 == 0 ? 0 : 2);
        var low = Word(block, index % 2 == 0 ? 1 : 3);
        return high * Math.Pow(2, -32) + (low >> 12) * Math.Pow(2, -52) + Math.Pow(2, -53);
    }

    public static double NormalDraw(UInt128 state, ulong index)
    {
        var even = index - index % 2;
        var radius = Math.Sqrt(-2 * Math.Log(UniformDraw(state, even, Normal)));
        var angle = 2 * Math.PI * UniformDraw(state, even + 1, Normal);
        return radius * (index == even ? Math.Cos(angle) : Math.Sin(angle));
    }

    public static UInt128 Fold(UInt128 state, long number)
    {
        var low = Block(state, FoldNumber, (ulong)number % (1UL << 32));
        return Block(low, FoldNumber, (ulong)number / (1UL << 32));
    }

    public static UInt128 Fold(UInt128 state, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        return bytes.Chunk(7).Aggregate(
            Block(state, FoldName, (ulong)bytes.Length),
            (folded, chunk) => Block(folded, FoldName, chunk.Reverse().Aggregate(0UL, (number, value) => 256 * number + value)));
    }

    private static ulong Word(UInt128 number, int place) => (ulong)(number >> (32 * place)) % (1UL << 32);

    private static UInt128 Join(ulong word0, ulong word1, ulong word2, ulong word3) =>
        word0 | (UInt128)word1 << 32 | (UInt128)word2 << 64 | (UInt128)word3 << 96;
}
