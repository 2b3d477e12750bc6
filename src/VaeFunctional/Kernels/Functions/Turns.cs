using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>Sine and cosine of 2 pi v, for the multiples v of 2^-54 from 0 to 1. In double; neither exceeds 1.</summary>
internal static class Turns
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes Sin, TLanes Cos) SinCos<TLanes>(TLanes v) where TLanes : struct, ILanes<TLanes>
    {
        // With w = 1/2 - v and t = |w| - 1/4: sin 2 pi v = sin 2 pi w = +-cos 2 pi t and cos 2 pi v = -cos 2 pi w = sin 2 pi t.
        var w = TLanes.Constant(0.5) - v;
        var t = TLanes.Abs(w) - TLanes.Constant(0.25);
        // Beyond an eighth of a turn, each is the other's value at what is missing to a quarter. All the differences are exact.
        var magnitude = TLanes.Abs(t);
        var isNear = TLanes.IsLessOrEqual(magnitude, TLanes.Constant(0.125));
        var r = TLanes.Select(isNear, magnitude, TLanes.Constant(0.25) - magnitude);
        var square = r * r;
        var sin = SinOfSmall(r, square);
        var cos = CosOfSmall(square);
        return (
            TLanes.CopySign(TLanes.Select(isNear, cos, sin), w),
            TLanes.CopySign(TLanes.Select(isNear, sin, cos), t));
    }

    // The Taylor series of both, up to where a further term no longer counts: the coefficients are (2 pi)^n / n!.

    private const double TurnHigh = 6.283185307179586;
    private const double TurnLow = 2.4492935982947064e-16;

    /// <summary>sin 2 pi r, for r from 0 to 1/8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SinOfSmall<TLanes>(TLanes r, TLanes square) where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Constant(0.10422916220813984);
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(-0.7181223017785006));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(3.819952584848282));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(-15.09464257682299));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(42.058693944897655));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(-76.70585975306139));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(81.60524927607506));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(-41.34170224039976));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(TurnLow));
        return TLanes.MultiplyAdd(r, TLanes.Constant(TurnHigh), r * sum);
    }

    /// <summary>cos 2 pi r, for r from 0 to 1/8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes CosOfSmall<TLanes>(TLanes square) where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Constant(0.28200596845579123);
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(-1.714390711088672));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(7.903536371318469));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(-26.4262567833744));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(60.24464137187666));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(-85.45681720669373));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(64.9393940226683));
        sum = TLanes.MultiplyAdd(sum, square, TLanes.Constant(-19.739208802178716));
        return TLanes.MultiplyAdd(sum, square, TLanes.One);
    }
}
