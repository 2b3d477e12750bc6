using System.Collections.Immutable;
using System.Globalization;
using Xunit;

namespace VaeFunctional.Tests;

public class SettingsTests
{
    private static readonly LeafMap Identity = new(leaf => leaf.Value);

    [Fact]
    public void The_settings_of_a_model_are_its_hyperparameters_and_the_kinds_of_its_parts()
    {
        var vae = TestModels.Of("tight", "learned mixture", "Gaussian of a shared scale");
        string[] expected =
        [
            " Vae", "encoder Mlp", "encoder/hidden/0 Dense", "encoder/hidden/0/activation tanh", "encoder/output Dense",
            "encoder/output/activation identity", "posterior DiagonalGaussianHead", "posterior/log-variance-limit 1.5", "prior MixturePrior",
            "prior/is-learned True", "decoder Mlp", "decoder/hidden/0 Dense", "decoder/hidden/0/activation softplus", "decoder/output Dense",
            "decoder/output/activation identity", "likelihood GaussianLikelihood", "likelihood/learns-scale True",
        ];
        Assert.Equal(expected, Lines(vae));
    }

    [Fact]
    public void Two_models_that_differ_in_any_part_differ_in_their_settings_or_leaves()
    {
        var models =
            from posterior in TestModels.Posteriors.Keys
            from prior in TestModels.Priors.Keys
            from likelihood in TestModels.Likelihoods.Keys
            select TestModels.Of(posterior, prior, likelihood);
        var alike = models.GroupBy(model => string.Join('\n', Lines(model).Concat(model.Leaves().Select(leaf => $"{leaf.Path} {leaf.Value.Shape}"))));
        // A fixed and a standard Gaussian prior are of one kind and differ in the numbers of their tensors, which are in the file.
        Assert.Equal(3 * 3 * 6, alike.Count());
    }

    [Fact]
    public void Every_activation_has_a_text_of_its_own()
    {
        Activation[] all =
        [
            Activation.Identity, Activation.Relu, Activation.Tanh, Activation.Sigmoid, Activation.Softplus, Activation.Elu, Activation.Silu,
            Activation.Gelu, Activation.LeakyRelu(0.01), Activation.LeakyRelu(0.5), Activation.Of("mine", x => x),
        ];
        Assert.Equal(
            ["identity", "relu", "tanh", "sigmoid", "softplus", "elu", "silu", "gelu", "leaky-relu 0.01", "leaky-relu 0.5", "mine"],
            all.Select(activation => activation.ToString()));
    }

    [Fact]
    public void A_value_has_the_same_text_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo german = new("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };
        try
        {
            CultureInfo.CurrentCulture = german;
            Assert.Equal("[1.5, -Infinity, text, Bound { Limit = 0.25 }, []]", Lines(new Set(new object[] { 1.5, double.NegativeInfinity, "text", new Bound(0.25), Array.Empty<int>() }))[1][6..]);
            Assert.Same(german, CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_value_without_a_text_of_its_own_has_the_name_of_its_type() => Assert.Equal("value Plain", Lines(new Set(new Plain()))[1]);

    [Fact]
    public void A_setting_comes_back_unchanged_and_its_name_is_checked()
    {
        var value = new Plain();
        Assert.Same(value, Identity.Setting("name", value));
        Assert.Equal("", Lines(new Set(null))[1][6..]);
        Assert.Throws<ArgumentException>(() => Identity.Setting("", 1));
        Assert.Throws<ArgumentException>(() => Identity.Setting("a/b", 1));
    }

    [Fact]
    public void Two_settings_of_one_name_break_a_law()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Parameters.Check(new Twice())).Message;
        Assert.Contains("'rate' names 2 settings", message, StringComparison.Ordinal);
    }

    private static ImmutableArray<string> Lines<TModel>(TModel model)
        where TModel : IParameters<TModel> => [.. Settings.Of(model).Select(setting => $"{setting.Key} {setting.Value}")];

    private sealed record Bound(double Limit);

    private sealed class Plain;

    private sealed record Set(object? Value) : IParameters<Set>
    {
        public Set Map(LeafMap f) => new(f.Setting("value", Value));
    }

    private sealed record Twice : IParameters<Twice>
    {
        public Twice Map(LeafMap f)
        {
            f.Setting("rate", 1);
            f.Setting("rate", 2);
            return this;
        }
    }
}
