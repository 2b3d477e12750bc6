using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VaeFunctional.Kernels;

/// <summary>Lanes of 256 bits together.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal unsafe struct Lanes256<T>(Vector256<T> vector) : ILanes<Lanes256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Vector256<T> vector = vector;

    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    public static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Constant(double value) =>
        new(IsSingle ? Vector256.Create((float)value).As<float, T>() : Vector256.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> All(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> LoadStrips(T* source, nint stride) =>
        new(Vector256.Create(Vector128.Load(source), Vector128.Load(source + stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256<T> lanes, T* destination) => lanes.vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNarrowed(Lanes256<T> low, Lanes256<T> high, float* destination) =>
        Vector256.Narrow(low.vector.AsDouble(), high.vector.AsDouble()).Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes256<T> lanes) => Lanes128<T>.Sum(new(lanes.vector.GetLower() + lanes.vector.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator +(Lanes256<T> x, Lanes256<T> y) => new(x.vector + y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> x, Lanes256<T> y) => new(x.vector - y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator *(Lanes256<T> x, Lanes256<T> y) => new(x.vector * y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator /(Lanes256<T> x, Lanes256<T> y) => new(x.vector / y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> x) => new(-x.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator &(Lanes256<T> x, Lanes256<T> y) => new(x.vector & y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator |(Lanes256<T> x, Lanes256<T> y) => new(x.vector | y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ^(Lanes256<T> x, Lanes256<T> y) => new(x.vector ^ y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ~(Lanes256<T> x) => new(~x.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator <<(Lanes256<T> x, int count) =>
        new(IsSingle ? (x.vector.AsInt32() << count).As<int, T>() : (x.vector.AsInt64() << count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator >>>(Lanes256<T> x, int count) =>
        new(IsSingle ? (x.vector.AsInt32() >>> count).As<int, T>() : (x.vector.AsInt64() >>> count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AddBits(Lanes256<T> x, Lanes256<T> y) =>
        new(IsSingle ? (x.vector.AsInt32() + y.vector.AsInt32()).As<int, T>() : (x.vector.AsInt64() + y.vector.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyLowHalves(Lanes256<T> x, Lanes256<T> y) =>
        new(Avx2.Multiply(x.vector.AsUInt32(), y.vector.AsUInt32()).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> InterleaveLow(Lanes256<T> x, Lanes256<T> y) => new(IsSingle
        ? Avx.UnpackLow(x.vector.AsSingle(), y.vector.AsSingle()).As<float, T>()
        : Avx.UnpackLow(x.vector.AsDouble(), y.vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> InterleaveHigh(Lanes256<T> x, Lanes256<T> y) => new(IsSingle
        ? Avx.UnpackHigh(x.vector.AsSingle(), y.vector.AsSingle()).As<float, T>()
        : Avx.UnpackHigh(x.vector.AsDouble(), y.vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> x, Lanes256<T> y, Lanes256<T> z) => new(IsSingle
        ? Vector256.FusedMultiplyAdd(x.vector.AsSingle(), y.vector.AsSingle(), z.vector.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(x.vector.AsDouble(), y.vector.AsDouble(), z.vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lanes256<T> sum, Lanes256<T> x, Lanes256<T> y)
    {
        if (IsSingle)
            sum.vector = Vector256.MultiplyAddEstimate(x.vector.AsSingle(), y.vector.AsSingle(), sum.vector.AsSingle()).As<float, T>();
        else
            sum.vector = Vector256.MultiplyAddEstimate(x.vector.AsDouble(), y.vector.AsDouble(), sum.vector.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Select(Lanes256<T> condition, Lanes256<T> then, Lanes256<T> otherwise) =>
        new(Vector256.ConditionalSelect(condition.vector, then.vector, otherwise.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AreEqual(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Equals(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> IsLess(Lanes256<T> x, Lanes256<T> y) => new(Vector256.LessThan(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> IsLessOrEqual(Lanes256<T> x, Lanes256<T> y) => new(Vector256.LessThanOrEqual(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Lanes256<T> x, Lanes256<T> y) => Vector256.EqualsAll(x.vector, y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Abs(Lanes256<T> x) => new(Vector256.Abs(x.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sqrt(Lanes256<T> x) => new(Vector256.Sqrt(x.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> CopySign(Lanes256<T> magnitude, Lanes256<T> sign) =>
        new(Vector256.CopySign(magnitude.vector, sign.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Max(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Max(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Min(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Min(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Clamp(Lanes256<T> x, Lanes256<T> low, Lanes256<T> high) =>
        new(Vector256.MaxNative(low.vector, Vector256.MinNative(high.vector, x.vector)));
}
