using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional.Kernels;

/// <summary>Sums of vectors by halves, the same tree at every width.</summary>
internal static class Halves
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector256<T> x) where T : unmanaged, INumberBase<T> => Sum(x.GetLower() + x.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector128<T> x) where T : unmanaged, INumberBase<T>
    {
        var half = x.GetLower() + x.GetUpper();
        return Vector64<T>.Count == 1 ? half[0] : half[0] + half[1];
    }
}
