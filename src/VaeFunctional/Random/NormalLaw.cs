using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>The standard normal distribution (Box and Muller, "A note on the generation of random normal deviates", 1958).</summary>
internal readonly struct NormalLaw : IPairLaw
{
    public static BlockDomain Domain => BlockDomain.Normal;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes First, TLanes Second) FromUniforms<TLanes>(TLanes u, TLanes v)
        where TLanes : struct, ILanes<TLanes>
    {
        var radius = TLanes.Sqrt(TLanes.Constant(-2) * Logarithms.LogOfNormal(u));
        var (sine, cosine) = Turns.SinCos(v);
        return (radius * cosine, radius * sine);
    }
}
