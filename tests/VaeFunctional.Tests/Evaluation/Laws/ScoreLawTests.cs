using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The law of the score asks by NaN, in the place of a leaf, whether the leaf takes part in a distribution.</summary>
public sealed class ScoreLawTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(33);

    private static readonly Vae Model = TestModels.Of("default", "learned Gaussian", "Gaussian").To(Precision.Double);

    [Fact]
    public void A_leaf_that_takes_no_part_is_asked_once_and_another_is_moved_to_both_sides()
    {
        var evaluations = 0;
        var finding = ScoreLaw.ByParameters(Model, new RoleDraws(Model.Prior, Key), model =>
        {
            evaluations++;
            return model.Prior;
        });
        Assert.True(finding.IsHeld, finding.Text);
        Assert.Equal(Model.Leaves().Count(leaf => !leaf.IsConstant) + (2 * 2), evaluations);
    }

    [Fact]
    public void A_distribution_that_refuses_NaN_takes_part()
    {
        var finding = ScoreLaw.ByParameters(Model, new RoleDraws(Picky(Model), Key), Picky);
        Assert.Equal(LawOutcome.Fails, finding.Outcome);
        Assert.Equal("prior/mean", finding.Owner);
    }

    /// <summary>A prior that takes no NaN and whose density grows with its mean.</summary>
    private static SpoiledDistribution Picky(Vae model) => model.Prior.Mean.FirstNonFinite() >= 0
        ? throw new ArgumentException("The mean is not finite.")
        : new SpoiledDistribution(model.Prior) { Density = x => model.Prior.LogDensity(x) + model.Prior.Mean.Sum(-1) };
}
