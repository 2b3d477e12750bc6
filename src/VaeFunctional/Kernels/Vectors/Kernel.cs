using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>How the methods that hold the loops are compiled.</summary>
internal static class Kernel
{
    /// <summary>
    /// Optimized from the first call, and a root of its own: what is forced inline into a kernel is free, but were the kernel itself
    /// inlined into a hot caller, the compiler's budget would be that caller's, and run out in the middle of a loop.
    /// </summary>
    public const MethodImplOptions Options = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
