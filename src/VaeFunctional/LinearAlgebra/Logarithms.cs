using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>Logarithms: with x = 2^n (1 + f) and 1 + f between sqrt(1/2) and sqrt(2), ln x = n ln 2 + ln(1 + f).</summary>
internal static class Logarithms
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Log<T>(Vector512<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        // A subnormal is first multiplied by a power of two large enough to make it normal.
        int lift = typeof(T) == typeof(float) ? 25 : 54;
        var subnormal = Vector512.LessThan(x, Lanes.Constant<T>(typeof(T) == typeof(float) ? SmallestNormalSingle : SmallestNormalDouble));
        var lifted = Vector512.ConditionalSelect(subnormal, x * Lanes.Constant<T>(1L << lift), x);
        var (n, m) = Split(lifted);
        n -= subnormal & Lanes.Constant<T>(lift);
        return AtEdges(x, Combine(n, m - Vector512<T>.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Log1p<T>(Vector512<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var one = Vector512<T>.One;
        var sum = one + x;
        // What the sum lost, exactly; it is scaled as the sum is and counted in f.
        var kept = sum - one;
        var lost = one - (sum - kept) + (x - kept);
        var (n, m) = Split(sum);
        var f = Lanes.MultiplyAdd(lost, InversePowerOfTwo(n), m - one);
        var result = AtEdges(sum, Combine(n, f));
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<T>.Zero), x, result);
    }

    private const double SmallestNormalSingle = 1.17549435082228751e-38;
    private const double SmallestNormalDouble = 2.2250738585072014e-308;

    /// <summary>n and m of x = 2^n m with m from sqrt(1/2) to sqrt(2), for normal positive x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<T> N, Vector512<T> M) Split<T>(Vector512<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            var offset = Vector512.Create(BitConverter.SingleToInt32Bits(0.70710678f));
            var bits = x.AsInt32() - offset;
            var m = (bits & Vector512.Create((1 << 23) - 1)) + offset;
            return (Vector512.ConvertToSingle(Vector512.ShiftRightArithmetic(bits, 23)).As<float, T>(), m.As<int, T>());
        }
        else
        {
            var offset = Vector512.Create(BitConverter.DoubleToInt64Bits(0.70710678118654752));
            var bits = x.AsInt64() - offset;
            var m = (bits & Vector512.Create((1L << 52) - 1)) + offset;
            return (Vector512.ConvertToDouble(Vector512.ShiftRightArithmetic(bits, 52)).As<double, T>(), m.As<long, T>());
        }
    }

    /// <summary>2^-n, or 0 where that is no normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> InversePowerOfTwo<T>(Vector512<T> n) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Lanes.PowerOfTwo(-Vector512.MinNative(n, Lanes.Constant<T>(typeof(T) == typeof(float) ? 127 : 1023)));

    /// <summary>n ln 2 + ln(1 + f), with ln(1 + f) = 2 artanh(s) = f - f^2/2 + s (f^2/2 + R(s)) and s = f / (2 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Combine<T>(Vector512<T> n, Vector512<T> f) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool single = typeof(T) == typeof(float);
        var s = f / (f + Lanes.Constant<T>(2));
        var square = s * s;
        var r = square * (single ? Series4(square) : Series10(square));
        var halfSquare = f * f * Lanes.Constant<T>(0.5);
        var low = n * Lanes.Constant<T>(single ? Exponentials.LogTwoLowSingle : Exponentials.LogTwoLowDouble);
        var correction = halfSquare - Lanes.MultiplyAdd(s, halfSquare + r, low);
        return Lanes.MultiplyAdd(n, Lanes.Constant<T>(single ? Exponentials.LogTwoHighSingle : Exponentials.LogTwoHighDouble), f - correction);
    }

    /// <summary>2/3 + 2/5 z + ... + 2/9 z^3: float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Series4<T>(Vector512<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = Lanes.Constant<T>(2.0 / 9);
        sum = Lanes.MultiplyAdd(sum, z, Lanes.Constant<T>(2.0 / 7));
        sum = Lanes.MultiplyAdd(sum, z, Lanes.Constant<T>(2.0 / 5));
        return Lanes.MultiplyAdd(sum, z, Lanes.Constant<T>(2.0 / 3));
    }

    /// <summary>2/3 + 2/5 z + ... + 2/21 z^9: double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Series10<T>(Vector512<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = Lanes.Constant<T>(2.0 / 21);
        sum = Lanes.MultiplyAdd(sum, z, Lanes.Constant<T>(2.0 / 19));
        sum = Lanes.MultiplyAdd(sum, z, Lanes.Constant<T>(2.0 / 17));
        sum = Lanes.MultiplyAdd(sum, z, Lanes.Constant<T>(2.0 / 15));
        sum = Lanes.MultiplyAdd(sum, z, Lanes.Constant<T>(2.0 / 13));
        sum = Lanes.MultiplyAdd(sum, z, Lanes.Constant<T>(2.0 / 11));
        return Lanes.MultiplyAdd(Lanes.MultiplyAdd(Lanes.MultiplyAdd(Lanes.MultiplyAdd(
            sum, z, Lanes.Constant<T>(2.0 / 9)), z, Lanes.Constant<T>(2.0 / 7)), z, Lanes.Constant<T>(2.0 / 5)), z, Lanes.Constant<T>(2.0 / 3));
    }

    /// <summary>Minus infinity at 0, infinity at infinity, NaN below 0 and at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> AtEdges<T>(Vector512<T> x, Vector512<T> logarithm) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var infinity = Lanes.Constant<T>(double.PositiveInfinity);
        var ordinary = Vector512.GreaterThan(x, Vector512<T>.Zero) & Vector512.LessThan(x, infinity);
        var edge = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<T>.Zero), -infinity, Vector512.Sqrt(x));
        return Vector512.ConditionalSelect(ordinary, logarithm, edge);
    }
}
