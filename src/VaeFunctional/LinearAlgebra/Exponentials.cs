using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>
/// The exponential and its differences. With x = n ln 2 + r and |r| at most ln(2) / 2, all of them are 2^n and the Taylor series of
/// e^r - 1, which ends where a further term no longer counts.
/// </summary>
internal static class Exponentials
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exp<T>(Vector512<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (n, r) = Reduce(x);
        var half = Lanes.RoundSmall(n * Lanes.Constant<T>(0.5));
        return (Vector512<T>.One + Expm1OfSmall(r)) * Lanes.PowerOfTwo(n - half) * Lanes.PowerOfTwo(half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Expm1<T>(Vector512<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (n, r) = Reduce(x);
        // 2^n (e^r - 1) + (2^n - 1), with one half of n taken out so that neither end of the range is lost.
        var half = Lanes.RoundSmall(n * Lanes.Constant<T>(0.5));
        var scale = Lanes.PowerOfTwo(n - half);
        var result = Lanes.MultiplyAdd(scale, Expm1OfSmall(r), scale - Lanes.PowerOfTwo(-half)) * Lanes.PowerOfTwo(half);
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<T>.Zero), x, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Expm1MinusX<T>(Vector512<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var near = x * x * (typeof(T) == typeof(float) ? SecondRemainder12(x) : SecondRemainder19(x));
        var expm1 = Expm1(x);
        var far = Vector512.ConditionalSelect(Vector512.Equals(expm1, Lanes.Constant<T>(double.PositiveInfinity)), expm1, expm1 - x);
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512<T>.One), near, far);
    }

    /// <summary>n and r of x = n ln 2 + r; x beyond the range of e^x is first moved to its edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<T> N, Vector512<T> R) Reduce<T>(Vector512<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool single = typeof(T) == typeof(float);
        x = Vector512.MinNative(Lanes.Constant<T>(single ? 89 : 710), x);
        x = Vector512.MaxNative(Lanes.Constant<T>(single ? -105 : -746), x);
        var n = Lanes.RoundSmall(x * Lanes.Constant<T>(1 / LogTwo));
        // The high part has so few bits that its product with n is exact.
        var r = Lanes.MultiplyAdd(n, Lanes.Constant<T>(single ? -LogTwoHighSingle : -LogTwoHighDouble), x);
        return (n, Lanes.MultiplyAdd(n, Lanes.Constant<T>(single ? -LogTwoLowSingle : -LogTwoLowDouble), r));
    }

    internal const double LogTwo = 0.693147180559945309;
    internal const double LogTwoHighSingle = 0.693145751953125;
    internal const double LogTwoLowSingle = 1.42860682030941723e-6;
    internal const double LogTwoHighDouble = 6.93147180369123816490e-01;
    internal const double LogTwoLowDouble = 1.90821492927058770002e-10;

    /// <summary>e^r - 1 for |r| at most ln(2) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Expm1OfSmall<T>(Vector512<T> r) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Lanes.MultiplyAdd(r * r, typeof(T) == typeof(float) ? SecondRemainder7(r) : SecondRemainder13(r), r);

    /// <summary>(e^r - 1 - r) / r^2 to the term of r^7: |r| up to ln(2) / 2, float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> SecondRemainder7<T>(Vector512<T> r) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = Lanes.Constant<T>(1.0 / 5040);
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 720));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 120));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 24));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 6));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 2));
        return sum;
    }

    /// <summary>(e^r - 1 - r) / r^2 to the term of r^12: |r| up to 1, float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> SecondRemainder12<T>(Vector512<T> r) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = Lanes.Constant<T>(1.0 / 479001600);
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 39916800));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 3628800));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 362880));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 40320));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 5040));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 720));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 120));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 24));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 6));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 2));
        return sum;
    }

    /// <summary>(e^r - 1 - r) / r^2 to the term of r^13: |r| up to ln(2) / 2, double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> SecondRemainder13<T>(Vector512<T> r) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = Lanes.Constant<T>(1.0 / 6227020800);
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 479001600));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 39916800));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 3628800));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 362880));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 40320));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 5040));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 720));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 120));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 24));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 6));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 2));
        return sum;
    }

    /// <summary>(e^r - 1 - r) / r^2 to the term of r^19: |r| up to 1, double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> SecondRemainder19<T>(Vector512<T> r) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = Lanes.Constant<T>(1.0 / 121645100408832000);
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 6402373705728000));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 355687428096000));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 20922789888000));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 1307674368000));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 87178291200));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 6227020800));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 479001600));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 39916800));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 3628800));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 362880));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 40320));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 5040));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 720));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 120));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 24));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 6));
        sum = Lanes.MultiplyAdd(sum, r, Lanes.Constant<T>(1.0 / 2));
        return sum;
    }
}
