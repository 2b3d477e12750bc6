using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>Fills a span with draws, two a block: draws 2i and 2i + 1 come from block i, wherever the span begins and ends.</summary>
internal static unsafe class PairFill
{
    public static void Fill<TLaw, T>(RandomKey key, Span<T> destination, long start)
        where TLaw : struct, IPairLaw
        where T : unmanaged
    {
        CheckRange(start, destination.Length);
        fixed (T* draws = destination)
            Width.Run<Job<TLaw, T>, double>(new(key, draws, destination.Length, start));
    }

    public static void CheckRange(long start, int length)
    {
        if (start < 0 || start > RandomKey.DrawCount - length)
            throw new ArgumentOutOfRangeException(
                nameof(start), start, $"A key holds draws 0 to 2^57 - 1; {length} draws from {start} on are not among them.");
    }

    internal readonly struct Job<TLaw, T>(RandomKey key, T* draws, int length, long start) : ILanesJob<double>
        where TLaw : struct, IPairLaw
        where T : unmanaged
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes, double> =>
            PairFill<TLaw, TLanes, T>.Fill(key, new Span<T>(draws, length), start);
    }
}

/// <summary>The same by vectors: a group is the draws of as many blocks as there are lanes.</summary>
internal static unsafe class PairFill<TLaw, TLanes, T>
    where TLaw : struct, IPairLaw
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

    /// <summary>The block of each lane: the even lanes' draws are stored before the odd lanes', and come block by block.</summary>
    private static ReadOnlySpan<ulong> BlocksOfLanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Count switch
        {
            8 => [0, 4, 1, 5, 2, 6, 3, 7],
            4 => [0, 2, 1, 3],
            _ => [0, 1],
        };
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
        FillGroups(key, (T*)groups + begin, Math.Min(PartLength, length - begin), block + (ulong)begin / 2);
    }

    /// <summary>Fills less than a group: what follows the skipped draws of a whole group.</summary>
    private static void FillLess(RandomKey key, Span<T> destination, ulong block, int skipped)
    {
        if (destination.IsEmpty)
            return;
        var group = stackalloc T[GroupLength];
        FillGroups(key, group, GroupLength, block);
        new ReadOnlySpan<T>(group + skipped, destination.Length).CopyTo(destination);
    }

    [MethodImpl(Kernel.Options)]
    private static void FillGroups(RandomKey key, T* groups, int length, ulong block)
    {
        var blocks = TLanes.Load((double*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(BlocksOfLanes)));
        for (var i = 0; i < length; i += GroupLength)
        {
            var (w0, w1, w2, w3) = key.Blocks(TLaw.Domain, block + (ulong)i / 2, blocks);
            var (first, second) = TLaw.FromUniforms(UniformLaw.FromWords(w0, w1), UniformLaw.FromWords(w2, w3));
            StorePairs(TLanes.InterleaveLow(first, second), TLanes.InterleaveHigh(first, second), groups + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePairs(TLanes low, TLanes high, T* destination)
    {
        if (typeof(T) == typeof(float))
        {
            TLanes.StoreNarrowed(low, high, (float*)destination);
        }
        else
        {
            TLanes.Store(low, (double*)destination);
            TLanes.Store(high, (double*)destination + TLanes.Count);
        }
    }

    private readonly record struct Job(RandomKey Key, nint Groups, int Length, ulong Block);
}
