using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>One aligned scratch buffer a thread, kept and grown, freed with its thread.</summary>
internal sealed unsafe class PackBuffer
{
    private const nuint Alignment = 64;

    [ThreadStatic]
    private static PackBuffer? ofThisThread;

    private void* start;
    private nuint length;

    /// <summary>At least so many bytes, undefined, until this thread asks again.</summary>
    public static void* Rent(nuint bytes) => (ofThisThread ??= new PackBuffer()).AtLeast(bytes);

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

    ~PackBuffer() => NativeMemory.AlignedFree(start);
}
