using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>One pass over a parameter, its gradient and its two moments.</summary>
internal static unsafe class AdamKernel
{
    private const int Grain = 1 << 14;

    /// <summary>
    /// The moments after a step, and the parameter after it, or its displacement alone. A destination is its source or other memory.
    /// </summary>
    /// <returns>Whether all results are moderate: see <see cref="AdamLimits"/>.</returns>
    public static bool Run<T>(
        AdamFactors factors,
        bool subtracts,
        ReadOnlySpan<T> parameter,
        ReadOnlySpan<T> gradient,
        ReadOnlySpan<T> first,
        ReadOnlySpan<T> second,
        Span<T> moved,
        Span<T> movedFirst,
        Span<T> movedSecond)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        int length = parameter.Length;
        if (gradient.Length != length || first.Length != length || second.Length != length
            || moved.Length != length || movedFirst.Length != length || movedSecond.Length != length)
            throw new ArgumentException($"A parameter of {length} elements, its gradient and its moments differ in length.", nameof(parameter));
        bool isModerate = true;
        fixed (T* p = parameter, g = gradient, m = first, v = second, p1 = moved, m1 = movedFirst, v1 = movedSecond)
        {
            var pass = new Pass<T>
            {
                Factors = factors, Subtracts = subtracts, IsModerate = &isModerate,
                Parameter = p, Gradient = g, First = m, Second = v, Moved = p1, MovedFirst = m1, MovedSecond = v1,
            };
            Width.Run<Step<T>, T>(new(pass, length));
        }
        return isModerate;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Pass<T> where T : unmanaged
    {
        public AdamFactors Factors;
        public bool Subtracts;
        public bool* IsModerate;
        public T* Parameter;
        public T* Gradient;
        public T* First;
        public T* Second;
        public T* Moved;
        public T* MovedFirst;
        public T* MovedSecond;
    }

    private readonly struct Step<T>(Pass<T> pass, int length) : ILanesJob<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes, T> => Ranges.Run(new Job<TLanes, T>(pass), length, Grain);
    }

    private readonly struct Job<TLanes, T>(Pass<T> pass) : IRangeJob
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Pass<T> pass = pass;

        public void Run(int start, int length)
        {
            int whole = length / TLanes.Count * TLanes.Count;
            RunWhole(pass, start, start + whole);
            if (whole < length)
                RunPadded(start + whole, length - whole);
        }

        [MethodImpl(Kernel.Options)]
        private static void RunWhole(in Pass<T> pass, int start, int end)
        {
            // A number that the headroom multiplies beyond the greatest one becomes infinite, and infinity less itself is NaN, as is each sum with it.
            TLanes headroom = TLanes.Constant(AdamLimits.Headroom<T>()), doubt = TLanes.Zero;
            var factors = pass.Factors;
            TLanes beta1 = TLanes.Constant(factors.Beta1), rest1 = TLanes.Constant(1 - factors.Beta1);
            TLanes beta2 = TLanes.Constant(factors.Beta2), rest2 = TLanes.Constant(1 - factors.Beta2);
            TLanes rate = TLanes.Constant(factors.Rate), correction = TLanes.Constant(factors.Correction);
            TLanes epsilon = TLanes.Constant(factors.Epsilon), decay = TLanes.Constant(factors.Decay);
            bool decays = factors.Decay != 0;
            for (nuint i = (nuint)start; i < (nuint)end; i += (nuint)TLanes.Count)
            {
                var gradient = TLanes.Load(pass.Gradient + i);
                var first = TLanes.Load(pass.First + i) * beta1 + gradient * rest1;
                var second = TLanes.Load(pass.Second + i) * beta2 + gradient * gradient * rest2;
                var parameter = TLanes.Load(pass.Parameter + i);
                var moved = first * rate / (TLanes.Sqrt(second * correction) + epsilon);
                if (decays)
                    moved += parameter * decay;
                if (pass.Subtracts)
                    moved = parameter - moved;
                TLanes.Store(first, pass.MovedFirst + i);
                TLanes.Store(second, pass.MovedSecond + i);
                TLanes.Store(moved, pass.Moved + i);
                var magnitude = (TLanes.Abs(first) + TLanes.Abs(moved) + second) * headroom;
                doubt += magnitude - magnitude;
            }
            if (!TLanes.AllEqual(doubt, TLanes.Zero))
                *pass.IsModerate = false;
        }

        /// <summary>The last elements, fewer than the lanes, side by side with zeros.</summary>
        private void RunPadded(int start, int length)
        {
            int lanes = TLanes.Count;
            T* padded = stackalloc T[7 * lanes];
            new Span<T>(padded, 7 * lanes).Clear();
            var aside = pass with
            {
                Parameter = padded,
                Gradient = padded + lanes,
                First = padded + 2 * lanes,
                Second = padded + 3 * lanes,
                Moved = padded + 4 * lanes,
                MovedFirst = padded + 5 * lanes,
                MovedSecond = padded + 6 * lanes,
            };
            Copy(pass.Parameter + start, aside.Parameter, length);
            Copy(pass.Gradient + start, aside.Gradient, length);
            Copy(pass.First + start, aside.First, length);
            Copy(pass.Second + start, aside.Second, length);
            RunWhole(aside, 0, lanes);
            Copy(aside.Moved, pass.Moved + start, length);
            Copy(aside.MovedFirst, pass.MovedFirst + start, length);
            Copy(aside.MovedSecond, pass.MovedSecond + start, length);
        }

        private static void Copy(T* from, T* to, int length) => new ReadOnlySpan<T>(from, length).CopyTo(new Span<T>(to, length));
    }
}
