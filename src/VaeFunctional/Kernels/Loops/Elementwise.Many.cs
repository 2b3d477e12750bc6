using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <content>Operators of three and four operands: compositions in one pass.</content>
internal static unsafe partial class Elementwise
{
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
            Ranges.Run(new QuaternaryJob<TOperator, T>(first, second, third, fourth, target), w.Length, Grain);
    }

    [MethodImpl(Kernel.Options)]
    private static void Combine<TOperator, TLanes, T>(T* w, T* x, T* y, T* z, T* destination, int length)
        where TOperator : struct, IQuaternaryOperator
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        nuint i = 0;
        for (; i + (nuint)TLanes.Count <= (nuint)length; i += (nuint)TLanes.Count)
            TLanes.Store(
                TOperator.Invoke(TLanes.Load(ref *w, i), TLanes.Load(ref *x, i), TLanes.Load(ref *y, i), TLanes.Load(ref *z, i)),
                ref *destination,
                i);
        if (i < (nuint)length)
            CombinePadded<TOperator, TLanes, T>(w + i, x + i, y + i, z + i, destination + i, length - (int)i);
    }

    private static void CombinePadded<TOperator, TLanes, T>(T* w, T* x, T* y, T* z, T* destination, int length)
        where TOperator : struct, IQuaternaryOperator
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        int lanes = TLanes.Count;
        T* padded = stackalloc T[4 * lanes];
        new Span<T>(padded, 4 * lanes).Clear();
        Part(w, 0, length).CopyTo(new Span<T>(padded, lanes));
        Part(x, 0, length).CopyTo(new Span<T>(padded + lanes, lanes));
        Part(y, 0, length).CopyTo(new Span<T>(padded + 2 * lanes, lanes));
        Part(z, 0, length).CopyTo(new Span<T>(padded + 3 * lanes, lanes));
        Combine<TOperator, TLanes, T>(padded, padded + lanes, padded + 2 * lanes, padded + 3 * lanes, padded, lanes);
        Part(padded, 0, length).CopyTo(new Span<T>(destination, length));
    }

    private readonly struct OfFirstThree<TOperator> : IQuaternaryOperator where TOperator : struct, ITernaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes w, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> =>
            TOperator.Invoke(w, x, y);
    }
}
