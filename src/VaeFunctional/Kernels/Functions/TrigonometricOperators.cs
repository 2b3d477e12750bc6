namespace VaeFunctional.Kernels;

/// <summary>sin x, x in radians.</summary>
internal readonly struct Sin : IUnaryOperator, IScalarFunction
{
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => PerLane.Invoke<Sin, TLanes>(x, x);

    static T IScalarFunction.Invoke<T>(T x, T y) => T.Sin(x);
}

/// <summary>cos x, x in radians.</summary>
internal readonly struct Cos : IUnaryOperator, IScalarFunction
{
    public static TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => PerLane.Invoke<Cos, TLanes>(x, x);

    static T IScalarFunction.Invoke<T>(T x, T y) => T.Cos(x);
}
