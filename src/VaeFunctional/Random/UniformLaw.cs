using System.Numerics;

namespace VaeFunctional;

/// <summary>The uniform distribution on the open interval (0, 1).</summary>
internal readonly struct UniformLaw : IPairLaw
{
    private const int DiscardedBits = 12;
    private const double Spacing = 1.0 / (1L << (64 - DiscardedBits));

    public static BlockDomain Domain => BlockDomain.Uniform;

    public static DrawPair FromBlock(PhiloxBlock block) => new(FromBits(block.FirstHalf), FromBits(block.SecondHalf));

    /// <summary>The middle of one of the 2^52 equal cells of (0, 1); the sum and the product are exact.</summary>
    public static double FromBits(ulong bits) => ((long)(bits >> DiscardedBits) + 0.5) * Spacing;

    // A draw from 1 - 2^-25 on is nearest to 1 in float32, which is outside.
    public static T Round<T>(double draw)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var nearest = T.CreateChecked(draw);
        return nearest < T.One ? nearest : T.BitDecrement(T.One);
    }
}
