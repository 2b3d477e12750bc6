using System.Numerics;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>sin x, x in radians.</summary>
internal readonly struct Sin : IUnaryOperator
{
    public static Vector512<T> Invoke<T>(Vector512<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => Lanes.PerLane(x, x, static (a, _) => T.Sin(a));
}

/// <summary>cos x, x in radians.</summary>
internal readonly struct Cos : IUnaryOperator
{
    public static Vector512<T> Invoke<T>(Vector512<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> => Lanes.PerLane(x, x, static (a, _) => T.Cos(a));
}
