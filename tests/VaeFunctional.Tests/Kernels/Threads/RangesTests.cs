using Xunit;

namespace VaeFunctional.Tests;

public class RangesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(1000)]
    [InlineData(1_500_000_001)]
    [InlineData(int.MaxValue)]
    public void Every_element_is_in_one_part_whatever_the_length(int length)
    {
        for (var team = 1; team <= 3; team++)
        {
            Recorder.Reset();
            Ranges.Run(default(Recorder), length, grain: 64, team);
            Assert.Equal((length, (long)length * (length - 1L) / 2), Recorder.Seen);
            Recorder.Reset();
            Ranges.RunRows(default(Recorder), length, columns: 3, grain: 64, team);
            Assert.Equal((length, (long)length * (length - 1L) / 2), Recorder.Seen);
        }
    }

    /// <summary>Adds up the numbers of elements and their indices.</summary>
    private readonly struct Recorder : IRangeJob
    {
        private static long count;
        private static long indices;

        public static (long Count, long Indices) Seen => (count, indices);

        public static void Reset() => (count, indices) = (0, 0);

        public void Run(int start, int length)
        {
            Interlocked.Add(ref count, length);
            Interlocked.Add(ref indices, (long)start * length + (long)length * (length - 1L) / 2);
        }
    }
}
