using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>
/// The logarithm of the probability that a logistic distribution has between two points, either of which may be infinite:
/// <c>log [sigmoid(b) - sigmoid(a)] = -softplus(-b) - softplus(a) + log(1 - e^(a - b))</c>.
/// </summary>
/// <remarks>None of the three terms is positive, so that nothing cancels, however far from 0 and however near to each other the points are.</remarks>
internal static class LogisticInterval
{
    /// <summary>The logarithm of the probability.</summary>
    /// <param name="a">The lower point.</param>
    /// <param name="b">The upper point.</param>
    /// <param name="width">b - a, which is given since a difference of rounded points would have lost it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LogProbability<TLanes>(TLanes a, TLanes b, TLanes width) where TLanes : struct, ILanes<TLanes> =>
        Logarithms.Log1mExp(-width) - Logistics.Softplus(-b) - Logistics.Softplus(a);

    /// <summary>The derivative in b, sigmoid(-b) + 1 / (e^width - 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SlopeInUpper<TLanes>(TLanes b, TLanes width) where TLanes : struct, ILanes<TLanes> =>
        Logistics.Sigmoid(-b) + TLanes.One / Exponentials.Expm1(width);

    /// <summary>The derivative in a, -sigmoid(a) - 1 / (e^width - 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SlopeInLower<TLanes>(TLanes a, TLanes width) where TLanes : struct, ILanes<TLanes> =>
        -Logistics.Sigmoid(a) - TLanes.One / Exponentials.Expm1(width);

    /// <summary>The derivative when both points move together, sigmoid(-b) - sigmoid(a): what depends on the width drops out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SlopeInPlace<TLanes>(TLanes a, TLanes b) where TLanes : struct, ILanes<TLanes> =>
        Logistics.Sigmoid(-b) - Logistics.Sigmoid(a);

    /// <summary>The derivative when both points and the width grow in proportion, which is that in the logarithm of the inverse scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SlopeInProportion<TLanes>(TLanes a, TLanes b, TLanes width) where TLanes : struct, ILanes<TLanes>
    {
        // The width is kept where its quotient is a number: 1 near 0, and 0 from 1000 on.
        var w = TLanes.Clamp(width, TLanes.Constant(1e-37), TLanes.Constant(1000));
        return w / Exponentials.Expm1(w) - TimesSigmoid(a) - TimesSigmoid(-b);
    }

    /// <summary>x sigmoid(x), which is 0 at -infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes TimesSigmoid<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Max(x, TLanes.Constant(-1000)) * Logistics.Sigmoid(x);

    /// <summary>The logarithm of the probability between two borders under a logistic distribution of scale 1 about a location.</summary>
    public readonly struct Between : ICoordinateFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes lower, TLanes upper, TLanes location) where TLanes : struct, ILanes<TLanes> =>
            LogProbability(lower - location, upper - location, upper - lower);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes lower, TLanes upper, TLanes location) where TLanes : struct, ILanes<TLanes> =>
            g * SlopeInLower(lower - location, upper - lower);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes lower, TLanes upper, TLanes location) where TLanes : struct, ILanes<TLanes> =>
            g * SlopeInUpper(upper - location, upper - lower);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToZ<TLanes>(TLanes g, TLanes lower, TLanes upper, TLanes location) where TLanes : struct, ILanes<TLanes> =>
            -g * SlopeInPlace(lower - location, upper - location);
    }
}
