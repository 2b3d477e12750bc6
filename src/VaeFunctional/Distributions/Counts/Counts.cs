using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>Counts are whole numbers from 0: which values are, and what is said of the others.</summary>
internal static class Counts
{
    /// <summary>All ones where x is a count, 0 elsewhere and at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes AreCounts<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.AreEqual(FloatingPoint.Floor(x), x) & TLanes.IsLessOrEqual(TLanes.Zero, x) & TLanes.IsLess(x, TLanes.Constant(double.PositiveInfinity));

    /// <summary>The log-probability of what is not a count: -infinity, and NaN at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Impossible<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Abs(x) * TLanes.Constant(double.NegativeInfinity);

    /// <summary>Refuses what is not a count, by the first such value.</summary>
    /// <param name="x">The data, any shape.</param>
    /// <param name="whose">The name used in the error message.</param>
    public static void Check(Tensor x, string whose)
    {
        ArgumentNullException.ThrowIfNull(x);
        DataCheck.RefuseAt(
            x,
            x.Precision == Precision.Single ? FirstOther(x.Read<float>()) : FirstOther(x.Read<double>()),
            $"{whose} takes counts, whole numbers from 0 (of counts that were divided by a size, give the counts, and the size as exposure; for rates and logarithms use a continuous likelihood)");
    }

    private static int FirstOther<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            if (!(x[i] >= T.Zero && T.IsInteger(x[i])))
                return i;
        }

        return -1;
    }
}
