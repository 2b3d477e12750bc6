using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(FillTests.Examples) })]
public class FillTests
{
    private const int Length = 600;

    private static readonly long[] Starts = [0, 1, 2, 7, (1L << 33) - 3, (1L << 56) + 1, RandomKey.DrawCount - Length];

    private delegate void Fill<T>(RandomKey key, Span<T> destination, long start);

    private static readonly Fill<double>[] DoubleFills =
        [(key, destination, start) => key.FillUniform(destination, start), (key, destination, start) => key.FillNormal(destination, start)];

    private static readonly Fill<float>[] SingleFills =
        [(key, destination, start) => key.FillUniform(destination, start), (key, destination, start) => key.FillNormal(destination, start)];

    [Fact]
    public void Uniform_draws_are_exactly_those_of_the_oracle() => EachDraw(
        (key, draws, start) => key.FillUniform(draws, start), PhiloxOracle.UniformDraw, tolerance: 0);

    [Fact]
    public void Normal_draws_are_those_of_the_oracle() => EachDraw(
        (key, draws, start) => key.FillNormal(draws, start), (state, index, _) => PhiloxOracle.NormalDraw(state, index), tolerance: 2e-14);

    [Property]
    public bool A_draw_depends_only_on_its_index_in_double(Window window) => Agrees(DoubleFills[window.Fill], window);

    [Property]
    public bool A_draw_depends_only_on_its_index_in_single(Window window) => Agrees(SingleFills[window.Fill], window);

    [Fact]
    public void A_single_draw_is_the_rounded_double_draw()
    {
        const int count = 100_001;
        for (var fill = 0; fill < DoubleFills.Length; fill++)
        {
            var (doubles, singles) = (new double[count], new float[count]);
            DoubleFills[fill](SampleKeys.Mixed, doubles, 3);
            SingleFills[fill](SampleKeys.Mixed, singles, 3);
            Assert.Equal(doubles.Select(draw => (float)draw), singles);
        }
    }

    [Fact]
    public void Filling_in_parallel_pieces_gives_the_same_draws()
    {
        const int count = 100_003, piece = 997;
        foreach (var fill in DoubleFills)
        {
            var (whole, pieces) = (new double[count], new double[count]);
            fill(SampleKeys.Mixed, whole, 0);
            Parallel.For(0, (count + piece - 1) / piece, part =>
            {
                var begin = part * piece;
                fill(SampleKeys.Mixed, pieces.AsSpan(begin, Math.Min(piece, count - begin)), begin);
            });
            Assert.Equal(whole, pieces);
        }
    }

    [Fact]
    public void A_fill_writes_its_span_and_nothing_else()
    {
        foreach (var fill in DoubleFills)
            for (var length = 0; length < 6; length++)
                for (var start = 0; start < 3; start++)
                {
                    var memory = Enumerable.Repeat(double.NaN, length + 2).ToArray();
                    fill(SampleKeys.Mixed, memory.AsSpan(1, length), start);
                    Assert.True(double.IsNaN(memory[0]) && double.IsNaN(memory[^1]));
                    Assert.DoesNotContain(double.NaN, memory[1..^1]);
                }
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(long.MinValue, 1)]
    [InlineData(RandomKey.DrawCount - 1, 2)]
    [InlineData(long.MaxValue, 1)]
    public void Draws_that_a_key_does_not_hold_are_refused(long start, int length)
    {
        foreach (var fill in DoubleFills)
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => fill(SampleKeys.Mixed, new double[length], start));
            Assert.Equal("start", error.ParamName);
            Assert.StartsWith(
                FormattableString.Invariant($"A key holds draws 0 to 2^57 - 1; {length} draws from {start} on are not among them."),
                error.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_draws_can_be_asked_for_anywhere()
    {
        SampleKeys.Mixed.FillUniform(Span<double>.Empty, 1);
        SampleKeys.Mixed.FillNormal(Span<float>.Empty, RandomKey.DrawCount);
    }

    private static void EachDraw(Fill<double> fill, Func<UInt128, ulong, int, double> oracle, double tolerance)
    {
        var draws = new double[Length];
        foreach (var key in SampleKeys.All)
            foreach (var start in Starts)
            {
                fill(key, draws, start);
                for (var index = 0; index < 20; index++)
                    Assert.Equal(oracle(PhiloxOracle.State(key), (ulong)(start + index), PhiloxOracle.Uniform), draws[index], tolerance);
            }
    }

    private static bool Agrees<T>(Fill<T> fill, Window window)
    {
        var (whole, part) = (new T[Length], new T[window.Taken]);
        fill(window.Key, whole, window.Start);
        fill(window.Key, part, window.Start + window.Skipped);
        return whole.AsSpan(window.Skipped, window.Taken).SequenceEqual(part);
    }

    public sealed record Window(int Fill, RandomKey Key, long Start, int Skipped, int Taken);

    internal static class Examples
    {
        public static Arbitrary<Window> Windows { get; } = (
            from fill in Gen.Choose(0, DoubleFills.Length - 1)
            from key in Gen.Elements(SampleKeys.All)
            from start in Gen.Elements(Starts)
            from skipped in Gen.Choose(0, Length)
            from taken in Gen.Choose(0, Length - skipped)
            select new Window(fill, key, start, skipped, taken)).ToArbitrary();
    }
}
