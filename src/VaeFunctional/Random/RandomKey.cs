using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>
/// The value that random numbers are a pure function of: 128 bits, from which other keys are folded or split and spans are filled
/// by Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011).
/// </summary>
/// <remarks>
/// The same key gives the same draws, on any thread and in any order, so derive a key for each purpose: <c>key.Fold("encoder")</c>,
/// <c>key.Fold(step)</c>. Uniform draws, normal draws, permutations, splits and folds of one key are independent of each other;
/// Bernoulli draws are its uniform draws compared with the probabilities. The default value is the key of seed 0.
/// </remarks>
public readonly partial record struct RandomKey
{
    private const int WordDigits = 8;
    private const int IndexBits = 56;
    private const int NameChunkBytes = IndexBits / 8;
    private const int MaxStackBytes = 512;

    /// <summary>The number of blocks that each domain of a key holds.</summary>
    internal const long BlockCount = 1L << IndexBits;

    // Words 0 and 1 are the key of Philox; words 2 and 3 are the upper half of its counter.
    private readonly PhiloxBlock state;

    private RandomKey(PhiloxBlock state) => this.state = state;

    /// <summary>The key of a seed; different seeds give different keys.</summary>
    /// <param name="seed">Any number.</param>
    public static RandomKey FromSeed(long seed) => new(new PhiloxBlock((uint)seed, (uint)(seed >> 32), 0, 0));

    /// <summary>The key that <see cref="ToString"/> wrote.</summary>
    /// <param name="text">Four words of eight hexadecimal digits, joined by hyphens.</param>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static RandomKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split('-');
        return words.Length == 4 && words.All(IsWord)
            ? new RandomKey(new PhiloxBlock(ParseWord(words[0]), ParseWord(words[1]), ParseWord(words[2]), ParseWord(words[3])))
            : throw new FormatException($"'{text}' is not a random key: four words of eight hexadecimal digits, joined by hyphens.");
    }

    /// <summary>The key derived from this one by a number, such as a step or the index of an example.</summary>
    /// <param name="number">Any number; different numbers give different keys.</param>
    public RandomKey Fold(long number) =>
        Child(BlockDomain.FoldNumber, (uint)number).Child(BlockDomain.FoldNumber, (ulong)number >> 32);

    /// <summary>The key derived from this one by a name, such as the name of a part of a model.</summary>
    /// <param name="name">Any text, the empty one included; different names, and different sequences of names, give different keys.</param>
    /// <exception cref="ArgumentException">The name holds half of a surrogate pair, so it has no UTF-8 form.</exception>
    public RandomKey Fold(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var longest = StrictUtf8.Encoding.GetMaxByteCount(name.Length);
        var buffer = longest <= MaxStackBytes ? stackalloc byte[longest] : new byte[longest];
        ReadOnlySpan<byte> bytes = buffer[..StrictUtf8.Encoding.GetBytes(name, buffer)];
        // The length comes first, so no sequence of blocks begins another: names and chains of names cannot run together.
        var key = Child(BlockDomain.FoldName, (ulong)bytes.Length);
        while (!bytes.IsEmpty)
        {
            var chunk = bytes[..Math.Min(NameChunkBytes, bytes.Length)];
            key = key.Child(BlockDomain.FoldName, LittleEndian(chunk));
            bytes = bytes[chunk.Length..];
        }

        return key;
    }

    /// <summary>Keys that are independent of each other and of this one; the first of them do not depend on the count.</summary>
    /// <param name="count">How many keys, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public ImmutableArray<RandomKey> Split(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var keys = ImmutableArray.CreateBuilder<RandomKey>(count);
        for (var index = 0; index < count; index++)
            keys.Add(Child(BlockDomain.Split, (ulong)index));
        return keys.MoveToImmutable();
    }

    /// <summary>The 128 bits as four words of eight hexadecimal digits, joined by hyphens.</summary>
    public override string ToString() => state.ToString();

    /// <summary>One block of random words, a different one for each pair of a domain and an index below <see cref="BlockCount"/>.</summary>
    internal PhiloxBlock Block(BlockDomain domain, ulong index)
    {
        var tagged = (ulong)domain << IndexBits | index;
        return Philox.Permute(new PhiloxBlock((uint)tagged, (uint)(tagged >> 32), state.W2, state.W3), state.W0, state.W1);
    }

    /// <summary>The blocks whose indices are the sum of a first one and each lane's offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal (TLanes W0, TLanes W1, TLanes W2, TLanes W3) Blocks<TLanes>(BlockDomain domain, ulong first, TLanes offsets)
        where TLanes : struct, ILanes<TLanes, double>
    {
        var tagged = TLanes.AddBits(Philox.Word<TLanes>((ulong)domain << IndexBits | first), offsets);
        return Philox.Permute(
            tagged, tagged >>> 32, Philox.Word<TLanes>(state.W2), Philox.Word<TLanes>(state.W3),
            Philox.Word<TLanes>(state.W0), Philox.Word<TLanes>(state.W1));
    }

    private RandomKey Child(BlockDomain domain, ulong index) => new(Block(domain, index));

    private static ulong LittleEndian(ReadOnlySpan<byte> bytes)
    {
        var number = 0UL;
        for (var index = bytes.Length - 1; index >= 0; index--)
            number = number << 8 | bytes[index];
        return number;
    }

    private static bool IsWord(string text) => text.Length == WordDigits && text.All(char.IsAsciiHexDigit);

    private static uint ParseWord(string text) => uint.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
