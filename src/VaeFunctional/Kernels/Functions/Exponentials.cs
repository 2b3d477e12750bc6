using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>
/// The exponential and its differences. With x = n ln 2 + r and |r| at most ln(2) / 2, all of them are 2^n and the Taylor series of
/// e^r - 1, which ends where a further term no longer counts.
/// </summary>
internal static class Exponentials
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var (n, r) = Reduce(x);
        var half = RoundSmall(n * TLanes.Constant(0.5));
        return (TLanes.One + Expm1OfSmall(r)) * FloatingPoint.PowerOfTwo(n - half) * FloatingPoint.PowerOfTwo(half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Expm1<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var (n, r) = Reduce(x);
        // 2^n (e^r - 1) + (2^n - 1), with one half of n taken out so that neither end of the range is lost.
        var half = RoundSmall(n * TLanes.Constant(0.5));
        var scale = FloatingPoint.PowerOfTwo(n - half);
        var result = TLanes.MultiplyAdd(scale, Expm1OfSmall(r), scale - FloatingPoint.PowerOfTwo(-half)) * FloatingPoint.PowerOfTwo(half);
        return TLanes.Select(TLanes.AreEqual(x, TLanes.Zero), x, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Expm1MinusX<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var near = x * x * (TLanes.IsSingle ? SecondRemainder12(x) : SecondRemainder19(x));
        var expm1 = Expm1(x);
        var far = TLanes.Select(TLanes.AreEqual(expm1, TLanes.Constant(double.PositiveInfinity)), expm1, expm1 - x);
        return TLanes.Select(TLanes.IsLess(TLanes.Abs(x), TLanes.One), near, far);
    }

    /// <summary>n and r of x = n ln 2 + r; x beyond the range of e^x is first moved to its edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes N, TLanes R) Reduce<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        bool single = TLanes.IsSingle;
        x = TLanes.Clamp(x, TLanes.Constant(single ? -105 : -746), TLanes.Constant(single ? 89 : 710));
        var n = RoundSmall(x * TLanes.Constant(1 / LogTwo));
        // The high part has so few bits that its product with n is exact.
        var r = TLanes.MultiplyAdd(n, TLanes.Constant(single ? -LogTwoHighSingle : -LogTwoHighDouble), x);
        return (n, TLanes.MultiplyAdd(n, TLanes.Constant(single ? -LogTwoLowSingle : -LogTwoLowDouble), r));
    }

    /// <summary>The nearest integer, for |x| far below 2^22 (float) or 2^51 (double): beyond them there are no fractions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes RoundSmall<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var shift = TLanes.Constant(TLanes.IsSingle ? 3L << 22 : 3L << 51);
        return x + shift - shift;
    }

    internal const double LogTwo = 0.693147180559945309;
    internal const double LogTwoHighSingle = 0.693145751953125;
    internal const double LogTwoLowSingle = 1.42860682030941723e-6;
    internal const double LogTwoHighDouble = 6.93147180369123816490e-01;
    internal const double LogTwoLowDouble = 1.90821492927058770002e-10;

    /// <summary>e^r - 1 for |r| at most ln(2) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Expm1OfSmall<TLanes>(TLanes r) where TLanes : struct, ILanes<TLanes> =>
        TLanes.MultiplyAdd(r * r, TLanes.IsSingle ? SecondRemainder7(r) : SecondRemainder13(r), r);

    // (e^r - 1 - r) / r^2 = 1/2! + r/3! + r^2/4! + ... by Horner's rule: a longer series runs into the shorter ones.

    /// <summary>The series from 1/7! on: |r| up to ln(2) / 2, float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SecondRemainder7<TLanes>(TLanes r) where TLanes : struct, ILanes<TLanes> => After7(TLanes.Constant(1.0 / 5040), r);

    /// <summary>The series from 1/12! on: |r| up to 1, float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SecondRemainder12<TLanes>(TLanes r) where TLanes : struct, ILanes<TLanes> => After12(TLanes.Constant(1.0 / 479001600), r);

    /// <summary>The series from 1/13! on: |r| up to ln(2) / 2, double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SecondRemainder13<TLanes>(TLanes r) where TLanes : struct, ILanes<TLanes> => After13(TLanes.Constant(1.0 / 6227020800), r);

    /// <summary>The series from 1/19! on: |r| up to 1, double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SecondRemainder19<TLanes>(TLanes r) where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Constant(1.0 / 121645100408832000);
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 6402373705728000));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 355687428096000));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 20922789888000));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 1307674368000));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 87178291200));
        return After13(TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 6227020800)), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes After13<TLanes>(TLanes sum, TLanes r) where TLanes : struct, ILanes<TLanes> =>
        After12(TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 479001600)), r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes After12<TLanes>(TLanes sum, TLanes r) where TLanes : struct, ILanes<TLanes>
    {
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 39916800));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 3628800));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 362880));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 40320));
        return After7(TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 5040)), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes After7<TLanes>(TLanes sum, TLanes r) where TLanes : struct, ILanes<TLanes>
    {
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 720));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 120));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 24));
        sum = TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 6));
        return TLanes.MultiplyAdd(sum, r, TLanes.Constant(1.0 / 2));
    }
}
