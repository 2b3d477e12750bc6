using Xunit;

namespace VaeFunctional.Tests;

public class TurnsTests
{
    private const double TwoTo53 = 1L << 53;

    public static double[] AwkwardTurns { get; } =
    [
        .. from eighth in Enumerable.Range(0, 9)
           from offset in new[] { 0, 1, 2, 3, 1 << 10, 1L << 25, 1L << 40 }
           from sign in new[] { -1, 1 }
           let turns = eighth / 8.0 + sign * offset / TwoTo53
           where turns is >= 0 and <= 1
           select turns,
        .. from exponent in Enumerable.Range(3, 51) select Math.Pow(2, -exponent),
        .. from exponent in Enumerable.Range(3, 50) select 1 - Math.Pow(2, -exponent),
    ];

    private static readonly double[] Turns =
    [
        .. AwkwardTurns,
        .. from i in Enumerable.Range(0, 20_000) select ((ulong)i * 0x9E3779B97F4A7C15 >> 11) / TwoTo53,
    ];

    [Fact]
    public void Sine_and_cosine_are_within_2_ulp() => Assert.All(Turns, v =>
    {
        var (sin, cos) = SinCos(v);
        var exact = DoubleDouble.SinCosOfTurns(v);
        Assert.InRange(Ulps.Between(sin, exact.Sin), 0, 2);
        Assert.InRange(Ulps.Between(cos, exact.Cos), 0, 2);
    });

    [Fact]
    public void Neither_exceeds_1() => Assert.All(Turns, v =>
    {
        var (sin, cos) = SinCos(v);
        Assert.InRange(sin, -1, 1);
        Assert.InRange(cos, -1, 1);
    });

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0.25, 1, 0)]
    [InlineData(0.5, 0, -1)]
    [InlineData(0.75, -1, 0)]
    [InlineData(1, 0, 1)]
    public void Whole_quarters_are_exact(double v, double sin, double cos) => Assert.Equal((sin, cos), SinCos(v));

    [Fact]
    public void A_value_does_not_depend_on_the_width_of_the_vector() => Assert.All(Turns, v =>
        Assert.All(Widths.All, width => Assert.Equal(SinCos(v), SinCos(v, width))));

    private static (double Sin, double Cos) SinCos(double v, int width = 512)
    {
        var result = new double[2];
        Widths.Run<Job, double>(new(v, result), width);
        return (result[0], result[1]);
    }

    private readonly struct Job(double v, double[] result) : ILanesJob<double>
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes, double>
        {
            var (sin, cos) = VaeFunctional.Kernels.Turns.SinCos(TLanes.All(v));
            result[0] = Padding.AsSpan<TLanes, double>(ref sin)[^1];
            result[1] = Padding.AsSpan<TLanes, double>(ref cos)[^1];
        }
    }
}
