using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(BernoulliFillTests.Examples) })]
public class BernoulliFillTests
{
    private static readonly double[] AwkwardProbabilities =
        [0, -0.0, double.Epsilon, Math.Pow(2, -53), 1e-300, 1e-9, 0.25, 0.5, 0.9, Math.BitDecrement(1), 1];

    [Property]
    public bool A_draw_is_one_exactly_when_the_uniform_draw_is_less(double[] probabilities, RandomKey key, int start)
    {
        var (uniforms, draws) = (new double[probabilities.Length], new double[probabilities.Length]);
        key.FillUniform(uniforms, start);
        key.FillBernoulli(probabilities, draws, start);
        return draws.SequenceEqual(uniforms.Zip(probabilities, (uniform, probability) => uniform < probability ? 1.0 : 0.0));
    }

    [Fact]
    public void A_draw_is_zero_when_the_uniform_draw_equals_the_probability()
    {
        var draws = new double[1_000];
        SampleKeys.Mixed.FillUniform(draws);
        SampleKeys.Mixed.FillBernoulli(draws, draws);
        Assert.All(draws, draw => Assert.Equal(0, draw));
    }

    [Fact]
    public void Single_draws_are_the_double_draws_of_the_same_probabilities()
    {
        var singles = Enumerable.Range(0, 10_001).Select(index => index / 10_000f).ToArray();
        var doubles = singles.Select(probability => (double)probability).ToArray();
        SampleKeys.Mixed.FillBernoulli(singles, singles, 5);
        SampleKeys.Mixed.FillBernoulli(doubles, doubles, 5);
        Assert.Equal(doubles, singles.Select(draw => (double)draw));
    }

    [Fact]
    public void A_single_draw_is_one_exactly_when_the_double_uniform_draw_is_less()
    {
        const int count = 3_001;
        var uniforms = new double[count];
        SampleKeys.Mixed.FillUniform(uniforms, 9);
        foreach (var near in new Func<float, float>[] { MathF.BitDecrement, nearest => nearest, MathF.BitIncrement })
        {
            var probabilities = uniforms.Select(uniform => Math.Clamp(near((float)uniform), 0, 1)).ToArray();
            var draws = new float[count];
            SampleKeys.Mixed.FillBernoulli(probabilities, draws, 9);
            Assert.Equal(uniforms.Zip(probabilities, (uniform, probability) => uniform < probability ? 1f : 0f), draws);
        }
    }

    [Fact]
    public void What_is_not_a_probability_is_found_at_every_index()
    {
        for (var index = 0; index < 40; index++)
            foreach (var bad in new[] { float.NaN, -float.Epsilon, MathF.BitIncrement(1) })
            {
                var probabilities = Enumerable.Repeat(-0f, 40).ToArray();
                probabilities[index] = bad;
                var error = Assert.Throws<ArgumentException>(() => SampleKeys.Mixed.FillBernoulli(probabilities, new float[40]));
                Assert.Contains($"at index {index} ", error.Message, StringComparison.Ordinal);
            }
    }

    [Fact]
    public void A_draw_depends_only_on_its_index_across_long_fills()
    {
        const int count = 1_000;
        var whole = Enumerable.Repeat(0.5, count).ToArray();
        SampleKeys.Mixed.FillBernoulli(whole, whole);
        for (var start = 0; start < 400; start += 57)
        {
            var rest = Enumerable.Repeat(0.5, count - start).ToArray();
            SampleKeys.Mixed.FillBernoulli(rest, rest, start);
            Assert.Equal(whole[start..], rest);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Zero_is_never_and_one_is_always(double probability, double expected)
    {
        var draws = Enumerable.Repeat(probability, 10_000).ToArray();
        SampleKeys.Mixed.FillBernoulli(draws, draws);
        Assert.All(draws, draw => Assert.Equal(expected, draw));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-double.Epsilon)]
    [InlineData(-1)]
    [InlineData(1.0000000000000002)]
    public void What_is_not_a_probability_is_named_with_its_index_and_nothing_is_written(double bad)
    {
        double[] probabilities = [0.5, 1, bad, bad];
        double[] draws = [7, 7, 7, 7];
        var error = Assert.Throws<ArgumentException>(() => SampleKeys.Mixed.FillBernoulli(probabilities, draws));
        Assert.StartsWith(FormattableString.Invariant($"Probability {bad} at index 2 is not in [0, 1]."), error.Message, StringComparison.Ordinal);
        Assert.Equal(bad > 1, error.Message.Contains("Divide gray values from 0 to 255 by 255.", StringComparison.Ordinal));
        Assert.Equal("probabilities", error.ParamName);
        Assert.Equal([7, 7, 7, 7], draws);
    }

    [Fact]
    public void Single_values_that_are_not_probabilities_are_refused() =>
        Assert.All(
            [float.NaN, -float.Epsilon, MathF.BitIncrement(1)],
            bad => Assert.Throws<ArgumentException>(() => SampleKeys.Mixed.FillBernoulli([bad], new float[1])));

    [Fact]
    public void Both_lengths_are_named_when_they_differ()
    {
        var error = Assert.Throws<ArgumentException>(() => SampleKeys.Mixed.FillBernoulli([0.1, 0.2], new double[3]));
        Assert.Contains("There are 2 probabilities for a destination of length 3.", error.Message, StringComparison.Ordinal);
        Assert.Equal("destination", error.ParamName);
    }

    [Fact]
    public void Spans_that_overlap_without_being_the_same_are_refused()
    {
        var memory = new double[5];
        var error = Assert.Throws<ArgumentException>(
            "destination", () => SampleKeys.Mixed.FillBernoulli(memory.AsSpan(0, 4), memory.AsSpan(1, 4)));
        Assert.StartsWith(
            "The destination overlaps the probabilities at an offset of 1; only the same span is possible.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_that_a_key_does_not_hold_are_refused_before_any_is_written()
    {
        var draws = Enumerable.Repeat(0.5, 600).ToArray();
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleKeys.Mixed.FillBernoulli(draws, draws, RandomKey.DrawCount - 599));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleKeys.Mixed.FillBernoulli(draws, draws, -1));
        Assert.All(draws, draw => Assert.Equal(0.5, draw));
    }

    internal static class Examples
    {
        public static Arbitrary<double[]> Probabilities { get; } = Gen.Elements(AwkwardProbabilities).ArrayOf().ToArbitrary();

        public static Arbitrary<RandomKey> Keys { get; } = Gen.Elements(SampleKeys.All).ToArbitrary();

        public static Arbitrary<int> Starts { get; } = Gen.Choose(0, 1_000).ToArbitrary();
    }
}
