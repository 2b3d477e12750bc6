using System.Numerics;

namespace VaeFunctional.Kernels;

/// <summary>Matrix products by the backend in use.</summary>
internal static class Products
{
    /// <summary>c[m, n] = op(a)[m, k] op(b)[k, n], where op transposes if asked: a is then stored as [k, m] and b as [n, k].</summary>
    /// <exception cref="ArgumentException">A length does not match its shape.</exception>
    public static void Multiply<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int n, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        RequireLength(a.Length, m, k, nameof(a));
        RequireLength(b.Length, k, n, nameof(b));
        RequireLength(c.Length, m, n, nameof(c));
        if (k == 0)
            c.Clear();
        else if (m > 0 && n > 0)
            Backend.Products.Multiply(a, transposeA, b, transposeB, c, m, n, k);
    }

    private static void RequireLength(int length, int rows, int columns, string name)
    {
        if (length != (long)rows * columns)
            throw new ArgumentException($"{length} elements do not form [{rows}, {columns}].", name);
    }
}
