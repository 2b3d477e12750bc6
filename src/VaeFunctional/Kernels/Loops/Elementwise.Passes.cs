using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <content>The operators as passes over memory.</content>
internal static unsafe partial class Elementwise
{
    private readonly struct MapPass<TOperator, T>(T* x, T* destination) : IPass<T>
        where TOperator : struct, IUnaryOperator
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLanes, TAccess>(TAccess access, nint index)
            where TLanes : struct, ILanes<TLanes, T>
            where TAccess : struct, IAccess =>
            access.Store(TOperator.Invoke(access.Load<TLanes, T>(x + index)), destination + index);
    }

    private readonly struct ZipPass<TOperator, T>(T* x, T* y, T* destination) : IPass<T>
        where TOperator : struct, IBinaryOperator
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLanes, TAccess>(TAccess access, nint index)
            where TLanes : struct, ILanes<TLanes, T>
            where TAccess : struct, IAccess =>
            access.Store(TOperator.Invoke(access.Load<TLanes, T>(x + index), access.Load<TLanes, T>(y + index)), destination + index);
    }

    private readonly struct ZipScalarPass<TOperator, T>(T* x, T y, T* destination) : IPass<T>
        where TOperator : struct, IBinaryOperator
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLanes, TAccess>(TAccess access, nint index)
            where TLanes : struct, ILanes<TLanes, T>
            where TAccess : struct, IAccess =>
            access.Store(TOperator.Invoke(access.Load<TLanes, T>(x + index), TLanes.All(y)), destination + index);
    }

    private readonly struct Zip4Pass<TOperator, T>(T* w, T* x, T* y, T* z, T* destination) : IPass<T>
        where TOperator : struct, IQuaternaryOperator
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLanes, TAccess>(TAccess access, nint index)
            where TLanes : struct, ILanes<TLanes, T>
            where TAccess : struct, IAccess =>
            access.Store(
                TOperator.Invoke(
                    access.Load<TLanes, T>(w + index),
                    access.Load<TLanes, T>(x + index),
                    access.Load<TLanes, T>(y + index),
                    access.Load<TLanes, T>(z + index)),
                destination + index);
    }
}
