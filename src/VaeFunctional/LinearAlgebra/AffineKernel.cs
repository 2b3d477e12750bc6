using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>What follows a matrix product in a layer: a bias, and where it is asked for max(., 0), in place.</summary>
internal static unsafe class AffineKernel
{
    private const int Grain = 1 << 14;
    private const int BlockLength = 1 << 9;

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
            int block = Math.Max(1, BlockLength / Math.Max(1, columns));
            var repeated = Repeated(Math.Min(block, length));
            for (int row = start; row < start + length; row += block)
            {
                int count = Math.Min(block, start + length - row) * columns;
                var values = new Span<T>(x + (nint)row * columns, count);
                Elementwise.Zip<TOperator, T>(values, repeated[..count], values);
            }
        }

        /// <summary>The bias once for each of so many rows, so that short rows are not added one by one.</summary>
        private ReadOnlySpan<T> Repeated(int rows)
        {
            if (rows <= 1)
                return new(bias, columns);
            var buffer = new Span<T>(PackBuffer.Panel((nuint)(rows * columns * sizeof(T))), rows * columns);
            for (int row = 0; row < rows; row++)
                new ReadOnlySpan<T>(bias, columns).CopyTo(buffer[(row * columns)..]);
            return buffer;
        }
    }

    private readonly struct AddThenRelu : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => Relu.Invoke(x + y);
    }
}
