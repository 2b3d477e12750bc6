using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>Levels of a discretized logistic distribution, in units of their distance, as functions of a coordinate.</summary>
internal static class LevelTerms
{
    /// <summary>How far from a level a value is still that level, in units of the highest: what rounding to single precision makes of it, and no more.</summary>
    private const double Rounding = 1.0 / (1 << 22);

    /// <summary>
    /// Where the interval of a value is open: -1 at the lowest level, 1 at the highest, 0 between them; 2 outside of the support, NaN at NaN.
    /// The second operand is the highest level.
    /// </summary>
    public readonly struct OpenEnd : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes x, TLanes top) where TLanes : struct, ILanes<TLanes>
        {
            var level = x * top;
            var nearest = FloatingPoint.Round(level);
            var isLevel = TLanes.IsLess(TLanes.Abs(level - nearest), top * TLanes.Constant(Rounding))
                & TLanes.IsLessOrEqual(TLanes.Zero, nearest) & TLanes.IsLessOrEqual(nearest, top);
            var end = (TLanes.AreEqual(nearest, top) & TLanes.One) - (TLanes.AreEqual(nearest, TLanes.Zero) & TLanes.One);
            return TLanes.Select(TLanes.AreEqual(x, x), TLanes.Select(isLevel, end, TLanes.Constant(2)), x);
        }
    }

    /// <summary>The level less the location; the last operand is the highest level.</summary>
    public readonly struct Deviation : ICoordinateFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes x, TLanes location, TLanes top) where TLanes : struct, ILanes<TLanes> =>
            FloatingPoint.Round(x * top) - location * top;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes x, TLanes location, TLanes top) where TLanes : struct, ILanes<TLanes> => TLanes.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes x, TLanes location, TLanes top) where TLanes : struct, ILanes<TLanes> => -g * top;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToZ<TLanes>(TLanes g, TLanes x, TLanes location, TLanes top) where TLanes : struct, ILanes<TLanes> => TLanes.Zero;
    }

    /// <summary>The log-probability of a level, by its open end, its deviation from the location, and the log-scale, all in units of levels.</summary>
    public readonly struct LogProbability : ICoordinateFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes end, TLanes deviation, TLanes logScale) where TLanes : struct, ILanes<TLanes>
        {
            var (a, b, width, _) = Interval(end, deviation, logScale);
            var outside = TLanes.Abs(end) * TLanes.Constant(double.NegativeInfinity);
            return TLanes.Select(TLanes.IsLessOrEqual(TLanes.Abs(end), TLanes.One), LogisticInterval.LogProbability(a, b, width), outside);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToX<TLanes>(TLanes g, TLanes end, TLanes deviation, TLanes logScale) where TLanes : struct, ILanes<TLanes> => TLanes.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToY<TLanes>(TLanes g, TLanes end, TLanes deviation, TLanes logScale) where TLanes : struct, ILanes<TLanes>
        {
            var (a, b, _, _) = Interval(end, deviation, logScale);
            return g * LogisticInterval.SlopeInPlace(a, b) * InverseScale.Of(-logScale).Value;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes ToZ<TLanes>(TLanes g, TLanes end, TLanes deviation, TLanes logScale) where TLanes : struct, ILanes<TLanes>
        {
            var (a, b, width, isFree) = Interval(end, deviation, logScale);
            return -g * (isFree & LogisticInterval.SlopeInProportion(a, b, width));
        }

        /// <summary>The points half a level below and above in units of the scale, and their distance, infinite at an open end.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static (TLanes A, TLanes B, TLanes Width, TLanes IsFree) Interval<TLanes>(TLanes end, TLanes deviation, TLanes logScale)
            where TLanes : struct, ILanes<TLanes>
        {
            var (inverse, isFree) = InverseScale.Of(-logScale);
            var (half, infinity) = (TLanes.Constant(0.5), TLanes.Constant(double.PositiveInfinity));
            var a = TLanes.Select(TLanes.AreEqual(end, -TLanes.One), -infinity, (deviation - half) * inverse);
            var b = TLanes.Select(TLanes.AreEqual(end, TLanes.One), infinity, (deviation + half) * inverse);
            return (a, b, TLanes.Select(TLanes.AreEqual(end, TLanes.Zero), inverse, infinity), isFree);
        }
    }
}
