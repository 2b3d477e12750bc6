using System.Numerics;

namespace VaeFunctional.Kernels;

/// <summary>Matrix products of row-major spans.</summary>
internal interface IProducts
{
    /// <summary>What runs, in a sentence.</summary>
    string Description { get; }

    /// <summary>c[m, n] = op(a)[m, k] op(b)[k, n], where op transposes if asked: a is then stored as [k, m] and b as [n, k].</summary>
    void Multiply<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int n, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>;
}
