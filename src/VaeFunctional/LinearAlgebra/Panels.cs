using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional;

/// <summary>Copies a block of a matrix into panels: [depth, width] each, one after the other, the last filled up with zeros.</summary>
internal static unsafe class Panels
{
    /// <summary>
    /// Packs lanes x depth elements. Either the lanes lie next to each other in memory and the depth stride apart, or the other way round.
    /// </summary>
    public static void Pack<T>(T* source, nint stride, bool contiguousLanes, int lanes, int depth, int width, T* panels) where T : unmanaged
    {
        for (; lanes > 0; lanes -= width, source += contiguousLanes ? width : width * stride, panels += (nint)width * depth)
        {
            int filled = Math.Min(width, lanes);
            if (filled < width)
                new Span<T>(panels, width * depth).Clear();
            if (!contiguousLanes)
                PackStrided(source, stride, filled, depth, width, panels);
            else if (filled == width)
                PackWhole(source, stride, depth, width, panels);
            else
                PackPart(source, stride, filled, depth, width, panels);
        }
    }

    [MethodImpl(Kernel.Options)]
    private static void PackWhole<T>(T* source, nint stride, int depth, int width, T* panel) where T : unmanaged
    {
        for (; depth > 0; depth--, source += stride, panel += width)
            for (int lane = 0; lane < width; lane += Vector128<T>.Count)
                Vector128.Store(Vector128.Load(source + lane), panel + lane);
    }

    [MethodImpl(Kernel.Options)]
    private static void PackPart<T>(T* source, nint stride, int filled, int depth, int width, T* panel) where T : unmanaged
    {
        for (; depth > 0; depth--, source += stride, panel += width)
            new ReadOnlySpan<T>(source, filled).CopyTo(new Span<T>(panel, filled));
    }

    [MethodImpl(Kernel.Options)]
    private static void PackStrided<T>(T* source, nint stride, int filled, int depth, int width, T* panel) where T : unmanaged
    {
        const int tile = 16;
        for (int start = 0; start < depth; start += tile)
        {
            int end = Math.Min(start + tile, depth);
            for (int lane = 0; lane < filled; lane++)
                for (int p = start; p < end; p++)
                    panel[(nint)p * width + lane] = source[lane * stride + p];
        }
    }
}
