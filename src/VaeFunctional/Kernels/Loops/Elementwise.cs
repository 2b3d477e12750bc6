using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeFunctional.Kernels;

/// <summary>
/// Applies operators to spans. The value at an element depends on the inputs at that element alone, never on its position
/// or on the length: what remains after the last whole vector goes through a padded one. A destination may be one of the inputs.
/// </summary>
internal static unsafe partial class Elementwise
{
    // An element costs the least of them, an addition, a tenth of a nanosecond; a thread wakes in about a microsecond.
    private const int Grain = 1 << 14;

    public static void Map<TOperator, T>(ReadOnlySpan<T> x, Span<T> destination)
        where TOperator : struct, IUnaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(destination.Length, x.Length, nameof(destination));
        fixed (T* source = x, target = destination)
            Ranges.Run(new MapJob<TOperator, T>(source, target), x.Length, Grain);
    }

    public static void Zip<TOperator, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(y.Length, x.Length, nameof(y));
        RequireLength(destination.Length, x.Length, nameof(destination));
        fixed (T* left = x, right = y, target = destination)
            Ranges.Run(new ZipJob<TOperator, T>(left, right, target), x.Length, Grain);
    }

    public static void ZipScalar<TOperator, T>(ReadOnlySpan<T> x, T y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(destination.Length, x.Length, nameof(destination));
        fixed (T* source = x, target = destination)
            Ranges.Run(new ZipScalarJob<TOperator, T>(source, y, target), x.Length, Grain);
    }

    public static void ScalarZip<TOperator, T>(T x, ReadOnlySpan<T> y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        ZipScalar<Flip<TOperator>, T>(y, x, destination);

    [MethodImpl(Kernel.Options)]
    private static void Map<TOperator, TLanes, T>(ReadOnlySpan<T> x, Span<T> destination)
        where TOperator : struct, IUnaryOperator
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        ref T source = ref MemoryMarshal.GetReference(x);
        ref T target = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= x.Length - TLanes.Count; i += TLanes.Count)
            TLanes.Store(TOperator.Invoke(TLanes.Load(ref source, (nuint)i)), ref target, (nuint)i);
        if (i < x.Length)
        {
            var part = Padding.Load<TLanes, T>(x[i..], default);
            Span<T> padded = Padding.AsSpan<TLanes, T>(ref part);
            Map<TOperator, TLanes, T>(padded, padded);
            padded[..(x.Length - i)].CopyTo(destination[i..]);
        }
    }

    [MethodImpl(Kernel.Options)]
    private static void Zip<TOperator, TLanes, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        ref T left = ref MemoryMarshal.GetReference(x);
        ref T right = ref MemoryMarshal.GetReference(y);
        ref T target = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= x.Length - TLanes.Count; i += TLanes.Count)
            TLanes.Store(TOperator.Invoke(TLanes.Load(ref left, (nuint)i), TLanes.Load(ref right, (nuint)i)), ref target, (nuint)i);
        if (i < x.Length)
        {
            var part = Padding.Load<TLanes, T>(x[i..], default);
            Span<T> padded = Padding.AsSpan<TLanes, T>(ref part);
            var other = Padding.Load<TLanes, T>(y[i..], default);
            Zip<TOperator, TLanes, T>(padded, Padding.AsSpan<TLanes, T>(ref other), padded);
            padded[..(x.Length - i)].CopyTo(destination[i..]);
        }
    }

    [MethodImpl(Kernel.Options)]
    private static void ZipScalar<TOperator, TLanes, T>(ReadOnlySpan<T> x, T y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        ref T left = ref MemoryMarshal.GetReference(x);
        ref T target = ref MemoryMarshal.GetReference(destination);
        var right = TLanes.All(y);
        int i = 0;
        for (; i <= x.Length - TLanes.Count; i += TLanes.Count)
            TLanes.Store(TOperator.Invoke(TLanes.Load(ref left, (nuint)i), right), ref target, (nuint)i);
        if (i < x.Length)
        {
            var part = Padding.Load<TLanes, T>(x[i..], default);
            Span<T> padded = Padding.AsSpan<TLanes, T>(ref part);
            ZipScalar<TOperator, TLanes, T>(padded, y, padded);
            padded[..(x.Length - i)].CopyTo(destination[i..]);
        }
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
}
