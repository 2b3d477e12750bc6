using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace VaeFunctional.Kernels;

/// <summary>Lanes of 128 bits together.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal unsafe struct Lanes128<T>(Vector128<T> vector) : ILanes<Lanes128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Vector128<T> vector = vector;

    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    public static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => AdvSimd.IsSupported ? 32 : 16;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Constant(double value) =>
        new(IsSingle ? Vector128.Create((float)value).As<float, T>() : Vector128.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> All(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> LoadStrips(T* source, nint stride) => Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128<T> lanes, T* destination) => lanes.vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNarrowed(Lanes128<T> low, Lanes128<T> high, float* destination) =>
        Vector128.Narrow(low.vector.AsDouble(), high.vector.AsDouble()).Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes128<T> lanes)
    {
        var half = lanes.vector.GetLower() + lanes.vector.GetUpper();
        return IsSingle ? half[0] + half[1] : half[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator +(Lanes128<T> x, Lanes128<T> y) => new(x.vector + y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> x, Lanes128<T> y) => new(x.vector - y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator *(Lanes128<T> x, Lanes128<T> y) => new(x.vector * y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator /(Lanes128<T> x, Lanes128<T> y) => new(x.vector / y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> x) => new(-x.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator &(Lanes128<T> x, Lanes128<T> y) => new(x.vector & y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator |(Lanes128<T> x, Lanes128<T> y) => new(x.vector | y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator ^(Lanes128<T> x, Lanes128<T> y) => new(x.vector ^ y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator ~(Lanes128<T> x) => new(~x.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator <<(Lanes128<T> x, int count) =>
        new(IsSingle ? (x.vector.AsInt32() << count).As<int, T>() : (x.vector.AsInt64() << count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator >>>(Lanes128<T> x, int count) =>
        new(IsSingle ? (x.vector.AsInt32() >>> count).As<int, T>() : (x.vector.AsInt64() >>> count).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AddBits(Lanes128<T> x, Lanes128<T> y) =>
        new(IsSingle ? (x.vector.AsInt32() + y.vector.AsInt32()).As<int, T>() : (x.vector.AsInt64() + y.vector.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MultiplyLowHalves(Lanes128<T> x, Lanes128<T> y)
    {
        if (Sse2.IsSupported)
            return new(Sse2.Multiply(x.vector.AsUInt32(), y.vector.AsUInt32()).As<ulong, T>());
        var (left, right) = (x.vector.AsUInt64(), y.vector.AsUInt64());
        if (AdvSimd.IsSupported)
            return new(AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(left), AdvSimd.ExtractNarrowingLower(right)).As<ulong, T>());
        var lowHalf = Vector128.Create((ulong)uint.MaxValue);
        return new(((left & lowHalf) * (right & lowHalf)).As<ulong, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> InterleaveLow(Lanes128<T> x, Lanes128<T> y)
    {
        if (!IsSingle)
            return new(Vector128.Create(x.vector.GetLower(), y.vector.GetLower()));
        if (Sse.IsSupported)
            return new(Sse.UnpackLow(x.vector.AsSingle(), y.vector.AsSingle()).As<float, T>());
        var halves = Vector128.Create(x.vector.GetLower(), y.vector.GetLower()).AsSingle();
        return new(Vector128.Shuffle(halves, Vector128.Create(0, 2, 1, 3)).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> InterleaveHigh(Lanes128<T> x, Lanes128<T> y)
    {
        if (!IsSingle)
            return new(Vector128.Create(x.vector.GetUpper(), y.vector.GetUpper()));
        if (Sse.IsSupported)
            return new(Sse.UnpackHigh(x.vector.AsSingle(), y.vector.AsSingle()).As<float, T>());
        var halves = Vector128.Create(x.vector.GetUpper(), y.vector.GetUpper()).AsSingle();
        return new(Vector128.Shuffle(halves, Vector128.Create(0, 2, 1, 3)).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> x, Lanes128<T> y, Lanes128<T> z) => new(IsSingle
        ? Vector128.FusedMultiplyAdd(x.vector.AsSingle(), y.vector.AsSingle(), z.vector.AsSingle()).As<float, T>()
        : Vector128.FusedMultiplyAdd(x.vector.AsDouble(), y.vector.AsDouble(), z.vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lanes128<T> sum, Lanes128<T> x, Lanes128<T> y)
    {
        if (IsSingle)
            sum.vector = Vector128.MultiplyAddEstimate(x.vector.AsSingle(), y.vector.AsSingle(), sum.vector.AsSingle()).As<float, T>();
        else
            sum.vector = Vector128.MultiplyAddEstimate(x.vector.AsDouble(), y.vector.AsDouble(), sum.vector.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Select(Lanes128<T> condition, Lanes128<T> then, Lanes128<T> otherwise) =>
        new(Vector128.ConditionalSelect(condition.vector, then.vector, otherwise.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AreEqual(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Equals(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> IsLess(Lanes128<T> x, Lanes128<T> y) => new(Vector128.LessThan(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> IsLessOrEqual(Lanes128<T> x, Lanes128<T> y) => new(Vector128.LessThanOrEqual(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Lanes128<T> x, Lanes128<T> y) => Vector128.EqualsAll(x.vector, y.vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Abs(Lanes128<T> x) => new(Vector128.Abs(x.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sqrt(Lanes128<T> x) => new(Vector128.Sqrt(x.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> CopySign(Lanes128<T> magnitude, Lanes128<T> sign) =>
        new(Vector128.CopySign(magnitude.vector, sign.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Max(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Max(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Min(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Min(x.vector, y.vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Clamp(Lanes128<T> x, Lanes128<T> low, Lanes128<T> high) =>
        new(Vector128.MaxNative(low.vector, Vector128.MinNative(high.vector, x.vector)));
}
