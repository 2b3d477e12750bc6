using System.Globalization;
using System.Numerics;

namespace VaeFunctional;

/// <summary>Finds the values that a distribution cannot take.</summary>
internal static class Support
{
    public static void Check(Tensor x, int firstOutside, string what)
    {
        if (firstOutside < 0)
            return;
        var index = new int[x.Rank];
        var rest = firstOutside;
        for (var axis = x.Rank - 1; axis >= 0; axis--)
            (rest, index[axis]) = Math.DivRem(rest, x.Shape[axis]);
        throw new ArgumentException(
            $"{what}; the value at [{string.Join(", ", index)}] of shape {x.Shape} is {x.ElementAt(firstOutside).ToString(CultureInfo.InvariantCulture)}.");
    }

    public static void CheckFinite(Tensor x, string whose)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check(x, x.FirstNonFinite(), $"{whose} takes finite numbers");
    }

    public static int FirstNonBinary(Tensor x) =>
        x.Precision == Precision.Single ? FirstNonBinary(x.Read<float>()) : FirstNonBinary(x.Read<double>());

    private static int FirstNonBinary<T>(ReadOnlySpan<T> x)
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
