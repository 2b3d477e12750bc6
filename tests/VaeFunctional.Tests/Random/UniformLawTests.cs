using Xunit;

namespace VaeFunctional.Tests;

public class UniformLawTests
{
    private const double Least = 1.0 / (1L << 53);

    [Fact]
    public void The_extreme_draws_stay_inside_the_open_interval()
    {
        Assert.Equal(Least, FromWords(0));
        Assert.Equal(1 - Least, FromWords(uint.MaxValue));
        Assert.Equal((float)Least, Rounded<SingleUniformLaw>(Least));
        Assert.Equal(1 - MathF.Pow(2, -24), Rounded<SingleUniformLaw>(1 - Least));
    }

    [Fact]
    public void A_float_draw_is_the_nearest_float_below_1()
    {
        var greatest = MathF.BitDecrement(1);
        foreach (var draw in Draws())
            Assert.Equal(Math.Min((float)draw, greatest), Rounded<SingleUniformLaw>(draw));
    }

    [Fact]
    public void The_draw_rounded_down_is_the_greatest_float_that_is_not_above()
    {
        foreach (var draw in Draws())
        {
            var rounded = Rounded<RoundedDownUniformLaw>(draw);
            Assert.True(rounded <= draw && draw < MathF.BitIncrement(rounded), $"{draw:R} became {rounded:R}");
        }
    }

    /// <summary>Draws at, and on both sides of, the middle between two floats, and those floats.</summary>
    private static IEnumerable<double> Draws() =>
        from value in new[] { 0.1f, 0.25f, 1 / 3f, 0.5f, 0.7f, MathF.BitDecrement(1), (float)Math.Pow(2, -20), 1e-3f }
        from middle in new[] { value, ((double)value + MathF.BitIncrement(value)) / 2, ((double)value + MathF.BitDecrement(value)) / 2 }
        from draw in new[] { middle - Least, middle, middle + Least }
        select draw;

    private static double FromWords(uint word)
    {
        var words = Philox.Word<Lanes128<double>>(word);
        var draws = UniformLaw.FromWords(words, words);
        return Padding.AsSpan<Lanes128<double>, double>(ref draws)[0];
    }

    private static unsafe float Rounded<TLaw>(double draw) where TLaw : struct, IPairLaw
    {
        var (first, second) = TLaw.FromUniforms(Lanes128<double>.All(draw), Lanes128<double>.All(draw));
        var rounded = new float[2 * Lanes128<double>.Count];
        fixed (float* target = rounded)
            Lanes128<double>.StoreNarrowed(first, second, target);
        return Assert.Single(rounded.Distinct());
    }
}
