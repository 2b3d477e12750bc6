using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeFunctional.Kernels;

/// <summary>Lanes as elements: fewer of them than there are lanes, in and out.</summary>
internal static unsafe class Padding
{
    /// <summary>A number of elements, and the padding in all other lanes.</summary>
    public static TLanes Load<TLanes, T>(T* source, int count, T padding)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        var lanes = TLanes.All(padding);
        new ReadOnlySpan<T>(source, count).CopyTo(AsSpan<TLanes, T>(ref lanes));
        return lanes;
    }

    public static void Store<TLanes, T>(TLanes lanes, T* destination, int count)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged =>
        AsSpan<TLanes, T>(ref lanes)[..count].CopyTo(new Span<T>(destination, count));

    public static Span<T> AsSpan<TLanes, T>(ref TLanes lanes)
        where TLanes : struct, ILanes<TLanes>
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TLanes, T>(ref lanes), TLanes.Count);
}
