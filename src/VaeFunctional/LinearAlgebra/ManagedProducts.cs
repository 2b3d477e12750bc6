using System.Numerics;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>The library's own products, in vectors as wide as the hardware's.</summary>
internal sealed class ManagedProducts : IProducts
{
    // A thread that wakes for less than this would spend more on waking than it saves.
    private const long MultiplicationsPerThread = 1 << 20;

    public string Description => $"Managed products on {VectorBits}-bit vectors";

    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    public unsafe void Multiply<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int n, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        int threads = (int)Math.Clamp((long)m * n * k / MultiplicationsPerThread, 1, Backend.Threads);
        fixed (T* left = a, right = b, result = c)
        {
            if (Vector512.IsHardwareAccelerated)
                PackedProduct<Simd512<T>, Vector512<T>, T>.Multiply(left, transposeA, right, transposeB, result, m, n, k, threads);
            else if (Vector256.IsHardwareAccelerated)
                PackedProduct<Simd256<T>, Vector256<T>, T>.Multiply(left, transposeA, right, transposeB, result, m, n, k, threads);
            else
                PackedProduct<Simd128<T>, Vector128<T>, T>.Multiply(left, transposeA, right, transposeB, result, m, n, k, threads);
        }
    }
}
