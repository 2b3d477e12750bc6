using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>Parts of numbers: the exponent and the significand, by their bits, and the integer part.</summary>
internal static class FloatingPoint
{
    private const int RootHalfSingle = 0x3F3504F3;
    private const long RootHalfDouble = 0x3FE6A09E667F3BCD;
    private const int SignificandSingle = (1 << 23) - 1;
    private const long SignificandDouble = (1L << 52) - 1;
    private const int BiasSingle = 127;
    private const int BiasDouble = 1023;

    /// <summary>A number whose last bit is worth 1: the bits of its sum with a small integer are the sum of its bits and the integer.</summary>
    private const long UnitsSingle = 3L << 22;
    private const long UnitsDouble = 3L << 51;

    /// <summary>2^n for an integer n from which a normal number comes; the lowest exponent below gives 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes PowerOfTwo<TLanes>(TLanes n) where TLanes : struct, ILanes<TLanes> =>
        (n + TLanes.Constant(TLanes.IsSingle ? UnitsSingle + BiasSingle : UnitsDouble + BiasDouble)) << (TLanes.IsSingle ? 23 : 52);

    /// <summary>The integer n of x = 2^n m with m from sqrt(1/2) to sqrt(2), for a normal positive x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exponent<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var biased = FromRootHalf(x) >>> (TLanes.IsSingle ? 23 : 52);
        return TLanes.AddBits(biased, TLanes.Constant(TLanes.IsSingle ? UnitsSingle : UnitsDouble))
            - TLanes.Constant(TLanes.IsSingle ? UnitsSingle + BiasSingle : UnitsDouble + BiasDouble);
    }

    /// <summary>The m of x = 2^n m, between sqrt(1/2) and sqrt(2), for a normal positive x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Significand<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.AddBits(FromRootHalf(x) & Bits<TLanes>(SignificandSingle, SignificandDouble), Bits<TLanes>(RootHalfSingle, RootHalfDouble));

    /// <summary>The nearest integer, the even one of two; numbers so great that they have no fraction, and NaN, stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Round<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        // Above this number the last bit is worth 1.
        var whole = TLanes.Constant(TLanes.IsSingle ? 1L << 23 : 1L << 52);
        var magnitude = TLanes.Abs(x);
        return TLanes.Select(TLanes.IsLess(magnitude, whole), TLanes.CopySign(magnitude + whole - whole, x), x);
    }

    /// <summary>The greatest integer that is not above x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Floor<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var nearest = Round(x);
        return nearest - (TLanes.IsLess(x, nearest) & TLanes.One);
    }

    /// <summary>The bits of x less those of sqrt(1/2), and the exponent's bias, which keeps them positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes FromRootHalf<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.AddBits(x, Bits<TLanes>((BiasSingle << 23) - RootHalfSingle, ((long)BiasDouble << 52) - RootHalfDouble));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Bits<TLanes>(int single, long wide) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Constant(TLanes.IsSingle ? BitConverter.Int32BitsToSingle(single) : BitConverter.Int64BitsToDouble(wide));
}
