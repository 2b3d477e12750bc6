using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>A function of one coordinate of three operands, and its pullback to each: all that a fused rule has to say.</summary>
internal interface ICoordinateFunction
{
    static abstract TLanes Value<TLanes>(TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes>;

    static abstract TLanes ToX<TLanes>(TLanes cotangent, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes>;

    static abstract TLanes ToY<TLanes>(TLanes cotangent, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes>;

    static abstract TLanes ToZ<TLanes>(TLanes cotangent, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes>;
}

/// <summary>A function of one coordinate of two operands, and its pullback to each.</summary>
internal interface IPairFunction
{
    static abstract TLanes Value<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes>;

    static abstract TLanes ToX<TLanes>(TLanes cotangent, TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes>;

    static abstract TLanes ToY<TLanes>(TLanes cotangent, TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes>;
}

/// <summary>A function of two operands as one of three that ignores the last.</summary>
internal readonly struct OfFirstTwo<TFunction> : ICoordinateFunction where TFunction : struct, IPairFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Value<TLanes>(TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> => TFunction.Value(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ToX<TLanes>(TLanes cotangent, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> => TFunction.ToX(cotangent, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ToY<TLanes>(TLanes cotangent, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> => TFunction.ToY(cotangent, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ToZ<TLanes>(TLanes cotangent, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> => TLanes.Zero;
}

/// <summary>A function's value as an operator of kernels.</summary>
internal readonly struct ValueOf<TFunction> : ITernaryOperator where TFunction : struct, ICoordinateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> => TFunction.Value(x, y, z);
}

/// <summary>A function's pullback to its first operand as an operator of kernels.</summary>
internal readonly struct ToXOf<TFunction> : IQuaternaryOperator where TFunction : struct, ICoordinateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes w, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> => TFunction.ToX(w, x, y, z);
}

/// <summary>A function's pullback to its second operand as an operator of kernels.</summary>
internal readonly struct ToYOf<TFunction> : IQuaternaryOperator where TFunction : struct, ICoordinateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes w, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> => TFunction.ToY(w, x, y, z);
}

/// <summary>A function's pullback to its third operand as an operator of kernels.</summary>
internal readonly struct ToZOf<TFunction> : IQuaternaryOperator where TFunction : struct, ICoordinateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes w, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> => TFunction.ToZ(w, x, y, z);
}
