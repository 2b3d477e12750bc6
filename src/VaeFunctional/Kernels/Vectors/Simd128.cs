using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace VaeFunctional.Kernels;

/// <summary>Vectors of 128 bits.</summary>
internal readonly unsafe struct Simd128<T> : ISimd<Vector128<T>, T> where T : unmanaged, INumberBase<T>
{
    public static int Count => Vector128<T>.Count;

    public static int TileRows => AdvSimd.IsSupported ? 12 : 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<T> vector, T* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> x, Vector128<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> x, Vector128<T> y, Vector128<T> z) =>
        typeof(T) == typeof(float)
            ? Vector128.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector128.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

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
    private static Vector128<float> Strips(float* source, nint stride) =>
        Vector128.Load(source);

    /// <summary>16 bytes of every second row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Strips(double* source, nint stride) =>
        Vector128.Load(source);

    /// <summary>x0, y0, x2, y2, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Evens(Vector128<float> x, Vector128<float> y) =>
        Vector128.ConditionalSelect(Vector128.Create(-1, 0, -1, 0).AsSingle(), x, Vector128.Shuffle(y, Vector128.Create(0, 0, 2, 2)));

    /// <summary>x1, y1, x3, y3, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Odds(Vector128<float> x, Vector128<float> y) =>
        Vector128.ConditionalSelect(Vector128.Create(-1, 0, -1, 0).AsSingle(), Vector128.Shuffle(x, Vector128.Create(1, 1, 3, 3)), y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Evens(Vector128<double> x, Vector128<double> y) =>
        Vector128.ConditionalSelect(Vector128.Create(-1L, 0).AsDouble(), x, Vector128.Shuffle(y, Vector128.Create(0L, 0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Odds(Vector128<double> x, Vector128<double> y) =>
        Vector128.ConditionalSelect(Vector128.Create(-1L, 0).AsDouble(), Vector128.Shuffle(x, Vector128.Create(1L, 1)), y);
}
