using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>Fewer elements than lanes, in and out.</summary>
internal static class Padding
{
    public static TLanes Load<TLanes, T>(ReadOnlySpan<T> part, T padding)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        var lanes = TLanes.All(padding);
        part.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<TLanes, T>(ref lanes), TLanes.Count));
        return lanes;
    }

    public static void Store<TLanes, T>(TLanes lanes, Span<T> part)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TLanes, T>(ref lanes), part.Length).CopyTo(part);
}
