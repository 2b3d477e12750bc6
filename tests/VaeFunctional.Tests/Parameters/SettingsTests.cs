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
            "decoder/output/activation identity", "likelihood GaussianHead", "likelihood/learns-scale True",
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
            Activation.Gelu, Activation.LeakyRelu(0.01), Activation.LeakyRelu(0.5), Activation.Of("relu", x => x),
        ];
        Assert.Equal(
            ["identity", "relu", "tanh", "sigmoid", "softplus", "elu", "silu", "gelu", "leaky-relu 0.01", "leaky-relu 0.5", "custom relu"],
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
            Assert.Equal("[1.5, -Infinity, \"text\", Bound { Limit = 0.25 }, []]", Lines(new Set(new object[] { 1.5, double.NegativeInfinity, "text", new Bound(0.25), Array.Empty<int>() }))[1][6..]);
            Assert.Same(german, CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_value_with_nothing_to_tell_has_the_name_of_its_type() => Assert.Equal("value Plain", Lines(new Set(new Plain()))[1]);

    [Fact]
    public void Any_two_values_have_texts_that_differ()
    {
        object?[] values =
        [
            null, "null", "", " ", "a, b", "\"", "\\\"", "\\", 'n', new[] { "a, b" }, new[] { "a", "b" }, new[] { "a\", \"b" }, new object?[] { null }, new[] { "null" },
            Array.Empty<string>(), new[] { "" }, ("a, b", "c"), ("a", "b, c"), 0.0, -0.0, 0.1, Math.BitIncrement(0.1), double.NaN,
            new DateTime(1), new DateTime(2), new DateTime(2, DateTimeKind.Utc), Activation.Relu, Activation.Of("relu", x => x), new Bound(1), new Bound(Math.BitIncrement(1)),
            new Widths([1, 2], [3]), new Widths([1, 2], [4]), new Widths([1], [2, 3]), new Shared(1, new Bound(1)), new Shared(1, new Bound(2)),
            new Dictionary<string, string> { ["a, b"] = "c" }, new Dictionary<string, string> { ["a"] = "b, c" }, Enumerable.Range(0, 200).ToArray(),
            Enumerable.Range(0, 201).ToArray(), TimeSpan.FromTicks(1), TimeSpan.FromTicks(2), new { A = new[] { 1 } }, new { A = new[] { 2 } },
        ];
        Assert.Equal(values.Length, values.Select(value => Lines(new Set(value))[1]).Distinct().Count());
        Assert.Equal("Widths { First = [1, 2], Second = [3] }", Lines(new Set(new Widths([1, 2], [3])))[1][6..]);
    }

    [Fact]
    public void A_value_that_no_text_tells_from_others_is_refused()
    {
        Assert.Equal("it is or holds a function.", Refusal(new Bound[] { new(1) }.Select(bound => (Func<double>)(() => bound.Limit)).ToArray()));
        Assert.Equal("it is or holds an array of several axes.", Refusal(new int[1, 2]));
        Assert.Equal("a Hidden shows no property that can be read, and has no text of its own.", Refusal(new Hidden(1)));
        Assert.Equal("it is nested more than 32 deep.", Refusal(new Endless()));
        Assert.Equal("no number yet", Refusal(new Throwing("no number yet")));
        Assert.NotEmpty(Refusal(new Widths(default, [1])));
    }

    [Fact]
    public void A_setting_comes_back_unchanged_and_its_name_is_checked()
    {
        var value = new Plain();
        Assert.Same(value, Identity.Setting("name", value));
        Assert.Equal("null", Lines(new Set(null))[1][6..]);
        Assert.Throws<ArgumentException>(() => Identity.Setting("", 1));
        Assert.Throws<ArgumentException>(() => Identity.Setting("a/b", 1));
    }

    [Fact]
    public void Two_settings_of_one_name_break_a_law()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Parameters.Check(new Twice())).Message;
        Assert.Contains("'rate' names 2 settings", message, StringComparison.Ordinal);
    }

    private static string Refusal(object value)
    {
        const string start = "The setting 'value' has no text that tells it from others: ";
        var message = Assert.Throws<ArgumentException>(() => Settings.Of(new Set(value))).Message;
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        return message[start.Length..];
    }

    private static ImmutableArray<string> Lines<TModel>(TModel model)
        where TModel : IParameters<TModel> => [.. Settings.Of(model).Select(setting => $"{setting.Key} {setting.Value}")];

    private sealed record Bound(double Limit);

    private sealed record Widths(ImmutableArray<int> First, int[] Second);

    private sealed record Shared(int Count, Bound Bound);

    private sealed class Plain;

    private sealed class Hidden(int number)
    {
        public int Next() => number + 1;
    }

    private sealed class Endless
    {
        public Endless Inner => this;
    }

    private sealed class Throwing(string problem)
    {
        public int Number => throw new InvalidOperationException(problem);
    }

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
