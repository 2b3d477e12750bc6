using System.Numerics;

namespace VaeFunctional;

/// <summary>Two neighboring draws: what one block of random words becomes.</summary>
internal readonly record struct DrawPair(double First, double Second);

/// <summary>How a block of random words becomes two draws of a distribution, and how a draw is rounded.</summary>
internal interface IPairLaw
{
    static abstract BlockDomain Domain { get; }

    static abstract DrawPair FromBlock(PhiloxBlock block);

    static abstract T Round<T>(double draw)
        where T : struct, IBinaryFloatingPointIeee754<T>;
}
