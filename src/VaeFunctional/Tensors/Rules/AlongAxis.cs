using System.Numerics;

namespace VaeFunctional;

/// <summary>Sums, searches and choices along one axis, element by element.</summary>
internal static class AlongAxis
{
    /// <summary>Sums up to each element, or from it on.</summary>
    public static Tensor CumulativeSum(Tensor x, int axis, bool fromEnd)
    {
        var result = Tensor.Allocate(x.Shape, x.Precision);
        if (x.Precision == Precision.Single)
            Accumulate(x.Read<float>(), result.Write<float>(), x.Shape, axis, fromEnd);
        else
            Accumulate(x.Read<double>(), result.Write<double>(), x.Shape, axis, fromEnd);
        return result;
    }

    /// <summary>The index of the first NaN, or else of the first largest element; the axis keeps size 1.</summary>
    public static Tensor ArgMax(Tensor x, int axis)
    {
        var result = Tensor.Allocate(x.Shape.With(axis, 1), x.Precision);
        if (x.Precision == Precision.Single)
            ArgMax(x.Read<float>(), result.Write<float>(), x.Shape, axis);
        else
            ArgMax(x.Read<double>(), result.Write<double>(), x.Shape, axis);
        return result;
    }

    /// <summary>The places, in a tensor whose rows have the given size, of the elements that the indices of each row mean.</summary>
    public static int[] Places(Tensor indices, int size)
    {
        var numbers = indices.ToDoubles();
        var wrong = Array.FindIndex(numbers, index => !(index >= 0 && index < size && index == Math.Floor(index)));
        DataCheck.RefuseAt(indices, wrong, $"Gather takes indices that are whole numbers from 0 to {size - 1}");
        var columns = indices.Shape[-1];
        return [.. numbers.Select((index, i) => (i / columns * size) + (int)index)];
    }

    /// <summary>The elements at the places.</summary>
    public static Tensor Taken(Tensor x, int[] places, Shape shape)
    {
        var result = Tensor.Allocate(shape, x.Precision);
        if (x.Precision == Precision.Single)
            Gathering.Rows(x.Read<float>(), 1, places, result.Write<float>());
        else
            Gathering.Rows(x.Read<double>(), 1, places, result.Write<double>());
        return result;
    }

    /// <summary>Zeros, with each number added at its place.</summary>
    public static Tensor AddedTo(Tensor numbers, int[] places, Shape shape)
    {
        var result = Tensor.Zeros(shape, numbers.Precision);
        if (numbers.Precision == Precision.Single)
            Add(numbers.Read<float>(), places, result.Write<float>());
        else
            Add(numbers.Read<double>(), places, result.Write<double>());
        return result;
    }

    private static void Accumulate<T>(ReadOnlySpan<T> x, Span<T> result, Shape shape, int axis, bool fromEnd)
        where T : INumber<T>
    {
        var (size, inner) = (shape[axis], shape.CountAfter(axis));
        for (var lane = 0; lane < shape.CountBefore(axis) * inner; lane++)
        {
            var sum = T.Zero;
            for (var i = 0; i < size; i++)
            {
                var at = Index(lane, fromEnd ? size - 1 - i : i, size, inner);
                result[at] = sum += x[at];
            }
        }
    }

    private static void ArgMax<T>(ReadOnlySpan<T> x, Span<T> result, Shape shape, int axis)
        where T : IFloatingPoint<T>
    {
        var (size, inner) = (shape[axis], shape.CountAfter(axis));
        for (var lane = 0; lane < result.Length; lane++)
        {
            var best = 0;
            for (var i = 1; i < size && !T.IsNaN(x[Index(lane, best, size, inner)]); i++)
            {
                if (!(x[Index(lane, i, size, inner)] <= x[Index(lane, best, size, inner)]))
                    best = i;
            }

            result[lane] = T.CreateChecked(best);
        }
    }

    private static int Index(int lane, int i, int size, int inner) => (((lane / inner * size) + i) * inner) + (lane % inner);

    private static void Add<T>(ReadOnlySpan<T> numbers, int[] places, Span<T> sums)
        where T : IAdditionOperators<T, T, T>
    {
        for (var i = 0; i < places.Length; i++)
            sums[places[i]] += numbers[i];
    }
}
