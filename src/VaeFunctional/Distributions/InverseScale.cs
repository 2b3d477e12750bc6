using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>What a deviation is multiplied by to be in units of the scale: kept positive and finite, so that no density is 0 times infinity.</summary>
internal static class InverseScale
{
    /// <summary>exp(x), and all ones where the limits of x do not hold it back, which is where it has a derivative; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes Value, TLanes IsFree) Of<TLanes>(TLanes exponent) where TLanes : struct, ILanes<TLanes>
    {
        var clamped = TLanes.Clamp(exponent, TLanes.Constant(TLanes.IsSingle ? -103 : -745), TLanes.Constant(TLanes.IsSingle ? 88 : 709));
        return (Exponentials.Exp(clamped), ~(TLanes.IsLess(exponent, clamped) | TLanes.IsLess(clamped, exponent)));
    }
}
