using System.Numerics;

namespace VaeFunctional;

/// <summary>Finds the values that are neither 0 nor 1.</summary>
internal static class Bits
{
    /// <summary>The index of the first element, row-major, that is neither 0 nor 1, or -1.</summary>
    public static int FirstOther(Tensor x) =>
        x.Precision == Precision.Single ? FirstOther(x.Read<float>()) : FirstOther(x.Read<double>());

    private static int FirstOther<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var start = 0;
        while (start <= x.Length - Vector<T>.Count && AllBinary(new Vector<T>(x[start..])))
            start += Vector<T>.Count;
        for (var i = start; i < x.Length; i++)
        {
            if (x[i] != T.Zero && x[i] != T.One)
                return i;
        }

        return -1;
    }

    /// <summary>Only 0 and 1 are their own squares; NaN equals nothing, and infinity is excluded by the second test.</summary>
    private static bool AllBinary<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.EqualsAll(x * x, x) && Vector.LessThanOrEqualAll(x, Vector<T>.One);
}
