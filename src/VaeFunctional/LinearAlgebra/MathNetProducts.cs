using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace VaeFunctional;

/// <summary>
/// Products by Math.NET's current provider. It is column-major: read so, a row-major matrix is its transpose, and the transpose of a
/// product is the product of the transposes in the other order.
/// </summary>
internal sealed class MathNetProducts : IProducts
{
    public string Description => $"Math.NET products ({LinearAlgebraControl.Provider})";

    public void Multiply<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int n, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var provider = LinearAlgebraControl.Provider;
        if (typeof(T) == typeof(float))
            Multiply(provider, Cast<T, float>(a), transposeA, Cast<T, float>(b), transposeB, MemoryMarshal.Cast<T, float>(c), m, n, k);
        else
            Multiply(provider, Cast<T, double>(a), transposeA, Cast<T, double>(b), transposeB, MemoryMarshal.Cast<T, double>(c), m, n, k);
    }

    private static void Multiply<T>(
        ILinearAlgebraProvider<T> provider, T[] a, bool transposeA, T[] b, bool transposeB, Span<T> c, int m, int n, int k)
        where T : struct, INumberBase<T>
    {
        var result = new T[c.Length];
        provider.MatrixMultiplyWithUpdate(
            transposeB ? Transpose.Transpose : Transpose.DontTranspose,
            transposeA ? Transpose.Transpose : Transpose.DontTranspose,
            T.One,
            b,
            transposeB ? k : n,
            transposeB ? n : k,
            a,
            transposeA ? m : k,
            transposeA ? k : m,
            T.Zero,
            result);
        result.CopyTo(c);
    }

    private static TTo[] Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span)
        where TFrom : struct
        where TTo : struct =>
        MemoryMarshal.Cast<TFrom, TTo>(span).ToArray();
}
