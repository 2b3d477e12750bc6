using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>x + y.</summary>
internal readonly struct Add : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        x + y;
}

/// <summary>x - y.</summary>
internal readonly struct Subtract : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        x - y;
}

/// <summary>x y.</summary>
internal readonly struct Multiply : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        x * y;
}

/// <summary>x / y.</summary>
internal readonly struct Divide : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        x / y;
}

/// <summary>The greater; NaN if either is; 0 is greater than -0.</summary>
internal readonly struct Maximum : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Max(x, y);
}

/// <summary>The lesser; NaN if either is; -0 is less than 0.</summary>
internal readonly struct Minimum : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Min(x, y);
}

/// <summary>1 where x is greater than y, else 0: NaN included.</summary>
internal readonly struct Greater : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.IsLess(y, x) & TLanes.One;
}

/// <summary>1 where x is less than y, else 0: NaN included.</summary>
internal readonly struct Less : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.IsLess(x, y) & TLanes.One;
}

/// <summary>1 where x equals y, else 0: NaN included.</summary>
internal readonly struct Equal : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.AreEqual(x, y) & TLanes.One;
}

/// <summary>x^y, through the scalar function: e^(y ln x) in one precision would lose what the exponent amplifies.</summary>
internal readonly struct Power : IBinaryOperator, IScalarFunction
{
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => PerLane.Invoke<Power, TLanes>(x, y);

    static T IScalarFunction.Invoke<T>(T x, T y) => T.Pow(x, y);
}

/// <summary>x where y is positive, else 0: the pullback of max(., 0) by its result y.</summary>
internal readonly struct WherePositive : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.IsLess(TLanes.Zero, y) & x;
}
