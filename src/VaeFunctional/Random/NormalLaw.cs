using System.Numerics;

namespace VaeFunctional;

/// <summary>The standard normal distribution (Box and Muller, "A note on the generation of random normal deviates", 1958).</summary>
internal readonly struct NormalLaw : IPairLaw
{
    public static BlockDomain Domain => BlockDomain.Normal;

    public static DrawPair FromBlock(PhiloxBlock block)
    {
        var (u, v) = UniformLaw.FromBlock(block);
        var radius = Math.Sqrt(-2 * Math.Log(u));
        var (sine, cosine) = double.SinCosPi(2 * v);
        return new DrawPair(radius * cosine, radius * sine);
    }

    public static T Round<T>(double draw)
        where T : struct, IBinaryFloatingPointIeee754<T> => T.CreateChecked(draw);
}
