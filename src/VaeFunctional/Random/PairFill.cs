using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>Fills a span with draws, two a block: draws 2i and 2i + 1 come from block i, wherever the span begins and ends.</summary>
internal static class PairFill
{
    public static void Fill<TLaw, T>(RandomKey key, Span<T> destination, long start)
        where TLaw : struct, IPairLaw
        where T : unmanaged
    {
        CheckRange(start, destination.Length);
        if (Vector512.IsHardwareAccelerated)
            PairFill<TLaw, Words512, Lanes512<double>, T>.Fill(key, destination, start);
        else
            PairFill<TLaw, WordsNative, LanesNative<double>, T>.Fill(key, destination, start);
    }

    public static void CheckRange(long start, int length)
    {
        if (start < 0 || start > RandomKey.DrawCount - length)
            throw new ArgumentOutOfRangeException(
                nameof(start), start, $"A key holds draws 0 to 2^57 - 1; {length} draws from {start} on are not among them.");
    }
}

/// <summary>The same by vectors: a group is the draws of as many blocks as there are lanes.</summary>
internal static unsafe class PairFill<TLaw, TWords, TLanes, T>
    where TLaw : struct, IPairLaw
    where TWords : struct, IBlockWords<TWords, TLanes>
    where TLanes : struct, ILanes<TLanes, double>
    where T : unmanaged
{
    // A multiple of every group.
    private const int PartLength = 1 << 13;

    private static int GroupLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLanes.Count;
    }

    public static void Fill(RandomKey key, Span<T> destination, long start)
    {
        var block = (ulong)start / 2;
        if (long.IsOddInteger(start))
        {
            var lead = Math.Min(GroupLength - 1, destination.Length);
            FillLess(key, destination[..lead], block, 1);
            destination = destination[lead..];
            block += (ulong)TLanes.Count;
        }
        var whole = destination.Length / GroupLength * GroupLength;
        fixed (T* groups = destination)
        {
            var job = new Job(key, (nint)groups, whole, block);
            Team.Run(&FillPart, (nint)(&job), (whole - 1) / PartLength + 1, ThreadCount.Current);
        }
        FillLess(key, destination[whole..], block + (ulong)whole / 2, 0);
    }

    private static void FillPart(nint job, int part)
    {
        var (key, groups, length, block) = *(Job*)job;
        var begin = part * PartLength;
        FillGroups(key, new Span<T>((T*)groups + begin, Math.Min(PartLength, length - begin)), block + (ulong)begin / 2);
    }

    /// <summary>Fills less than a group: what follows the skipped draws of a whole group.</summary>
    private static void FillLess(RandomKey key, Span<T> destination, ulong block, int skipped)
    {
        if (destination.IsEmpty)
            return;
        Span<T> group = stackalloc T[GroupLength];
        FillGroups(key, group, block);
        group.Slice(skipped, destination.Length).CopyTo(destination);
    }

    [MethodImpl(Kernel.Options)]
    private static void FillGroups(RandomKey key, Span<T> groups, ulong block)
    {
        ref T target = ref MemoryMarshal.GetReference(groups);
        for (var i = 0; i < groups.Length; i += GroupLength)
        {
            var (w0, w1, w2, w3) = key.Blocks<TWords, TLanes>(TLaw.Domain, block + (ulong)i / 2);
            var u = UniformLaw.FromWords<TWords, TLanes>(w0, w1);
            var v = UniformLaw.FromWords<TWords, TLanes>(w2, w3);
            var (first, second) = TLaw.FromUniforms(u, v);
            TWords.StorePairs(first, second, ref target, (nuint)i);
        }
    }

    private readonly record struct Job(RandomKey Key, nint Groups, int Length, ulong Block);
}
