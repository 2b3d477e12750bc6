using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>A function of one number, given for a whole vector of them.</summary>
internal interface IUnaryOperator
{
    static abstract Vector512<T> Invoke<T>(Vector512<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>;
}

/// <summary>A function of two numbers, given for a whole vector of pairs.</summary>
internal interface IBinaryOperator
{
    static abstract Vector512<T> Invoke<T>(Vector512<T> x, Vector512<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>;
}

/// <summary>
/// Applies operators to spans. The value at an element depends on the inputs at that element alone, never on its position
/// or on the length: what remains after the last whole vector goes through a padded one. A destination may be one of the inputs.
/// </summary>
internal static class Elementwise
{
    public static void Map<TOperator, T>(ReadOnlySpan<T> x, Span<T> destination)
        where TOperator : struct, IUnaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(destination.Length, x.Length, nameof(destination));
        ref T source = ref MemoryMarshal.GetReference(x);
        ref T target = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            TOperator.Invoke(Vector512.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref target, (nuint)i);
        if (i < x.Length)
            TOperator.Invoke(Lanes.LoadPadded(x[i..], T.Zero)).StorePart(destination[i..]);
    }

    public static void Zip<TOperator, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(y.Length, x.Length, nameof(y));
        RequireLength(destination.Length, x.Length, nameof(destination));
        ref T left = ref MemoryMarshal.GetReference(x);
        ref T right = ref MemoryMarshal.GetReference(y);
        ref T target = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            TOperator.Invoke(Vector512.LoadUnsafe(ref left, (nuint)i), Vector512.LoadUnsafe(ref right, (nuint)i))
                .StoreUnsafe(ref target, (nuint)i);
        if (i < x.Length)
            TOperator.Invoke(Lanes.LoadPadded(x[i..], T.Zero), Lanes.LoadPadded(y[i..], T.Zero)).StorePart(destination[i..]);
    }

    public static void ZipScalar<TOperator, T>(ReadOnlySpan<T> x, T y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(destination.Length, x.Length, nameof(destination));
        ref T left = ref MemoryMarshal.GetReference(x);
        ref T target = ref MemoryMarshal.GetReference(destination);
        var right = Vector512.Create(y);
        int i = 0;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            TOperator.Invoke(Vector512.LoadUnsafe(ref left, (nuint)i), right).StoreUnsafe(ref target, (nuint)i);
        if (i < x.Length)
            TOperator.Invoke(Lanes.LoadPadded(x[i..], T.Zero), right).StorePart(destination[i..]);
    }

    public static void ScalarZip<TOperator, T>(T x, ReadOnlySpan<T> y, Span<T> destination)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        ZipScalar<Flip<TOperator>, T>(y, x, destination);

    private static void RequireLength(int actual, int expected, string name)
    {
        if (actual != expected)
            throw new ArgumentException($"The length is {actual}, but {expected} elements are combined.", name);
    }

    private readonly struct Flip<TOperator> : IBinaryOperator where TOperator : struct, IBinaryOperator
    {
        public static Vector512<T> Invoke<T>(Vector512<T> x, Vector512<T> y)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => TOperator.Invoke(y, x);
    }
}
