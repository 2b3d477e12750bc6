using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeFunctional.Kernels;

/// <summary>Fewer elements than lanes, in and out.</summary>
internal static class Padding
{
    public static TLanes Load<TLanes, T>(ReadOnlySpan<T> part, T padding)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        var lanes = TLanes.All(padding);
        part.CopyTo(AsSpan<TLanes, T>(ref lanes));
        return lanes;
    }

    public static Span<T> AsSpan<TLanes, T>(ref TLanes lanes)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TLanes, T>(ref lanes), TLanes.Count);
}
