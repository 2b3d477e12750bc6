using System.Runtime.InteropServices;

namespace VaeFunctional.Kernels;

/// <summary>Aligned scratch memory, one of each kind a thread, kept and grown, freed with its thread.</summary>
internal sealed unsafe class PackBuffer
{
    public const nuint Alignment = 64;

    [ThreadStatic]
    private static PackBuffer? panel;

    [ThreadStatic]
    private static PackBuffer? copies;

    private void* start;
    private nuint length;

    ~PackBuffer() => NativeMemory.AlignedFree(start);

    /// <summary>At least the given number of bytes for a panel, undefined, until this thread asks for the next one.</summary>
    public static void* Panel(nuint bytes) => (panel ??= new PackBuffer()).AtLeast(bytes);

    /// <summary>At least the given number of bytes for copies of matrices, undefined, until this thread asks for the next ones.</summary>
    public static void* Copies(nuint bytes) => (copies ??= new PackBuffer()).AtLeast(bytes);

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
