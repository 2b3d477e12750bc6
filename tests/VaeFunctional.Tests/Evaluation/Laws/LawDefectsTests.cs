using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Every defect of a distribution is found by the law that is there for it, in every role; the right distributions pass.</summary>
public sealed class LawDefectsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    public static TheoryData<string, string, string> Defects
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (family, defect, _, _) in LawDefects.All)
            {
                foreach (var role in new[] { "posterior", "prior", "likelihood" })
                    data.Add(family, defect, role);
            }

            return data;
        }
    }

    public static TheoryData<string> Families => [.. LawFamilies.All.Keys];

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_defect_is_found_by_its_law(string family, string defect, string role)
    {
        var (_, _, law, spoil) = LawDefects.All.Single(row => row.Family == family && row.Defect == defect);
        var right = LawModel.Of(family, Key.Fold(family));
        var model = role switch
        {
            "posterior" => right with { Posterior = output => spoil(right.Posterior(output)) },
            "prior" => right with { Prior = spoil(right.Prior) },
            _ => right with { Likelihood = output => spoil(right.Likelihood(output)) },
        };
        var result = Check(family, model);
        Assert.True(result.Failures.Any(failure => failure.Name == $"the {role}'s {law}"), result.ToString());
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void The_right_distributions_pass_and_are_tested(string family)
    {
        var result = Check(family, LawModel.Of(family, Key.Fold(family)));
        Assert.True(result.Hold, result.ToString());
        Assert.All(
            result.Laws.Where(law => law.Name.EndsWith("belong to its density", StringComparison.Ordinal) || law.Name.EndsWith("is normalized", StringComparison.Ordinal)),
            law => Assert.Equal(LawOutcome.Holds, law.Outcome));
    }

    private static ModelLawsResult Check(string family, LawModel model) =>
        ModelLaws.Check(model, LawModel.Data(family, Key.Fold(family).Fold("data")), Key.Fold(family).Fold("laws"));
}
