using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>What follows a matrix product in a layer: a bias, and where it is asked for max(., 0), in place.</summary>
internal static unsafe class AffineKernel
{
    private const int Grain = 1 << 14;

    /// <summary>Adds the bias to every row.</summary>
    public static void AddBias<T>(Span<T> x, ReadOnlySpan<T> bias, bool rectifies)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        int rows = x.Length / Math.Max(1, bias.Length);
        fixed (T* start = x, addend = bias)
        {
            if (rectifies)
                Ranges.RunRows(new Job<AddThenRelu, T>(start, addend, bias.Length), rows, bias.Length, Grain);
            else
                Ranges.RunRows(new Job<Add, T>(start, addend, bias.Length), rows, bias.Length, Grain);
        }
    }

    private readonly struct Job<TOperator, T>(T* x, T* bias, int columns) : IRangeJob
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly T* x = x;
        private readonly T* bias = bias;
        private readonly int columns = columns;

        public void Run(int start, int length)
        {
            for (int row = start; row < start + length; row++)
            {
                var values = new Span<T>(x + (nint)row * columns, columns);
                Elementwise.Zip<TOperator, T>(values, new ReadOnlySpan<T>(bias, columns), values);
            }
        }
    }

    private readonly struct AddThenRelu : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => Relu.Invoke(x + y);
    }
}
