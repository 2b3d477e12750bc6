using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>ln gamma(x) for x of at least 0.</summary>
internal readonly struct LogGamma : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => Gammas.LogGamma(x);
}

/// <summary>The derivative of ln gamma(x).</summary>
internal readonly struct Digamma : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => Gammas.Digamma(x);
}

/// <summary>The second derivative of ln gamma(x).</summary>
internal readonly struct Trigamma : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => Gammas.Trigamma(x);
}

/// <summary>ln gamma(t + 1) less Stirling's formula for it.</summary>
internal readonly struct StirlingError : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => Gammas.StirlingError(x);
}

/// <summary>The derivative of <see cref="StirlingError"/>.</summary>
internal readonly struct StirlingErrorDerivative : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => Gammas.StirlingErrorDerivative(x);
}
