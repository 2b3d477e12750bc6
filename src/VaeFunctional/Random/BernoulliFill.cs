using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>Fills a span with ones and zeros by comparing the uniform draws of a key with probabilities.</summary>
internal static class BernoulliFill
{
    private const int ChunkLength = 512;

    public static void Fill<TUniform, T>(RandomKey key, ReadOnlySpan<T> probabilities, Span<T> destination, long start)
        where TUniform : struct, IPairLaw
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        CheckSpans(probabilities, destination);
        CheckProbabilities(probabilities);
        PairFill.CheckRange(start, destination.Length);
        Span<T> buffer = stackalloc T[ChunkLength];
        for (var done = 0; done < destination.Length; done += ChunkLength)
        {
            var uniforms = buffer[..Math.Min(ChunkLength, destination.Length - done)];
            PairFill.Fill<TUniform, T>(key, uniforms, start + done);
            Elementwise.Zip<Less, T>(uniforms, probabilities.Slice(done, uniforms.Length), destination.Slice(done, uniforms.Length));
        }
    }

    private static void CheckSpans<T>(ReadOnlySpan<T> probabilities, ReadOnlySpan<T> destination)
    {
        if (probabilities.Length != destination.Length)
            throw new ArgumentException(
                $"There are {probabilities.Length} probabilities for a destination of length {destination.Length}.", nameof(destination));
        if (probabilities.Overlaps(destination, out var offset) && offset != 0)
            throw new ArgumentException(
                $"The destination overlaps the probabilities at an offset of {offset}; only the same span is possible.",
                nameof(destination));
    }

    private static void CheckProbabilities<T>(ReadOnlySpan<T> probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var index = Vector512.IsHardwareAccelerated
            ? IndexOfImprobable<Lanes512<T>, T>(probabilities)
            : IndexOfImprobable<LanesNative<T>, T>(probabilities);
        if (index < probabilities.Length)
            throw new ArgumentException(
                FormattableString.Invariant($"Probability {probabilities[index]} at index {index} is not in [0, 1]."),
                nameof(probabilities));
    }

    /// <summary>The index of the first element that is not in [0, 1], or the length.</summary>
    [MethodImpl(Kernel.Options)]
    private static int IndexOfImprobable<TLanes, T>(ReadOnlySpan<T> x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T source = ref MemoryMarshal.GetReference(x);
        var i = 0;
        while (i <= x.Length - TLanes.Count && AreProbabilities(TLanes.Load(ref source, (nuint)i)))
            i += TLanes.Count;
        while (i < x.Length && x[i] >= T.Zero && x[i] <= T.One)
            i++;
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreProbabilities<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.AllEqual(TLanes.Clamp(x, TLanes.Zero, TLanes.One), x);
}
