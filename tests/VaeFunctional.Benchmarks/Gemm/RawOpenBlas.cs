using System.Numerics;
using System.Runtime.InteropServices;

namespace VaeFunctional.Benchmarks;

/// <summary>OpenBLAS as it comes: one call a product, divided among the library's own threads.</summary>
internal sealed unsafe class RawOpenBlas : IProducts
{
    private const int RowMajor = 101;
    private const int NoTranspose = 111;
    private const int Transpose = 112;

    private readonly nint handle = NativeLibrary.Load("libopenblas.so.0");

    public string Description => "OpenBLAS on its own threads";

    public void SetThreads(int threads) =>
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(handle, "openblas_set_num_threads"))(threads);

    public void Multiply<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int n, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        int left = transposeA ? Transpose : NoTranspose;
        int right = transposeB ? Transpose : NoTranspose;
        int strideA = transposeA ? m : k;
        int strideB = transposeB ? k : n;
        nint gemm = NativeLibrary.GetExport(handle, typeof(T) == typeof(float) ? "cblas_sgemm" : "cblas_dgemm");
        fixed (T* x = a, y = b, z = c)
        {
            if (typeof(T) == typeof(float))
                ((delegate* unmanaged<int, int, int, int, int, int, float, T*, int, T*, int, float, T*, int, void>)gemm)(
                    RowMajor, left, right, m, n, k, 1f, x, strideA, y, strideB, 0f, z, n);
            else
                ((delegate* unmanaged<int, int, int, int, int, int, double, T*, int, T*, int, double, T*, int, void>)gemm)(
                    RowMajor, left, right, m, n, k, 1.0, x, strideA, y, strideB, 0.0, z, n);
        }
    }
}
