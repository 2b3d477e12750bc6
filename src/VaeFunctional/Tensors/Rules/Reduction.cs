using System.Numerics;

namespace VaeFunctional;

/// <summary>A kernel that reduces a span to a number, and the leading axis of a matrix to a vector.</summary>
internal interface IReduction
{
    static abstract T Reduce<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>;

    static abstract void ReduceRows<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>;
}

/// <summary>Runs a reduction over one axis or over all elements of a tensor.</summary>
internal static class Reduction
{
    public static Tensor Over<TReduction>(Tensor x, int axis)
        where TReduction : struct, IReduction =>
        x.Precision == Precision.Single ? Over<TReduction, float>(x, axis) : Over<TReduction, double>(x, axis);

    private static Tensor Over<TReduction, T>(Tensor x, int axis)
        where TReduction : struct, IReduction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var result = Tensor.Allocate<T>(x.Shape.With(axis, 1));
        var (size, inner) = (x.Shape[axis], x.Shape.CountAfter(axis));
        var source = x.Read<T>();
        var destination = result.Write<T>();
        for (var outer = 0; outer < x.Shape.CountBefore(axis); outer++)
        {
            var slab = source.Slice(outer * size * inner, size * inner);
            if (inner == 1)
                destination[outer] = TReduction.Reduce(slab);
            else
                TReduction.ReduceRows(slab, size, inner, destination.Slice(outer * inner, inner));
        }

        return result;
    }
}

internal readonly struct SumReduction : IReduction
{
    public static T Reduce<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => Reductions.Sum(x);

    public static void ReduceRows<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => Reductions.SumRows(x, rows, columns, destination);
}

internal readonly struct MaxReduction : IReduction
{
    public static T Reduce<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => Reductions.Max(x);

    public static void ReduceRows<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => Reductions.MaxRows(x, rows, columns, destination);
}

internal readonly struct LogSumExpReduction : IReduction
{
    public static T Reduce<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => Reductions.LogSumExp(x);

    public static void ReduceRows<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => Reductions.LogSumExpRows(x, rows, columns, destination);
}
