using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>Functions of e^-|x|, which never overflows and keeps its relative accuracy.</summary>
internal static class Logistics
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var decay = Exponentials.Exp(-TLanes.Abs(x));
        var numerator = TLanes.Select(TLanes.IsLess(x, TLanes.Zero), decay, TLanes.One);
        return numerator / (TLanes.One + decay);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Softplus<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Relu.Invoke(x) + Logarithms.Log1pOfUnit(Exponentials.Exp(-TLanes.Abs(x)));

    /// <summary>tanh |x| = -w / (2 + w) with w = e^(-2 |x|) - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var magnitude = TLanes.Abs(x);
        var w = Exponentials.Expm1(-magnitude - magnitude);
        return TLanes.CopySign(w / (w + TLanes.Constant(2)), x);
    }
}
