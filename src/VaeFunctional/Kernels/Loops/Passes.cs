using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>What is computed at a vector of elements, from those at the same index in other memory.</summary>
internal interface IPass<T> where T : unmanaged
{
    /// <summary>Computes the elements from an index on; all memory is read and written through the access.</summary>
    void Run<TLanes, TAccess>(TAccess access, nint index)
        where TLanes : struct, ILanes<TLanes, T>
        where TAccess : struct, IAccess;
}

/// <summary>How a pass reads and writes a vector.</summary>
internal unsafe interface IAccess
{
    TLanes Load<TLanes, T>(T* source)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged;

    void Store<TLanes, T>(TLanes lanes, T* destination)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged;
}

/// <summary>
/// Runs passes over all elements, on several threads. The value at an element depends on the inputs at that element alone, never on
/// its position or on the length: the elements after the last whole vector are computed in a padded one.
/// </summary>
internal static class Passes
{
    // An element costs at least a tenth of a nanosecond, for an addition; a thread wakes in about a microsecond.
    private const int Grain = 1 << 14;

    public static void Run<TPass, T>(TPass pass, int length)
        where TPass : unmanaged, IPass<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Width.Run<Job<TPass, T>, T>(new(pass, length));

    private readonly struct Job<TPass, T>(TPass pass, int length) : ILanesJob<T>
        where TPass : unmanaged, IPass<T>
        where T : unmanaged
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes, T> => Ranges.Run(new Part<TPass, TLanes, T>(pass), length, Grain);
    }

    private readonly struct Part<TPass, TLanes, T>(TPass pass) : IRangeJob
        where TPass : unmanaged, IPass<T>
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        public void Run(int start, int length) => RunAll(in pass, start, (nint)start + length);

        [MethodImpl(Kernel.Options)]
        private static void RunAll(in TPass given, nint start, nint end)
        {
            var pass = given;
            for (; start <= end - TLanes.Count; start += TLanes.Count)
                pass.Run<TLanes, Whole>(default, start);
            if (start < end)
                RunRest(in given, start, (int)(end - start));
        }

        [MethodImpl(Kernel.Options)]
        private static void RunRest(in TPass pass, nint start, int count) => pass.Run<TLanes, Padded>(new(count), start);
    }

    private readonly unsafe struct Whole : IAccess
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Load<TLanes, T>(T* source)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged => TLanes.Load(source);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store<TLanes, T>(TLanes lanes, T* destination)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged => TLanes.Store(lanes, destination);
    }

    private readonly unsafe struct Padded(int count) : IAccess
    {
        public TLanes Load<TLanes, T>(T* source)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged => Padding.Load<TLanes, T>(source, count, default);

        public void Store<TLanes, T>(TLanes lanes, T* destination)
            where TLanes : struct, ILanes<TLanes, T>
            where T : unmanaged => Padding.Store(lanes, destination, count);
    }
}
