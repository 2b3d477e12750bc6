using System.Numerics;

namespace VaeFunctional.Kernels;

/// <summary>A kernel that reduces a span to a number, and the leading axis of a matrix to a vector.</summary>
internal interface IReduction
{
    static abstract T Reduce<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>;

    static abstract void ReduceRows<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>;
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
