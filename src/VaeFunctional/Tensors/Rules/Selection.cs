using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>x where the condition z is not 0, else y.</summary>
internal readonly struct Selection : ICoordinateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Value<TLanes>(TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.AreEqual(z, TLanes.Zero), y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ToX<TLanes>(TLanes cotangent, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.AreEqual(z, TLanes.Zero), TLanes.Zero, cotangent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ToY<TLanes>(TLanes cotangent, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> =>
        TLanes.AreEqual(z, TLanes.Zero) & cotangent;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ToZ<TLanes>(TLanes cotangent, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes> => TLanes.Zero;
}
