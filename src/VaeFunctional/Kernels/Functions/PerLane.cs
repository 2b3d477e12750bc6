using System.Numerics;

namespace VaeFunctional.Kernels;

/// <summary>A function that is only known for one number at a time.</summary>
internal interface IScalarFunction
{
    static abstract T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T>;
}

/// <summary>Scalar functions, lane by lane.</summary>
internal static class PerLane
{
    public static TLanes Invoke<TFunction, TLanes>(TLanes x, TLanes y)
        where TFunction : struct, IScalarFunction
        where TLanes : struct, ILanes<TLanes>
    {
        if (TLanes.IsSingle)
            Each<TFunction, float>(Padding.AsSpan<TLanes, float>(ref x), Padding.AsSpan<TLanes, float>(ref y));
        else
            Each<TFunction, double>(Padding.AsSpan<TLanes, double>(ref x), Padding.AsSpan<TLanes, double>(ref y));
        return x;
    }

    private static void Each<TFunction, T>(Span<T> x, ReadOnlySpan<T> y)
        where TFunction : struct, IScalarFunction
        where T : IBinaryFloatingPointIeee754<T>
    {
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] = TFunction.Invoke(x[lane], y[lane]);
    }
}
