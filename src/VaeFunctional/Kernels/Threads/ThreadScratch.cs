using System.Runtime.InteropServices;

namespace VaeFunctional.Kernels;

/// <summary>Aligned memory for intermediate results, of this thread alone: kept and grown for the next job, freed with the thread.</summary>
internal sealed unsafe class ThreadScratch
{
    private const nuint Alignment = 64;

    [ThreadStatic]
    private static ThreadScratch? part;

    [ThreadStatic]
    private static ThreadScratch? whole;

    private void* start;
    private nuint length;

    ~ThreadScratch() => NativeMemory.AlignedFree(start);

    /// <summary>At least the given number of bytes, undefined, for one part of a job: the next part on this thread gets the same ones.</summary>
    public static void* ForPart(nuint bytes) => (part ??= new ThreadScratch()).AtLeast(bytes);

    /// <summary>At least the given number of bytes, undefined, for a whole job: its parts leave them alone.</summary>
    public static void* ForWhole(nuint bytes) => (whole ??= new ThreadScratch()).AtLeast(bytes);

    private void* AtLeast(nuint bytes)
    {
        if (bytes > length)
        {
            NativeMemory.AlignedFree(start);
            start = null;
            length = 0;
            start = NativeMemory.AlignedAlloc(bytes, Alignment);
            length = bytes;
        }
        return start;
    }
}
