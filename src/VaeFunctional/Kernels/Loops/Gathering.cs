namespace VaeFunctional.Kernels;

/// <summary>Copies chosen rows of a matrix.</summary>
internal static unsafe class Gathering
{
    private const int Grain = 1 << 14;

    /// <summary>Row i of the destination becomes row indices[i] of x.</summary>
    public static void Rows<T>(ReadOnlySpan<T> x, int columns, ReadOnlySpan<int> indices, Span<T> destination)
        where T : unmanaged
    {
        fixed (T* source = x, target = destination)
        fixed (int* rows = indices)
            Ranges.RunRows(new Job<T>(source, columns, rows, target), indices.Length, columns, Grain);
    }

    private readonly struct Job<T>(T* x, int columns, int* indices, T* destination) : IRangeJob
        where T : unmanaged
    {
        private readonly T* x = x;
        private readonly int columns = columns;
        private readonly int* indices = indices;
        private readonly T* destination = destination;

        public void Run(int start, int length)
        {
            for (int row = start; row < start + length; row++)
                new ReadOnlySpan<T>(x + (nint)indices[row] * columns, columns).CopyTo(new Span<T>(destination + (nint)row * columns, columns));
        }
    }
}
