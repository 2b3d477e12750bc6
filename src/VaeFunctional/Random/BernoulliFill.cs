using System.Numerics;

namespace VaeFunctional;

/// <summary>Fills a span with ones and zeros by comparing the double uniform draws of a key with probabilities.</summary>
internal static class BernoulliFill
{
    private const int ChunkLength = 256;

    public static void Fill<T>(RandomKey key, ReadOnlySpan<T> probabilities, Span<T> destination, long start)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        CheckSpans(probabilities, destination);
        CheckProbabilities(probabilities);
        PairFill.CheckRange(start, destination.Length);
        Span<double> buffer = stackalloc double[ChunkLength];
        for (var done = 0; done < destination.Length; done += ChunkLength)
        {
            var uniforms = buffer[..Math.Min(ChunkLength, destination.Length - done)];
            key.FillUniform(uniforms, start + done);
            for (var index = 0; index < uniforms.Length; index++)
                destination[done + index] = T.CreateChecked(uniforms[index] < double.CreateChecked(probabilities[done + index]) ? 1 : 0);
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
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (var index = 0; index < probabilities.Length; index++)
            if (!(probabilities[index] >= T.Zero && probabilities[index] <= T.One))
                throw new ArgumentException(
                    FormattableString.Invariant($"Probability {probabilities[index]} at index {index} is not in [0, 1]."),
                    nameof(probabilities));
    }
}
