using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional.Kernels;

/// <summary>Lanes as wide as the processor's ordinary vectors: 128 bits on Arm64, 256 on most others.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct LanesNative<T>(Vector<T> vector) : ILanes<LanesNative<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector<T> vector = vector;

    public Vector<T> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => vector;
    }

    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<T>.Count;
    }

    public static LanesNative<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector<T>.Zero);
    }

    public static LanesNative<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector<T>.One);
    }

    // Adding it leaves the nearest integer, and the bias of the exponent, in the lowest bits.
    private static LanesNative<T> BiasedShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Constant(typeof(T) == typeof(float) ? (3L << 22) + 127 : (3L << 51) + 1023);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Constant(double value) =>
        new(typeof(T) == typeof(float) ? Vector.Create((float)value).As<float, T>() : Vector.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> All(T value) => new(Vector.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Load(ref T source, nuint offset) => new(Vector.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(LanesNative<T> lanes, ref T destination, nuint offset) =>
        lanes.vector.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Lane(LanesNative<T> lanes, int index) => lanes.vector[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(LanesNative<T> lanes) => Vector<T>.Count == Vector256<T>.Count ? Halves.Sum(lanes.vector.AsVector256()) : Halves.Sum(lanes.vector.AsVector128());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator +(LanesNative<T> x, LanesNative<T> y) => new(x.vector + y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator -(LanesNative<T> x, LanesNative<T> y) => new(x.vector - y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator *(LanesNative<T> x, LanesNative<T> y) => new(x.vector * y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator /(LanesNative<T> x, LanesNative<T> y) => new(x.vector / y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator -(LanesNative<T> x) => new(-x.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator &(LanesNative<T> x, LanesNative<T> y) => new(x.vector & y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator |(LanesNative<T> x, LanesNative<T> y) => new(x.vector | y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator ^(LanesNative<T> x, LanesNative<T> y) => new(x.vector ^ y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator ~(LanesNative<T> x) => new(~x.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> MultiplyAdd(LanesNative<T> x, LanesNative<T> y, LanesNative<T> z) =>
        new(typeof(T) == typeof(float)
            ? Vector.FusedMultiplyAdd(
                Vector.AsVectorSingle(x.vector), Vector.AsVectorSingle(y.vector), Vector.AsVectorSingle(z.vector)).As<float, T>()
            : Vector.FusedMultiplyAdd(
                Vector.AsVectorDouble(x.vector), Vector.AsVectorDouble(y.vector), Vector.AsVectorDouble(z.vector)).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Select(LanesNative<T> condition, LanesNative<T> then, LanesNative<T> otherwise) =>
        new(Vector.ConditionalSelect(condition.vector, then.vector, otherwise.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> AreEqual(LanesNative<T> x, LanesNative<T> y) => new(Vector.Equals(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> IsLess(LanesNative<T> x, LanesNative<T> y) => new(Vector.LessThan(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> IsLessOrEqual(LanesNative<T> x, LanesNative<T> y) =>
        new(Vector.LessThanOrEqual(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(LanesNative<T> x, LanesNative<T> y) => Vector.EqualsAll(x.vector, y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Abs(LanesNative<T> x) => new(Vector.Abs(x.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Sqrt(LanesNative<T> x) => new(Vector.SquareRoot(x.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> CopySign(LanesNative<T> magnitude, LanesNative<T> sign) =>
        new(Vector.CopySign(magnitude.vector, sign.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Max(LanesNative<T> x, LanesNative<T> y) => new(Vector.Max(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Min(LanesNative<T> x, LanesNative<T> y) => new(Vector.Min(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Clamp(LanesNative<T> x, LanesNative<T> low, LanesNative<T> high) =>
        new(Vector.MaxNative(low.vector, Vector.MinNative(high.vector, x.vector)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> PowerOfTwo(LanesNative<T> n) =>
        new(typeof(T) == typeof(float)
            ? Vector.ShiftLeft(Vector.AsVectorInt32((n + BiasedShift).vector), 23).As<int, T>()
            : Vector.ShiftLeft(Vector.AsVectorInt64((n + BiasedShift).vector), 52).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Exponent(LanesNative<T> x) =>
        new(typeof(T) == typeof(float)
            ? Vector.ConvertToSingle(Vector.ShiftRightArithmetic(Vector.AsVectorInt32(x.vector) - SingleRootHalf, 23)).As<float, T>()
            : Vector.ConvertToDouble(Vector.ShiftRightArithmetic(Vector.AsVectorInt64(x.vector) - DoubleRootHalf, 52)).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Mantissa(LanesNative<T> x) =>
        new(typeof(T) == typeof(float)
            ? (((Vector.AsVectorInt32(x.vector) - SingleRootHalf) & Vector.Create((1 << 23) - 1)) + SingleRootHalf).As<int, T>()
            : (((Vector.AsVectorInt64(x.vector) - DoubleRootHalf) & Vector.Create((1L << 52) - 1)) + DoubleRootHalf).As<long, T>());

    public static LanesNative<T> PerLane<TFunction>(LanesNative<T> x, LanesNative<T> y) where TFunction : struct, IScalarFunction
    {
        var result = x.vector;
        for (int lane = 0; lane < Count; lane++)
            result = result.WithElement(lane, TFunction.Invoke(x.vector[lane], y.vector[lane]));
        return new(result);
    }

    private static Vector<int> SingleRootHalf
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.Create(BitConverter.SingleToInt32Bits(0.70710678f));
    }

    private static Vector<long> DoubleRootHalf
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.Create(BitConverter.DoubleToInt64Bits(0.70710678118654752));
    }
}
