using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(WarmupTests.Examples) })]
public sealed class WarmupTests
{
    [Property]
    public bool A_linear_warmup_rises_evenly_from_zero_to_the_target_and_stays(int steps)
    {
        const double target = 0.7;
        var weights = Enumerable.Range(0, steps + 20).Select(step => Warmup.Linear(step, steps, target)).ToList();
        return weights.Index().All(pair => pair.Item == (pair.Index >= steps ? target : target * pair.Index / steps))
            && weights.Zip(weights.Skip(1)).All(pair => pair.First <= pair.Second);
    }

    [Fact]
    public void A_linear_warmup_is_half_way_at_half_time_also_in_long_runs() =>
        Assert.Equal(0.5, Warmup.Linear(long.MaxValue / 4, long.MaxValue / 2), 1e-15);

    [Property]
    public bool A_cycle_rises_over_its_first_part_and_repeats(int steps)
    {
        const double target = 3;
        var period = 1 + (steps % 300);
        return new[] { 0.5, 1, 0.01 }.All(rising =>
        {
            var weights = Enumerable.Range(0, 3 * period).Select(step => Warmup.Cyclical(step, period, rising, target)).ToList();
            return weights[0] == 0
                && weights.Skip(period).SequenceEqual(weights.Take(2 * period))
                && weights.Take(period).Index().All(pair =>
                    pair.Index >= rising * period ? pair.Item == target : Near.Is(pair.Item, target * pair.Index / (rising * period), 1e-14))
                && weights.All(weight => weight is >= 0 and <= target);
        });
    }

    [Fact]
    public void Steps_and_parts_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Warmup.Linear(-1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Warmup.Linear(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Warmup.Cyclical(-1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Warmup.Cyclical(0, 0));
        Assert.All([0, -0.5, 1.01, double.NaN], rising => Assert.Throws<ArgumentOutOfRangeException>(() => Warmup.Cyclical(0, 10, rising)));
    }

    internal static class Examples
    {
        public static Arbitrary<int> Steps { get; } = Gen.Choose(0, 1_000).ToArbitrary();
    }
}
