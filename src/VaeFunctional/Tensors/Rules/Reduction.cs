using System.Numerics;

namespace VaeFunctional;

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
        if (inner == 1)
        {
            Reductions.ReduceEach<TReduction, T>(source, size, destination);
            return result;
        }

        for (var outer = 0; outer < x.Shape.CountBefore(axis); outer++)
        {
            var slab = source.Slice(outer * size * inner, size * inner);
            TReduction.ReduceRows(slab, size, inner, destination.Slice(outer * inner, inner));
        }

        return result;
    }
}
