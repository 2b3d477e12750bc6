using Xunit;

namespace VaeFunctional.Tests;

public class NormalLawTests
{
    private const double Least = 1.0 / (1L << 53);

    /// <summary>Radii from the longest to the shortest.</summary>
    private static readonly double[] AwkwardUniforms =
    [
        Least, 3 * Least, 1e-10, 1e-3, 0.125, 0.25, 0.3, Math.BitDecrement(0.5), 0.5, Math.BitIncrement(0.5),
        Math.BitDecrement(Math.Sqrt(0.5)), Math.Sqrt(0.5), Math.BitIncrement(Math.Sqrt(0.5)),
        0.9, 0.999, 1 - 1e-10, 1 - 3 * Least, 1 - Least,
    ];

    [Fact]
    public void Draws_are_within_3_ulp_of_the_exact_ones()
    {
        var random = new Random(20);
        foreach (var u in AwkwardUniforms.Concat(Enumerable.Range(0, 100).Select(_ => Uniform())))
        {
            var radius = DoubleDouble.Sqrt(DoubleDouble.Log(u) * -2);
            foreach (var v in TurnsTests.AwkwardTurns.Where(turns => turns is > 0 and < 1).Append(Uniform()))
            {
                var (first, second) = FromUniforms(u, v);
                var (sin, cos) = DoubleDouble.SinCosOfTurns(v);
                Assert.InRange(Ulps.Between(first, radius * cos), 0, 3);
                Assert.InRange(Ulps.Between(second, radius * sin), 0, 3);
            }
        }

        double Uniform() => (2 * random.NextInt64(1L << 52) + 1) * Least;
    }

    [Fact]
    public void The_extreme_draws_are_finite_and_not_zero()
    {
        foreach (var u in new[] { Least, 1 - Least })
            foreach (var v in new[] { Least, 0.25 - Least, 0.25 + Least, 0.5 - Least, 0.5 + Least, 0.75 - Least, 0.75 + Least, 1 - Least })
            {
                var (first, second) = FromUniforms(u, v);
                Assert.InRange(Math.Abs(first), double.Epsilon, 8.6);
                Assert.InRange(Math.Abs(second), double.Epsilon, 8.6);
            }
    }

    [Fact]
    public void A_draw_does_not_depend_on_the_width_of_the_vector()
    {
        foreach (var u in AwkwardUniforms)
            foreach (var v in TurnsTests.AwkwardTurns)
                Assert.All(Widths.All, width => Assert.Equal(FromUniforms(u, v), FromUniforms(u, v, width)));
    }

    private static (double First, double Second) FromUniforms(double u, double v, int width = 512)
    {
        var result = new double[2];
        Widths.Run<Job, double>(new(u, v, result), width);
        return (result[0], result[1]);
    }

    private readonly struct Job(double u, double v, double[] result) : ILanesJob<double>
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes, double>
        {
            var (first, second) = NormalLaw.FromUniforms(TLanes.All(u), TLanes.All(v));
            result[0] = Padding.AsSpan<TLanes, double>(ref first)[0];
            result[1] = Padding.AsSpan<TLanes, double>(ref second)[0];
        }
    }
}
