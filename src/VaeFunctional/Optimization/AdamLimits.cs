using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>The numbers of an Adam step that are the same for every element, in double.</summary>
/// <param name="Beta1">The decay of the first moment.</param>
/// <param name="Beta2">The decay of the second moment.</param>
/// <param name="Rate">The learning rate over 1 - beta1^t.</param>
/// <param name="Correction">1 / (1 - beta2^t).</param>
/// <param name="Epsilon">What keeps the quotient finite.</param>
/// <param name="Decay">The learning rate times the weight decay.</param>
internal readonly record struct AdamFactors(double Beta1, double Beta2, double Rate, double Correction, double Epsilon, double Decay)
{
    private static readonly double MostGain = Math.ScaleB(1, 40);
    private static readonly double LeastEpsilon = Math.ScaleB(1, -100);
    private static readonly double MostRate = Math.ScaleB(1, 20);

    /// <summary>
    /// Whether a step from moderate parameters, gradients and moments has finite results: with p, m and v below 2^82, g below 2^41 and the
    /// bounds here, m rate / (sqrt(v correction) + epsilon) is below 2^124 and p decay below 2^102; floats go up to 2^128.
    /// </summary>
    public bool AreModerate =>
        Rate <= MostRate && Rate / Epsilon <= MostGain && Correction <= MostGain && Epsilon >= LeastEpsilon && Decay <= MostRate;
}

/// <summary>
/// What is moderate: so small that a step of Adam cannot overflow, in either precision. Only from there may a step overwrite what it began
/// with, since a step that diverges has to leave that as it was.
/// </summary>
internal static unsafe class AdamLimits
{
    private const int Grain = 1 << 16;

    /// <summary>Below 2^41, so that squares are moderate.</summary>
    public static bool IsModerate<T>(ReadOnlySpan<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        bool isModerate = true;
        fixed (T* g = gradient)
            Width.Run<Check<T>, T>(new(g, gradient.Length, &isModerate));
        return isModerate;
    }

    /// <summary>What multiplies parameters and moments beyond the greatest number if one of them is 2^82 or more, and none below 2^80.</summary>
    public static double Headroom<T>() where T : unmanaged => Math.ScaleB(1, GreatestExponent<T>() - 81);

    private static double GradientHeadroom<T>() where T : unmanaged => Math.ScaleB(1, GreatestExponent<T>() - 40);

    private static int GreatestExponent<T>() where T : unmanaged => typeof(T) == typeof(float) ? 127 : 1023;

    private readonly struct Check<T>(T* gradient, int length, bool* isModerate) : ILanesJob<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes, T> =>
            Ranges.Run(new Job<TLanes, T>(gradient, isModerate), length, Grain);
    }

    private readonly struct Job<TLanes, T>(T* gradient, bool* isModerate) : IRangeJob
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T* gradient = gradient;
        private readonly bool* isModerate = isModerate;

        public void Run(int start, int length)
        {
            int whole = length / TLanes.Count * TLanes.Count;
            bool isModerate = AreWholeModerate(gradient + start, whole);
            T headroom = T.CreateChecked(GradientHeadroom<T>());
            for (int i = start + whole; i < start + length; i++)
                isModerate &= T.IsFinite(gradient[i] * headroom);
            if (!isModerate)
                *this.isModerate = false;
        }

        [MethodImpl(Kernel.Options)]
        private static bool AreWholeModerate(T* gradient, int length)
        {
            TLanes headroom = TLanes.Constant(GradientHeadroom<T>()), doubt = TLanes.Zero;
            for (nuint i = 0; i < (nuint)length; i += (nuint)TLanes.Count)
            {
                var scaled = TLanes.Load(gradient + i) * headroom;
                doubt += scaled - scaled;
            }
            return TLanes.AllEqual(doubt, TLanes.Zero);
        }
    }
}
