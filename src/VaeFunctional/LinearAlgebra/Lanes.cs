using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>What <see cref="Vector512{T}"/> does not offer for a generic T: constants, fused steps, powers of two, partial vectors.</summary>
internal static class Lanes
{
    // 1.5 * 2^p, p the stored mantissa bits: adding it leaves the nearest integer in the lowest bits.
    private const double SingleShift = 3L << 22;
    private const double DoubleShift = 3L << 51;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Constant<T>(double value) where T : unmanaged, INumberBase<T> =>
        Vector512.Create(T.CreateTruncating(value));

    /// <summary>x * y + z, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> x, Vector512<T> y, Vector512<T> z) =>
        typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    /// <summary>The nearest integer, for |x| below 2^22 (float) or 2^51 (double).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> RoundSmall<T>(Vector512<T> x) where T : unmanaged, INumberBase<T>
    {
        var shift = Constant<T>(typeof(T) == typeof(float) ? SingleShift : DoubleShift);
        return x + shift - shift;
    }

    /// <summary>2^n for an integer n in the range of normal exponents.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> PowerOfTwo<T>(Vector512<T> n) where T : unmanaged, INumberBase<T> =>
        typeof(T) == typeof(float)
            ? Vector512.ShiftLeft((n + Constant<T>(SingleShift + 127)).AsInt32(), 23).As<int, T>()
            : Vector512.ShiftLeft((n + Constant<T>(DoubleShift + 1023)).AsInt64(), 52).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadPadded<T>(ReadOnlySpan<T> x, T padding) where T : unmanaged
    {
        var vector = Vector512.Create(padding);
        x.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Vector512<T>, T>(ref vector), Vector512<T>.Count));
        return vector;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart<T>(this Vector512<T> vector, Span<T> destination) where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Vector512<T>, T>(ref vector), destination.Length).CopyTo(destination);

    /// <summary>A scalar function, lane by lane.</summary>
    public static Vector512<T> PerLane<T>(Vector512<T> x, Vector512<T> y, Func<T, T, T> function) where T : unmanaged
    {
        var result = x;
        for (int lane = 0; lane < Vector512<T>.Count; lane++)
            result = result.WithElement(lane, function(x[lane], y[lane]));
        return result;
    }

    /// <summary>The lanes of a vector combined, halves first.</summary>
    public static T Fold<T>(Vector512<T> x, Func<T, T, T> combine) where T : unmanaged
    {
        for (int width = Vector512<T>.Count / 2; width > 0; width /= 2)
            for (int lane = 0; lane < width; lane++)
                x = x.WithElement(lane, combine(x[lane], x[lane + width]));
        return x[0];
    }
}
