using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>Functions of e^-|x|, which never overflows and keeps its relative accuracy.</summary>
internal static class Logistics
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sigmoid<T>(Vector512<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var decay = Exponentials.Exp(-Vector512.Abs(x));
        var numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), decay, Vector512<T>.One);
        return numerator / (Vector512<T>.One + decay);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Softplus<T>(Vector512<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        Relu.Invoke(x) + Logarithms.Log1p(Exponentials.Exp(-Vector512.Abs(x)));

    /// <summary>tanh |x| = -w / (2 + w) with w = e^(-2 |x|) - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tanh<T>(Vector512<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var magnitude = Vector512.Abs(x);
        var w = Exponentials.Expm1(-magnitude - magnitude);
        return Vector512.CopySign(w / (w + Lanes.Constant<T>(2)), x);
    }
}
