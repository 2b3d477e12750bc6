using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional.Kernels;

/// <summary>Vectors of 512 bits.</summary>
internal readonly unsafe struct Simd512<T> : ISimd<Vector512<T>, T> where T : unmanaged, INumberBase<T>
{
    public static int Count => Vector512<T>.Count;

    public static int TileRows => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> vector, T* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> x, Vector512<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> x, Vector512<T> y, Vector512<T> z) =>
        typeof(T) == typeof(float)
            ? Vector512.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector512.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeStrips(T* source, nint stride, T* destination, nint width)
    {
        if (typeof(T) == typeof(float))
            Transpose((float*)source, stride, (float*)destination, width);
        else
            Transpose((double*)source, stride, (double*)destination, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(float* source, nint stride, float* destination, nint width)
    {
        var x0 = Strips(source, stride);
        var x1 = Strips(source + stride, stride);
        var x2 = Strips(source + 2 * stride, stride);
        var x3 = Strips(source + 3 * stride, stride);
        var y0 = Evens(x0, x1).AsDouble();
        var y1 = Odds(x0, x1).AsDouble();
        var y2 = Evens(x2, x3).AsDouble();
        var y3 = Odds(x2, x3).AsDouble();
        Evens(y0, y2).AsSingle().Store(destination);
        Evens(y1, y3).AsSingle().Store(destination + width);
        Odds(y0, y2).AsSingle().Store(destination + 2 * width);
        Odds(y1, y3).AsSingle().Store(destination + 3 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(double* source, nint stride, double* destination, nint width)
    {
        var x0 = Strips(source, stride);
        var x1 = Strips(source + stride, stride);
        Evens(x0, x1).Store(destination);
        Odds(x0, x1).Store(destination + width);
    }

    /// <summary>16 bytes of every fourth row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Strips(float* source, nint stride) =>
        Vector512.Create(
            Vector256.Create(Vector128.Load(source), Vector128.Load(source + 4 * stride)),
            Vector256.Create(Vector128.Load(source + 8 * stride), Vector128.Load(source + 12 * stride)));

    /// <summary>16 bytes of every second row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Strips(double* source, nint stride) =>
        Vector512.Create(
            Vector256.Create(Vector128.Load(source), Vector128.Load(source + 2 * stride)),
            Vector256.Create(Vector128.Load(source + 4 * stride), Vector128.Load(source + 6 * stride)));

    /// <summary>x0, y0, x2, y2, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Evens(Vector512<float> x, Vector512<float> y) =>
        Vector512.ConditionalSelect(Vector512.Create(-1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0).AsSingle(), x, Vector512.Shuffle(y, Vector512.Create(0, 0, 2, 2, 4, 4, 6, 6, 8, 8, 10, 10, 12, 12, 14, 14)));

    /// <summary>x1, y1, x3, y3, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Odds(Vector512<float> x, Vector512<float> y) =>
        Vector512.ConditionalSelect(Vector512.Create(-1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0).AsSingle(), Vector512.Shuffle(x, Vector512.Create(1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13, 15, 15)), y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Evens(Vector512<double> x, Vector512<double> y) =>
        Vector512.ConditionalSelect(Vector512.Create(-1L, 0, -1L, 0, -1L, 0, -1L, 0).AsDouble(), x, Vector512.Shuffle(y, Vector512.Create(0L, 0, 2, 2, 4, 4, 6, 6)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Odds(Vector512<double> x, Vector512<double> y) =>
        Vector512.ConditionalSelect(Vector512.Create(-1L, 0, -1L, 0, -1L, 0, -1L, 0).AsDouble(), Vector512.Shuffle(x, Vector512.Create(1L, 1, 3, 3, 5, 5, 7, 7)), y);
}
