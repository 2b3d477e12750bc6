using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional.Tests;

/// <summary>Every width of vectors that the processor has, and in place of those it lacks the widest one below.</summary>
internal static class Widths
{
    public static int[] All { get; } = [128, 256, 512];

    public static void Run<TJob, T>(TJob job, int bits)
        where TJob : struct, ILanesJob<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Width.Run<TJob, T>(job, mostLanes: bits / 8 / Unsafe.SizeOf<T>());
}
