using System.Numerics;
using System.Runtime.CompilerServices;

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
        var index = Searches.FirstWithout<Probability, T>(probabilities);
        if (index >= 0)
            throw new ArgumentException(
                FormattableString.Invariant($"Probability {probabilities[index]} at index {index} is not in [0, 1].{(probabilities[index] > T.One ? " Divide gray values from 0 to 255 by 255." : "")}"),
                nameof(probabilities));
    }

    private readonly struct Probability : IProperty
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool IsOfAll<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
            TLanes.AllEqual(TLanes.Clamp(x, TLanes.Zero, TLanes.One), x);
    }
}
