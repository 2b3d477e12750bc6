using System.Numerics;

namespace VaeFunctional.Kernels;

/// <summary>Numbers of one type as numbers of another.</summary>
internal static class Conversions
{
    /// <summary>The nearest number of the other type, element by element.</summary>
    public static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> destination)
        where TFrom : INumberBase<TFrom>
        where TTo : INumberBase<TTo>
    {
        for (int i = 0; i < source.Length; i++)
            destination[i] = TTo.CreateTruncating(source[i]);
    }
}
