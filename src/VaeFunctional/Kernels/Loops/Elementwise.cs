using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>Applies operators to spans, element by element. A destination may be one of the inputs.</summary>
internal static unsafe partial class Elementwise
{
    public static void Map<TOperator, T>(ReadOnlySpan<T> x, Span<T> destination)
        where TOperator : struct, IUnaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(destination.Length, x.Length, nameof(destination));
        fixed (T* source = x, target = destination)
            Passes.Run<MapPass<TOperator, T>, T>(new(source, target), x.Length);
    }

    public static void Zip<TOperator, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(y.Length, x.Length, nameof(y));
        RequireLength(destination.Length, x.Length, nameof(destination));
        fixed (T* left = x, right = y, target = destination)
            Passes.Run<ZipPass<TOperator, T>, T>(new(left, right, target), x.Length);
    }

    public static void ZipScalar<TOperator, T>(ReadOnlySpan<T> x, T y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(destination.Length, x.Length, nameof(destination));
        fixed (T* source = x, target = destination)
            Passes.Run<ZipScalarPass<TOperator, T>, T>(new(source, y, target), x.Length);
    }

    public static void ScalarZip<TOperator, T>(T x, ReadOnlySpan<T> y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        ZipScalar<Flip<TOperator>, T>(y, x, destination);

    public static void Zip3<TOperator, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> destination)
        where TOperator : struct, ITernaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        Zip4<OfFirstThree<TOperator>, T>(x, y, z, z, destination);

    public static void Zip4<TOperator, T>(ReadOnlySpan<T> w, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> destination)
        where TOperator : struct, IQuaternaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(x.Length, w.Length, nameof(x));
        RequireLength(y.Length, w.Length, nameof(y));
        RequireLength(z.Length, w.Length, nameof(z));
        RequireLength(destination.Length, w.Length, nameof(destination));
        fixed (T* first = w, second = x, third = y, fourth = z, target = destination)
            Passes.Run<Zip4Pass<TOperator, T>, T>(new(first, second, third, fourth, target), w.Length);
    }

    private static void RequireLength(int actual, int expected, string name)
    {
        if (actual != expected)
            throw new ArgumentException($"The length is {actual}, but {expected} elements are combined.", name);
    }

    private readonly struct Flip<TOperator> : IBinaryOperator where TOperator : struct, IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => TOperator.Invoke(y, x);
    }

    private readonly struct OfFirstThree<TOperator> : IQuaternaryOperator where TOperator : struct, ITernaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes w, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> =>
            TOperator.Invoke(w, x, y);
    }
}
