using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>e^x.</summary>
internal readonly struct Exp : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Exponentials.Exp(x);
}

/// <summary>e^x - 1, accurate near 0 and never less than x.</summary>
internal readonly struct Expm1 : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Exponentials.Expm1(x);
}

/// <summary>e^x - 1 - x, accurate near 0, never negative: the rate of a Gaussian in its log-variance.</summary>
internal readonly struct Expm1MinusX : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Exponentials.Expm1MinusX(x);
}

/// <summary>ln x.</summary>
internal readonly struct Log : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Logarithms.Log(x);
}

/// <summary>ln(1 + x), accurate near 0.</summary>
internal readonly struct Log1p : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Logarithms.Log1p(x);
}

/// <summary>1 / (1 + e^-x).</summary>
internal readonly struct Sigmoid : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Logistics.Sigmoid(x);
}

/// <summary>ln(1 + e^x).</summary>
internal readonly struct Softplus : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Logistics.Softplus(x);
}

/// <summary>tanh x.</summary>
internal readonly struct Tanh : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Logistics.Tanh(x);
}

/// <summary>ln(1 - e^x) for x of at most 0.</summary>
internal readonly struct Log1mExp : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Logarithms.Log1mExp(x);
}
