using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional.Kernels;

/// <summary>Lanes of 512 bits, for processors that have them.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Lanes512<T>(Vector512<T> vector) : ILanes<Lanes512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector512<T> vector = vector;

    public Vector512<T> Value
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
        get => Vector512<T>.Count;
    }

    public static Lanes512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.Zero);
    }

    public static Lanes512<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.One);
    }

    // Adding it leaves the nearest integer, and the bias of the exponent, in the lowest bits.
    private static Lanes512<T> BiasedShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Constant(typeof(T) == typeof(float) ? (3L << 22) + 127 : (3L << 51) + 1023);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Constant(double value) =>
        new(typeof(T) == typeof(float) ? Vector512.Create((float)value).As<float, T>() : Vector512.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> All(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(ref T source, nuint offset) => new(Vector512.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512<T> lanes, ref T destination, nuint offset) =>
        lanes.vector.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Lane(Lanes512<T> lanes, int index) => lanes.vector[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes512<T> lanes) => Halves.Sum(lanes.vector.GetLower() + lanes.vector.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> x, Lanes512<T> y) => new(x.vector + y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> x, Lanes512<T> y) => new(x.vector - y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> x, Lanes512<T> y) => new(x.vector * y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator /(Lanes512<T> x, Lanes512<T> y) => new(x.vector / y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> x) => new(-x.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator &(Lanes512<T> x, Lanes512<T> y) => new(x.vector & y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator |(Lanes512<T> x, Lanes512<T> y) => new(x.vector | y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ^(Lanes512<T> x, Lanes512<T> y) => new(x.vector ^ y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ~(Lanes512<T> x) => new(~x.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> x, Lanes512<T> y, Lanes512<T> z) =>
        new(typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(x.vector.AsSingle(), y.vector.AsSingle(), z.vector.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(x.vector.AsDouble(), y.vector.AsDouble(), z.vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Select(Lanes512<T> condition, Lanes512<T> then, Lanes512<T> otherwise) =>
        new(Vector512.ConditionalSelect(condition.vector, then.vector, otherwise.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AreEqual(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Equals(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> IsLess(Lanes512<T> x, Lanes512<T> y) => new(Vector512.LessThan(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> IsLessOrEqual(Lanes512<T> x, Lanes512<T> y) => new(Vector512.LessThanOrEqual(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Lanes512<T> x, Lanes512<T> y) => Vector512.EqualsAll(x.vector, y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Abs(Lanes512<T> x) => new(Vector512.Abs(x.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> x) => new(Vector512.Sqrt(x.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> CopySign(Lanes512<T> magnitude, Lanes512<T> sign) =>
        new(Vector512.CopySign(magnitude.vector, sign.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Max(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Max(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Min(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Min(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Clamp(Lanes512<T> x, Lanes512<T> low, Lanes512<T> high) =>
        new(Vector512.MaxNative(low.vector, Vector512.MinNative(high.vector, x.vector)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> PowerOfTwo(Lanes512<T> n) =>
        new(typeof(T) == typeof(float)
            ? Vector512.ShiftLeft((n + BiasedShift).vector.AsInt32(), 23).As<int, T>()
            : Vector512.ShiftLeft((n + BiasedShift).vector.AsInt64(), 52).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Exponent(Lanes512<T> x) =>
        new(typeof(T) == typeof(float)
            ? Vector512.ConvertToSingle(Vector512.ShiftRightArithmetic(x.vector.AsInt32() - SingleRootHalf, 23)).As<float, T>()
            : Vector512.ConvertToDouble(Vector512.ShiftRightArithmetic(x.vector.AsInt64() - DoubleRootHalf, 52)).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Mantissa(Lanes512<T> x) =>
        new(typeof(T) == typeof(float)
            ? (((x.vector.AsInt32() - SingleRootHalf) & Vector512.Create((1 << 23) - 1)) + SingleRootHalf).As<int, T>()
            : (((x.vector.AsInt64() - DoubleRootHalf) & Vector512.Create((1L << 52) - 1)) + DoubleRootHalf).As<long, T>());

    public static Lanes512<T> PerLane<TFunction>(Lanes512<T> x, Lanes512<T> y) where TFunction : struct, IScalarFunction
    {
        var result = x.vector;
        for (int lane = 0; lane < Count; lane++)
            result = result.WithElement(lane, TFunction.Invoke(x.vector[lane], y.vector[lane]));
        return new(result);
    }

    private static Vector512<int> SingleRootHalf
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(BitConverter.SingleToInt32Bits(0.70710678f));
    }

    private static Vector512<long> DoubleRootHalf
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(BitConverter.DoubleToInt64Bits(0.70710678118654752));
    }
}
