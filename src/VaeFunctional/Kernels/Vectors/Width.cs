using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeFunctional.Kernels;

/// <summary>Work on numbers of one type, written once for vectors of any width.</summary>
internal interface ILanesJob<T> where T : unmanaged
{
    void Run<TLanes>() where TLanes : struct, ILanes<TLanes, T>;
}

/// <summary>The width of vectors, which is chosen here and nowhere else.</summary>
internal static class Width
{
    /// <summary>The bits of the widest vectors that the processor computes with.</summary>
    public static int Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
    }

    /// <summary>Runs a job with the processor's widest vectors or, if they have more lanes than asked for, with narrower ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TJob, T>(TJob job, int mostLanes = int.MaxValue)
        where TJob : struct, ILanesJob<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Bits >= 512 && mostLanes >= Vector512<T>.Count)
            job.Run<Lanes512<T>>();
        else if (Bits >= 256 && mostLanes >= Vector256<T>.Count)
            job.Run<Lanes256<T>>();
        else
            job.Run<Lanes128<T>>();
    }
}
