using System.Numerics;
using System.Runtime.Intrinsics;

namespace VaeFunctional.Kernels;

/// <summary>The library's own products, in vectors as wide as the hardware's and the result's rows.</summary>
internal sealed unsafe class ManagedProducts : IProducts
{
    // A helper that is given less than this costs more than it saves.
    private const long MultiplicationsPerThread = 1 << 17;

    public string Description => "Managed products";

    public void Multiply<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int n, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        int threads = (int)Math.Clamp((long)m * n * k / MultiplicationsPerThread, 1, ThreadCount.Current);
        fixed (T* left = a, right = b, result = c)
            Multiply(left, transposeA, right, transposeB, result, m, n, k, threads);
    }

    private static void Multiply<T>(T* a, bool transposeA, T* b, bool transposeB, T* c, int m, int n, int k, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n < Vector128<T>.Count)
            MultiplyNarrow(a, transposeA, b, transposeB, c, m, n, k, threads);
        else
            Width.Run<Job<T>, T>(new(a, transposeA, b, transposeB, c, m, n, k, threads), mostLanes: n);
    }

    private readonly struct Job<T>(T* a, bool transposeA, T* b, bool transposeB, T* c, int m, int n, int k, int threads) : ILanesJob<T>
        where T : unmanaged
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes, T> =>
            TiledProduct<TLanes, T>.Multiply(a, transposeA, b, transposeB, c, m, n, k, threads);
    }

    /// <summary>Where a row is shorter than any vector, both sides are widened with columns of zeros.</summary>
    private static void MultiplyNarrow<T>(T* a, bool transposeA, T* b, bool transposeB, T* c, int m, int n, int k, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector128<T>.Count;
        T* wideB = (T*)ThreadScratch.ForWhole((nuint)(((nint)k + m) * width * sizeof(T)));
        T* wideC = wideB + (nint)k * width;
        for (int p = 0; p < k; p++)
            for (int j = 0; j < width; j++)
                wideB[(nint)p * width + j] = j >= n ? T.Zero : transposeB ? b[(nint)j * k + p] : b[(nint)p * n + j];
        Multiply(a, transposeA, wideB, false, wideC, m, width, k, threads);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
                c[(nint)i * n + j] = wideC[(nint)i * width + j];
    }
}
