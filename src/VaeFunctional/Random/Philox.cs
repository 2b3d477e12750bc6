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
        var (w0, w1, w2, w3) = Permute<OneWord>(new(counter.W0), new(counter.W1), new(counter.W2), new(counter.W3), new(key0), new(key1));
        return new PhiloxBlock(w0.LowHalf, w1.LowHalf, w2.LowHalf, w3.LowHalf);
    }

    /// <summary>One permutation a lane. Words are the low halves of lanes; on the high ones nothing depends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TWords W0, TWords W1, TWords W2, TWords W3) Permute<TWords>(
        TWords c0, TWords c1, TWords c2, TWords c3, TWords key0, TWords key1)
        where TWords : struct, IWords<TWords>
    {
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = TWords.MultiplyLow(TWords.All(Multiplier0), c0);
            var product1 = TWords.MultiplyLow(TWords.All(Multiplier1), c2);
            c0 = (product1 >>> 32) ^ (c1 ^ key0);
            c1 = product1;
            c2 = (product0 >>> 32) ^ (c3 ^ key1);
            c3 = product0;
            key0 += TWords.All(Weyl0);
            key1 += TWords.All(Weyl1);
        }
        return (c0, c1, c2, c3);
    }
}
