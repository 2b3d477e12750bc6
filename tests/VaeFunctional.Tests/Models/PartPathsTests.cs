using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Which leaves of every shipped part are trained and which are not: a leaf that is wrongly a constant never learns.</summary>
public class PartPathsTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["default"] = "",
        ["tight"] = "",
        ["unbounded"] = "",
        ["standard"] = "mean log-variance: constant",
        ["fixed Gaussian"] = "mean log-variance: constant",
        ["learned Gaussian"] = "mean log-variance",
        ["fixed Laplace"] = "mean log-scale: constant",
        ["learned Laplace"] = "mean log-scale",
        ["fixed mixture"] = "logits means log-variances: constant",
        ["learned mixture"] = "logits means log-variances",
        ["Bernoulli"] = "offset: constant",
        ["Bernoulli about the mean"] = "offset: constant",
        ["Gaussian"] = "log-variance offset: constant",
        ["Gaussian about the mean"] = "log-variance offset: constant",
        ["Gaussian of a shared scale"] = "log-variance; offset: constant",
        ["Gaussian of feature scales"] = "log-variance; offset: constant",
        ["Poisson"] = "offset: constant",
        ["Poisson about the mean with exposure"] = "offset: constant",
        ["negative binomial of a fixed dispersion"] = "offset dispersion/log-dispersion: constant",
        ["negative binomial of a shared dispersion"] = "offset: constant; dispersion/log-dispersion",
        ["negative binomial of feature dispersions with exposure"] = "offset: constant; dispersion/log-dispersion",
        ["zero-inflated negative binomial of example dispersions"] = "offset: constant",
        ["zero-inflated negative binomial with exposure"] = "offset: constant; dispersion/log-dispersion",
        ["categorical"] = "offset: constant",
        ["categorical about the mean"] = "offset: constant",
        ["discretized logistic about the mean"] = "log-scale offset: constant",
        ["discretized logistic of a shared scale"] = "log-scale; offset: constant",
        ["discretized logistic of feature scales"] = "log-scale; offset: constant",
        ["discretized logistic of example scales"] = "log-scale; offset: constant",
        ["ordinal"] = "steps",
        ["Laplace about the mean"] = "log-scale offset: constant",
        ["Laplace of a shared scale"] = "log-scale; offset: constant",
        ["Laplace of feature scales"] = "log-scale; offset: constant",
    };

    public static TheoryData<string, string, string> Combinations
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var posterior in TestModels.Posteriors.Keys)
            {
                foreach (var prior in TestModels.Priors.Keys)
                {
                    foreach (var likelihood in TestModels.Likelihoods.Keys)
                        data.Add(posterior, prior, likelihood);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Every_part_is_listed() =>
        Assert.Equal(TestModels.Posteriors.Keys.Concat(TestModels.Priors.Keys).Concat(TestModels.Likelihoods.Keys).Order(), Expected.Keys.Order());

    [Theory]
    [MemberData(nameof(Combinations))]
    public void A_model_trains_the_leaves_of_its_parts_that_are_learned_and_keeps_the_others(string posterior, string prior, string likelihood)
    {
        var model = TestModels.Of(posterior, prior, likelihood);
        string[] networks = ["hidden/0/weight", "hidden/0/bias", "output/weight", "output/bias"];
        IEnumerable<(string Path, bool IsConstant)> expected =
        [
            .. networks.Select(path => ($"encoder/{path}", false)),
            .. Leaves("posterior", posterior),
            .. Leaves("prior", prior),
            .. networks.Select(path => ($"decoder/{path}", false)),
            .. Leaves("likelihood", likelihood),
        ];
        Assert.Equal(expected, model.Leaves().Select(leaf => (leaf.Path, leaf.IsConstant)));
        var gradient = Gradient.ValueAndGradient(at => Elbo.Estimate(at, TestModels.Data(3, likelihood), TestModels.Key).ToObjective(), model).Gradient;
        Assert.All(gradient.Leaves().Where(leaf => !leaf.IsConstant), leaf => Assert.Contains(leaf.Value.ToDoubles(), derivative => derivative != 0));
    }

    private static IEnumerable<(string Path, bool IsConstant)> Leaves(string place, string part) =>
        from list in Expected[part].Split("; ", StringSplitOptions.RemoveEmptyEntries)
        let isConstant = list.EndsWith(": constant", StringComparison.Ordinal)
        from name in list.Replace(": constant", "", StringComparison.Ordinal).Split(' ')
        select ($"{place}/{name}", isConstant);
}
