using System.Globalization;
using Xunit;

namespace VaeFunctional.Tests;

public class LearningRateTests
{
    public static TheoryData<LearningRate, string> Texts => new()
    {
        { LearningRate.Constant(0.001), "0.001" },
        { LearningRate.StepDecay(0.5, 10, 0.25), "0.5 times 0.25 every 10 steps" },
        { LearningRate.Cosine(0.5, 100, 0.125), "0.5 to 0.125 by a cosine over 100 steps" },
        { LearningRate.Constant(0.5).AfterWarmup(20), "0.5 after a warmup of 20 steps" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_rate_says_the_same_in_every_culture(LearningRate rate, string text)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal(text, rate.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_cosine_begins_at_the_initial_rate_passes_the_middle_and_ends_at_the_final_one()
    {
        var rate = LearningRate.Cosine(0.4, 100, 0.2);
        Assert.Equal(0.4, rate.At(0), 1e-15);
        Assert.Equal(0.3, rate.At(50), 1e-15);
        Assert.Equal(0.2, rate.At(100), 1e-15);
        Assert.Equal(0.2, rate.At(10_000), 1e-15);
    }

    [Fact]
    public void A_cosine_never_rises()
    {
        var rate = LearningRate.Cosine(1, 1000);
        Assert.All(Enumerable.Range(0, 1501), step => Assert.True(rate.At(step + 1) <= rate.At(step)));
    }

    [Fact]
    public void A_step_decay_multiplies_at_each_multiple()
    {
        var rate = LearningRate.StepDecay(1, 10, 0.5);
        Assert.Equal([1, 1, 0.5, 0.5, 0.25], new long[] { 0, 9, 10, 19, 20 }.Select(rate.At));
    }

    [Fact]
    public void A_warmup_rises_by_equal_steps_to_the_schedule_it_precedes()
    {
        var rate = LearningRate.StepDecay(1, 10, 0.5).AfterWarmup(4);
        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 1, 0.5], new long[] { 0, 1, 2, 3, 4, 13, 14 }.Select(rate.At));
        Assert.Equal(2, LearningRate.Constant(2).AfterWarmup(0).At(0));
    }
}
