using System.Numerics;

namespace VaeFunctional.Kernels;

/// <summary>
/// Products by a CBLAS library. The outputs are cut in chunks fixed by the shape, one sequential call each, so that no result depends
/// on the number of threads.
/// </summary>
internal sealed unsafe class CblasProducts(CblasLibrary library) : IProducts
{
    private const int RowMajor = 101;
    private const int NoTranspose = 111;
    private const int Transpose = 112;

    public string Description => $"{library.Name} products";

    public static CblasProducts Mkl() => new(CblasLibrary.LoadMkl());

    public static CblasProducts OpenBlas() => new(CblasLibrary.LoadOpenBlas());

    public void Multiply<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int n, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        int longer = Math.Max(m, n);
        int chunks = Chunks((long)m * n * k);
        int length = (longer + chunks - 1) / chunks;
        fixed (T* left = a, right = b, result = c)
        {
            var product = new Chunked<T>
            {
                Gemm = typeof(T) == typeof(float) ? library.Sgemm : library.Dgemm,
                A = left, TransposeA = transposeA, B = right, TransposeB = transposeB, C = result, M = m, N = n, K = k, Length = length,
            };
            Team.Run(&Chunked<T>.RunChunk, (nint)(&product), (longer + length - 1) / length, ThreadCount.Current);
        }
    }

    /// <summary>Few, for the library packs the other factor anew for each; even, for two threads.</summary>
    private static int Chunks(long multiplications) => multiplications switch
    {
        < 1 << 19 => 1,
        < 1 << 27 => 2,
        < 1 << 30 => 4,
        _ => 16,
    };

    /// <summary>A product whose outputs are cut along the longer side.</summary>
    private struct Chunked<T> where T : unmanaged
    {
        public nint Gemm;
        public T* A;
        public T* B;
        public T* C;
        public bool TransposeA;
        public bool TransposeB;
        public int M;
        public int N;
        public int K;
        public int Length;

        public static void RunChunk(nint product, int chunk) => ((Chunked<T>*)product)->Run((nint)chunk * ((Chunked<T>*)product)->Length);

        private readonly void Run(nint start)
        {
            if (M >= N)
                Call(A + start * (TransposeA ? 1 : K), B, C + start * N, (int)Math.Min(Length, M - start), N);
            else
                Call(A, B + start * (TransposeB ? K : 1), C + start, M, (int)Math.Min(Length, N - start));
        }

        private readonly void Call(T* a, T* b, T* c, int rows, int columns)
        {
            int left = TransposeA ? Transpose : NoTranspose;
            int right = TransposeB ? Transpose : NoTranspose;
            int strideA = TransposeA ? M : K;
            int strideB = TransposeB ? K : N;
            if (typeof(T) == typeof(float))
                ((delegate* unmanaged<int, int, int, int, int, int, float, T*, int, T*, int, float, T*, int, void>)Gemm)(
                    RowMajor, left, right, rows, columns, K, 1f, a, strideA, b, strideB, 0f, c, N);
            else
                ((delegate* unmanaged<int, int, int, int, int, int, double, T*, int, T*, int, double, T*, int, void>)Gemm)(
                    RowMajor, left, right, rows, columns, K, 1.0, a, strideA, b, strideB, 0.0, c, N);
        }
    }
}
