using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional.Kernels;

/// <summary>Vectors of 256 bits.</summary>
internal readonly unsafe struct Simd256<T> : ISimd<Vector256<T>, T> where T : unmanaged, INumberBase<T>
{
    public static int Count => Vector256<T>.Count;

    public static int TileRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> vector, T* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> x, Vector256<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> x, Vector256<T> y, Vector256<T> z) =>
        typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector256.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

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
    private static Vector256<float> Strips(float* source, nint stride) =>
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + 4 * stride));

    /// <summary>16 bytes of every second row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Strips(double* source, nint stride) =>
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + 2 * stride));

    /// <summary>x0, y0, x2, y2, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Evens(Vector256<float> x, Vector256<float> y) =>
        Vector256.ConditionalSelect(Vector256.Create(-1, 0, -1, 0, -1, 0, -1, 0).AsSingle(), x, Vector256.Shuffle(y, Vector256.Create(0, 0, 2, 2, 4, 4, 6, 6)));

    /// <summary>x1, y1, x3, y3, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Odds(Vector256<float> x, Vector256<float> y) =>
        Vector256.ConditionalSelect(Vector256.Create(-1, 0, -1, 0, -1, 0, -1, 0).AsSingle(), Vector256.Shuffle(x, Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7)), y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Evens(Vector256<double> x, Vector256<double> y) =>
        Vector256.ConditionalSelect(Vector256.Create(-1L, 0, -1L, 0).AsDouble(), x, Vector256.Shuffle(y, Vector256.Create(0L, 0, 2, 2)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Odds(Vector256<double> x, Vector256<double> y) =>
        Vector256.ConditionalSelect(Vector256.Create(-1L, 0, -1L, 0).AsDouble(), Vector256.Shuffle(x, Vector256.Create(1L, 1, 3, 3)), y);
}
