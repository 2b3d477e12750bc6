using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011): ten rounds that,
/// for each two-word key, permute the four-word counters.
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    public static PhiloxBlock Permute(PhiloxBlock counter, uint key0, uint key1)
    {
        var (w0, w1, w2, w3) = Permute(
            Word<Lanes128<double>>(counter.W0), Word<Lanes128<double>>(counter.W1), Word<Lanes128<double>>(counter.W2),
            Word<Lanes128<double>>(counter.W3), Word<Lanes128<double>>(key0), Word<Lanes128<double>>(key1));
        return new PhiloxBlock(First(w0), First(w1), First(w2), First(w3));

        static uint First(Lanes128<double> words) => (uint)Padding.AsSpan<Lanes128<double>, ulong>(ref words)[0];
    }

    /// <summary>One permutation per lane. A lane's bits hold a word in their low half; nothing depends on the high half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes W0, TLanes W1, TLanes W2, TLanes W3) Permute<TLanes>(
        TLanes c0, TLanes c1, TLanes c2, TLanes c3, TLanes key0, TLanes key1)
        where TLanes : struct, ILanes<TLanes, double>
    {
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = TLanes.MultiplyLowHalves(Word<TLanes>(Multiplier0), c0);
            var product1 = TLanes.MultiplyLowHalves(Word<TLanes>(Multiplier1), c2);
            c0 = (product1 >>> 32) ^ (c1 ^ key0);
            c1 = product1;
            c2 = (product0 >>> 32) ^ (c3 ^ key1);
            c3 = product0;
            key0 = TLanes.AddBits(key0, Word<TLanes>(Weyl0));
            key1 = TLanes.AddBits(key1, Word<TLanes>(Weyl1));
        }
        return (c0, c1, c2, c3);
    }

    /// <summary>The word in the bits of every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Word<TLanes>(ulong word)
        where TLanes : struct, ILanes<TLanes, double> => TLanes.All(BitConverter.UInt64BitsToDouble(word));
}
