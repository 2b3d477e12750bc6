using System.Numerics;

namespace VaeFunctional;

/// <summary>Fills a span with draws, two a block: draws 2i and 2i + 1 come from block i, wherever the span begins and ends.</summary>
internal static class PairFill
{
    public static void Fill<TLaw, T>(RandomKey key, Span<T> destination, long start)
        where TLaw : struct, IPairLaw
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        CheckRange(start, destination.Length);
        var block = (ulong)start / 2;
        if (long.IsOddInteger(start) && !destination.IsEmpty)
        {
            destination[0] = TLaw.Round<T>(Pair<TLaw>(key, block++).Second);
            destination = destination[1..];
        }
        for (; destination.Length >= 2; destination = destination[2..])
        {
            var (first, second) = Pair<TLaw>(key, block++);
            destination[0] = TLaw.Round<T>(first);
            destination[1] = TLaw.Round<T>(second);
        }
        if (!destination.IsEmpty)
            destination[0] = TLaw.Round<T>(Pair<TLaw>(key, block).First);
    }

    public static void CheckRange(long start, int length)
    {
        if (start < 0 || start > RandomKey.DrawCount - length)
            throw new ArgumentOutOfRangeException(
                nameof(start), start, $"A key holds draws 0 to 2^57 - 1; {length} draws from {start} on are not among them.");
    }

    private static DrawPair Pair<TLaw>(RandomKey key, ulong index)
        where TLaw : struct, IPairLaw => TLaw.FromBlock(key.Block(TLaw.Domain, index));
}
