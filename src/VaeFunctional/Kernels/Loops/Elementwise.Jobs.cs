using System.Numerics;
using System.Runtime.Intrinsics;

namespace VaeFunctional.Kernels;

/// <content>The operations on parts of spans, each as the thread it falls to runs it.</content>
internal static unsafe partial class Elementwise
{
    private readonly struct MapJob<TOperator, T>(T* x, T* destination) : IRangeJob
        where TOperator : struct, IUnaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly T* x = x;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            if (Vector512.IsHardwareAccelerated)
                Map<TOperator, Lanes512<T>, T>(Part(x, start, length), Part(destination, start, length));
            else
                Map<TOperator, LanesNative<T>, T>(Part(x, start, length), Part(destination, start, length));
        }
    }

    private readonly struct ZipJob<TOperator, T>(T* x, T* y, T* destination) : IRangeJob
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly T* x = x;
        private readonly T* y = y;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            if (Vector512.IsHardwareAccelerated)
                Zip<TOperator, Lanes512<T>, T>(Part(x, start, length), Part(y, start, length), Part(destination, start, length));
            else
                Zip<TOperator, LanesNative<T>, T>(Part(x, start, length), Part(y, start, length), Part(destination, start, length));
        }
    }

    private readonly struct ZipScalarJob<TOperator, T>(T* x, T y, T* destination) : IRangeJob
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly T* x = x;
        private readonly T y = y;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            if (Vector512.IsHardwareAccelerated)
                ZipScalar<TOperator, Lanes512<T>, T>(Part(x, start, length), y, Part(destination, start, length));
            else
                ZipScalar<TOperator, LanesNative<T>, T>(Part(x, start, length), y, Part(destination, start, length));
        }
    }

    private readonly struct QuaternaryJob<TOperator, T>(T* w, T* x, T* y, T* z, T* destination) : IRangeJob
        where TOperator : struct, IQuaternaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly T* w = w;
        private readonly T* x = x;
        private readonly T* y = y;
        private readonly T* z = z;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            if (Vector512.IsHardwareAccelerated)
                Combine<TOperator, Lanes512<T>, T>(w + start, x + start, y + start, z + start, destination + start, length);
            else
                Combine<TOperator, LanesNative<T>, T>(w + start, x + start, y + start, z + start, destination + start, length);
        }
    }

    private static Span<T> Part<T>(T* all, int start, int length) where T : unmanaged => new(all + start, length);
}
