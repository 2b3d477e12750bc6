using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>-x.</summary>
internal readonly struct Negate : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        -x;
}

/// <summary>|x|.</summary>
internal readonly struct Abs : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Abs(x);
}

/// <summary>x^2.</summary>
internal readonly struct Square : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        x * x;
}

/// <summary>1 / x.</summary>
internal readonly struct Reciprocal : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.One / x;
}

/// <summary>The square root; NaN below zero.</summary>
internal readonly struct Sqrt : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Sqrt(x);
}

/// <summary>max(x, 0); NaN stays NaN.</summary>
internal readonly struct Relu : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.IsLessOrEqual(x, TLanes.Zero), TLanes.Zero, x);
}

/// <summary>-1, 0 or 1; zeros and NaN stay as they are.</summary>
internal readonly struct Sign : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.IsLess(TLanes.Zero, TLanes.Abs(x)), TLanes.CopySign(TLanes.One, x), x);
}

/// <summary>1 where x is NaN, else 0.</summary>
internal readonly struct IsNaN : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.AreEqual(x, x), TLanes.Zero, TLanes.One);
}

/// <summary>The greatest integer that is not above x.</summary>
internal readonly struct Floor : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => FloatingPoint.Floor(x);
}

/// <summary>The nearest integer, the even one of two.</summary>
internal readonly struct Round : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => FloatingPoint.Round(x);
}
