using System.Collections.Immutable;

namespace VaeFunctional.Benchmarks;

/// <summary>A product c[m, n] = op(a)[m, k] op(b)[k, n], where op transposes if asked.</summary>
internal sealed record GemmShape(bool TransposeA, bool TransposeB, int M, int N, int K)
{
    /// <summary>The layers of training steps, forward and backward, and two large squares.</summary>
    public static ImmutableArray<GemmShape> All { get; } =
    [
        .. Each((128, 400, 784), (128, 784, 400), (128, 20, 400), (128, 400, 20), (20, 200, 784), (1000, 200, 200), (512, 512, 512), (2048, 2048, 2048)),
        new(true, false, 784, 400, 128),
        new(true, false, 400, 784, 128),
        new(true, false, 400, 20, 128),
        new(true, false, 784, 200, 20),
        new(true, false, 200, 784, 1000),
    ];

    /// <summary>The transposition of both factors (N or T), then m x n x k.</summary>
    public string Name => $"{(TransposeA ? 'T' : 'N')}{(TransposeB ? 'T' : 'N')} {M}x{N}x{K}";

    public double Operations => 2.0 * M * N * K;

    private static IEnumerable<GemmShape> Each(params (int M, int N, int K)[] sizes) =>
        from size in sizes
        from transposed in new[] { (A: false, B: false), (A: true, B: false), (A: false, B: true) }
        select new GemmShape(transposed.A, transposed.B, size.M, size.N, size.K);
}
