using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>The uniform distribution on the open interval (0, 1).</summary>
internal readonly struct UniformLaw : IPairLaw
{
    private const int DiscardedBits = 12;
    private const double Spacing = 1.0 / (1L << (64 - DiscardedBits));

    public static BlockDomain Domain => BlockDomain.Uniform;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes First, TLanes Second) FromUniforms<TLanes>(TLanes u, TLanes v)
        where TLanes : struct, ILanes<TLanes> => (u, v);

    /// <summary>The middle of one of the 2^52 equal cells of (0, 1): 1 plus the highest bits, less 1 - 2^-53, is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes FromWords<TLanes>(TLanes high, TLanes low)
        where TLanes : struct, ILanes<TLanes, double>
    {
        var bits = (high << 32 | low & Philox.Word<TLanes>(uint.MaxValue)) >>> DiscardedBits;
        return (bits | TLanes.One) - TLanes.Constant(1 - Spacing / 2);
    }
}

/// <summary>The uniform distribution on the open interval (0, 1), inside it also when rounded to the nearest float.</summary>
internal readonly struct SingleUniformLaw : IPairLaw
{
    public static BlockDomain Domain => BlockDomain.Uniform;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes First, TLanes Second) FromUniforms<TLanes>(TLanes u, TLanes v)
        where TLanes : struct, ILanes<TLanes> => (Inside(u), Inside(v));

    // From 1 - 2^-25 on, 1 is nearest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Inside<TLanes>(TLanes draw)
        where TLanes : struct, ILanes<TLanes>
    {
        var greatest = TLanes.Constant(1 - 1.0 / (1 << 24));
        return TLanes.Select(TLanes.IsLess(draw, greatest), draw, greatest);
    }
}

/// <summary>
/// The uniform distribution on (0, 1), rounded down to a float. Such a draw is less than a given float exactly when the double draw is.
/// </summary>
internal readonly struct RoundedDownUniformLaw : IPairLaw
{
    private const int BitsBelowSingle = 52 - 23;

    public static BlockDomain Domain => BlockDomain.Uniform;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes First, TLanes Second) FromUniforms<TLanes>(TLanes u, TLanes v)
        where TLanes : struct, ILanes<TLanes>
    {
        var kept = TLanes.Constant(BitConverter.Int64BitsToDouble(-1L << BitsBelowSingle));
        return (u & kept, v & kept);
    }
}
