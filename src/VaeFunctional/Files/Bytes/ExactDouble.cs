using System.Numerics;

namespace VaeFunctional;

/// <summary>Which integers of 64 bits double precision holds.</summary>
internal static class ExactDouble
{
    private const int SignificandBits = 53;

    /// <summary>Whether the digits from the first 1 to the last fit a double's significand.</summary>
    public static bool Holds(ulong magnitude) =>
        magnitude == 0 || 64 - BitOperations.LeadingZeroCount(magnitude) - BitOperations.TrailingZeroCount(magnitude) <= SignificandBits;
}
