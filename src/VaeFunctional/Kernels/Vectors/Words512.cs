using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VaeFunctional.Kernels;

/// <summary>Words of 512 bits, for processors that have them.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Words512(Vector512<ulong> vector) : IBlockWords<Words512, Lanes512<double>>
{
    private readonly Vector512<ulong> vector = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator +(Words512 x, Words512 y) => new(x.vector + y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator &(Words512 x, Words512 y) => new(x.vector & y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator |(Words512 x, Words512 y) => new(x.vector | y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator ^(Words512 x, Words512 y) => new(x.vector ^ y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator <<(Words512 x, int count) => new(x.vector << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator >>>(Words512 x, int count) => new(x.vector >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 All(ulong value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 MultiplyLow(Words512 x, Words512 y) => new(Avx512F.Multiply(x.vector.AsUInt32(), y.vector.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Indices(ulong first) => new(Vector512.Create(first) + Vector512.Create(0UL, 4, 1, 5, 2, 6, 3, 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<double> AsDoubles(Words512 bits) => new(bits.vector.AsDouble());

    // Unpacking interleaves within each 128 bits: the even lanes of both, then the odd ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs<T>(Lanes512<double> first, Lanes512<double> second, ref T destination, nuint offset)
        where T : unmanaged
    {
        var low = Avx512F.UnpackLow(first.Value, second.Value);
        var high = Avx512F.UnpackHigh(first.Value, second.Value);
        if (typeof(T) == typeof(float))
            Vector512.Narrow(low, high).As<float, T>().StoreUnsafe(ref destination, offset);
        else
        {
            low.As<double, T>().StoreUnsafe(ref destination, offset);
            high.As<double, T>().StoreUnsafe(ref destination, offset + (nuint)Vector512<double>.Count);
        }
    }
}
