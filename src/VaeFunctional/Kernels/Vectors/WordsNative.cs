using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace VaeFunctional.Kernels;

/// <summary>Words as wide as the processor's ordinary vectors: 128 bits on Arm64, 256 on most others.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct WordsNative(Vector<ulong> vector) : IBlockWords<WordsNative, LanesNative<double>>
{
    private readonly Vector<ulong> vector = vector;

    private static bool Are256Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<ulong>.Count == Vector256<ulong>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordsNative operator +(WordsNative x, WordsNative y) => new(x.vector + y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordsNative operator &(WordsNative x, WordsNative y) => new(x.vector & y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordsNative operator |(WordsNative x, WordsNative y) => new(x.vector | y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordsNative operator ^(WordsNative x, WordsNative y) => new(x.vector ^ y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordsNative operator <<(WordsNative x, int count) => new(x.vector << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordsNative operator >>>(WordsNative x, int count) => new(x.vector >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordsNative All(ulong value) => new(Vector.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordsNative MultiplyLow(WordsNative x, WordsNative y) => new(Are256Bits
        ? Avx2.Multiply(x.vector.AsVector256().AsUInt32(), y.vector.AsVector256().AsUInt32()).AsVector()
        : MultiplyLow(x.vector.AsVector128(), y.vector.AsVector128()).AsVector());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordsNative Indices(ulong first) => new(Vector.Create(first) + (Are256Bits
        ? Vector256.Create(0UL, 2, 1, 3).AsVector()
        : Vector128.Create(0UL, 1).AsVector()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<double> AsDoubles(WordsNative bits) => new(Vector.AsVectorDouble(bits.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs<T>(LanesNative<double> first, LanesNative<double> second, ref T destination, nuint offset)
        where T : unmanaged
    {
        var (low, high) = Are256Bits
            ? Interleave(first.Value.AsVector256(), second.Value.AsVector256())
            : Interleave(first.Value.AsVector128(), second.Value.AsVector128());
        if (typeof(T) == typeof(float))
            Vector.Narrow(low, high).As<float, T>().StoreUnsafe(ref destination, offset);
        else
        {
            low.As<double, T>().StoreUnsafe(ref destination, offset);
            high.As<double, T>().StoreUnsafe(ref destination, offset + (nuint)Vector<double>.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> MultiplyLow(Vector128<ulong> x, Vector128<ulong> y)
    {
        if (Sse2.IsSupported)
            return Sse2.Multiply(x.AsUInt32(), y.AsUInt32());
        if (AdvSimd.IsSupported)
            return AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(x), AdvSimd.ExtractNarrowingLower(y));
        var lowHalf = Vector128.Create((ulong)uint.MaxValue);
        return (x & lowHalf) * (y & lowHalf);
    }

    /// <summary>Within each 128 bits: the even lanes of both, then the odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<double> Low, Vector<double> High) Interleave(Vector256<double> first, Vector256<double> second) =>
        (Avx.UnpackLow(first, second).AsVector(), Avx.UnpackHigh(first, second).AsVector());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<double> Low, Vector<double> High) Interleave(Vector128<double> first, Vector128<double> second) => (
        Vector128.Create(first.GetLower(), second.GetLower()).AsVector(),
        Vector128.Create(first.GetUpper(), second.GetUpper()).AsVector());
}
