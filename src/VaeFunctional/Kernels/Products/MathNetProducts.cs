using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace VaeFunctional.Kernels;

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
        ILinearAlgebraProvider<T> provider, ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int n, int k)
        where T : struct, INumberBase<T>
    {
        var left = ExactArrays<T>.OfThisThread("left", a.Length);
        var right = ExactArrays<T>.OfThisThread("right", b.Length);
        var result = ExactArrays<T>.OfThisThread("result", c.Length);
        a.CopyTo(left);
        b.CopyTo(right);
        provider.MatrixMultiplyWithUpdate(
            transposeB ? Transpose.Transpose : Transpose.DontTranspose,
            transposeA ? Transpose.Transpose : Transpose.DontTranspose,
            T.One,
            right,
            transposeB ? k : n,
            transposeB ? n : k,
            left,
            transposeA ? m : k,
            transposeA ? k : m,
            T.Zero,
            result);
        result.CopyTo(c);
    }

    private static ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span)
        where TFrom : struct
        where TTo : struct =>
        MemoryMarshal.Cast<TFrom, TTo>(span);

    /// <summary>Arrays of the exact lengths that the provider insists on.</summary>
    private static class ExactArrays<T>
    {
        private const int Most = 128;

        [ThreadStatic]
        private static Dictionary<(string Use, int Length), T[]>? arrays;

        /// <summary>The array of this thread for a use; its elements are those of the last time.</summary>
        public static T[] OfThisThread(string use, int length)
        {
            arrays ??= [];
            if (arrays.TryGetValue((use, length), out var found))
                return found;
            // Training repeats a few lengths; whatever else makes many of them is not worth the memory.
            if (arrays.Count == Most)
                arrays.Clear();
            return arrays[(use, length)] = new T[length];
        }
    }
}
