using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VaeFunctional.Kernels;

/// <summary>Lanes of 512 bits together.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal unsafe struct Lanes512<T>(Vector512<T> vector) : ILanes<Lanes512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Vector512<T> vector = vector;

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

    public static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 32;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Constant(double value) =>
        new(IsSingle ? Vector512.Create((float)value).As<float, T>() : Vector512.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> All(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> LoadStrips(T* source, nint stride) => new(Vector512.Create(
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + stride)),
        Vector256.Create(Vector128.Load(source + 2 * stride), Vector128.Load(source + 3 * stride))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512<T> lanes, T* destination) => lanes.vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNarrowed(Lanes512<T> low, Lanes512<T> high, float* destination) =>
        Vector512.Narrow(low.vector.AsDouble(), high.vector.AsDouble()).Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes512<T> lanes) => Lanes256<T>.Sum(new(lanes.vector.GetLower() + lanes.vector.GetUpper()));

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
    public static Lanes512<T> operator <<(Lanes512<T> x, int count) =>
        new(IsSingle ? (x.vector.AsInt32() << count).As<int, T>() : (x.vector.AsInt64() << count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator >>>(Lanes512<T> x, int count) =>
        new(IsSingle ? (x.vector.AsInt32() >>> count).As<int, T>() : (x.vector.AsInt64() >>> count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AddBits(Lanes512<T> x, Lanes512<T> y) =>
        new(IsSingle ? (x.vector.AsInt32() + y.vector.AsInt32()).As<int, T>() : (x.vector.AsInt64() + y.vector.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyLowHalves(Lanes512<T> x, Lanes512<T> y) =>
        new(Avx512F.Multiply(x.vector.AsUInt32(), y.vector.AsUInt32()).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> InterleaveLow(Lanes512<T> x, Lanes512<T> y) => new(IsSingle
        ? Avx512F.UnpackLow(x.vector.AsSingle(), y.vector.AsSingle()).As<float, T>()
        : Avx512F.UnpackLow(x.vector.AsDouble(), y.vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> InterleaveHigh(Lanes512<T> x, Lanes512<T> y) => new(IsSingle
        ? Avx512F.UnpackHigh(x.vector.AsSingle(), y.vector.AsSingle()).As<float, T>()
        : Avx512F.UnpackHigh(x.vector.AsDouble(), y.vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> x, Lanes512<T> y, Lanes512<T> z) => new(IsSingle
        ? Vector512.FusedMultiplyAdd(x.vector.AsSingle(), y.vector.AsSingle(), z.vector.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(x.vector.AsDouble(), y.vector.AsDouble(), z.vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lanes512<T> sum, Lanes512<T> x, Lanes512<T> y)
    {
        if (IsSingle)
            sum.vector = Vector512.MultiplyAddEstimate(x.vector.AsSingle(), y.vector.AsSingle(), sum.vector.AsSingle()).As<float, T>();
        else
            sum.vector = Vector512.MultiplyAddEstimate(x.vector.AsDouble(), y.vector.AsDouble(), sum.vector.AsDouble()).As<double, T>();
    }

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
}
