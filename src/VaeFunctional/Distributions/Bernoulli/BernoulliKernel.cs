using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>
/// The log-probability of rows of zeros and ones under rows of logits, and its derivative, without an intermediate of full size: a
/// few rows at a time go through a buffer that stays in cache. The rows of x are used again from the first when there are more logits.
/// </summary>
internal static unsafe class BernoulliKernel
{
    private const int Grain = 1 << 13;
    private const int BufferLength = 1 << 11;

    /// <summary>-sum_j softplus((1 - 2 x_j) l_j) of each row.</summary>
    public static void LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> logits, int columns, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        fixed (T* values = x, odds = logits, target = destination)
            Ranges.RunRows(new DensityJob<T>(new(values, x.Length / Math.Max(1, columns), odds, columns), target), destination.Length, columns, Grain);
    }

    /// <summary>The cotangent of the logits, from that of each row's log-probability.</summary>
    public static void Pullback<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> logits, int columns, ReadOnlySpan<T> cotangent, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        fixed (T* values = x, odds = logits, weights = cotangent, target = destination)
            Ranges.RunRows(
                new PullbackJob<T>(new(values, x.Length / Math.Max(1, columns), odds, columns), weights, target), cotangent.Length, columns, Grain);
    }

    /// <summary>Rows of values, rows of logits, and how they belong together.</summary>
    private readonly struct Rows<T>(T* x, int period, T* logits, int columns) where T : unmanaged
    {
        public int Columns => columns;

        /// <summary>How many of so many rows from the given one on fit the buffer and meet rows of x that follow each other.</summary>
        public int Block(int row, int rows) => Math.Min(Math.Min(rows, Math.Max(1, BufferLength / columns)), period - row % period);

        public ReadOnlySpan<T> Values(int row, int rows) => new(x + (nint)(row % period) * columns, rows * columns);

        public ReadOnlySpan<T> Logits(int row, int rows) => new(logits + (nint)row * columns, rows * columns);

        /// <summary>Room for a block of this thread.</summary>
        public Span<T> Buffer(int rows) => new(PackBuffer.Panel((nuint)(rows * columns * sizeof(T))), rows * columns);
    }

    private readonly struct DensityJob<T>(Rows<T> all, T* destination) : IRangeJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly Rows<T> all = all;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            if (all.Columns == 0)
            {
                new Span<T>(destination + start, length).Clear();
                return;
            }
            for (int row = start; row < start + length;)
            {
                int rows = all.Block(row, start + length - row);
                Span<T> terms = all.Buffer(rows);
                Elementwise.Zip<Surprise, T>(all.Values(row, rows), all.Logits(row, rows), terms);
                for (; !terms.IsEmpty; terms = terms[all.Columns..])
                    destination[row++] = -Reductions.Sum<T>(terms[..all.Columns]);
            }
        }
    }

    private readonly struct PullbackJob<T>(Rows<T> all, T* cotangent, T* destination) : IRangeJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly Rows<T> all = all;
        private readonly T* cotangent = cotangent;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            if (all.Columns == 0)
                return;
            for (int row = start; row < start + length;)
            {
                int rows = all.Block(row, start + length - row);
                Span<T> weights = all.Buffer(rows);
                for (int i = 0; i < rows; i++)
                    weights.Slice(i * all.Columns, all.Columns).Fill(cotangent[row + i]);
                Elementwise.Zip3<SurprisePullback, T>(
                    all.Values(row, rows), all.Logits(row, rows), weights, new Span<T>(destination + (nint)row * all.Columns, rows * all.Columns));
                row += rows;
            }
        }
    }

    /// <summary>-log p(x) of one coordinate: softplus((1 - 2 x) l).</summary>
    private readonly struct Surprise : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes x, TLanes logit) where TLanes : struct, ILanes<TLanes> =>
            Logistics.Softplus((TLanes.One - (x + x)) * logit);
    }

    /// <summary>From the cotangent of log p(x) to the logit's.</summary>
    private readonly struct SurprisePullback : ITernaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes x, TLanes logit, TLanes cotangent) where TLanes : struct, ILanes<TLanes>
        {
            var sign = TLanes.One - (x + x);
            return -cotangent * Logistics.Sigmoid(sign * logit) * sign;
        }
    }
}
