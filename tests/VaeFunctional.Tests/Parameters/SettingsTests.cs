using System.Collections.Immutable;
using System.Globalization;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

public class SettingsTests
{
    private static readonly LeafMap Identity = new(leaf => leaf.Value);

    [Flags]
    private enum Sides
    {
        None = 0,
        Left = 1,
        Right = 2,
    }

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
        Assert.Equal(TestModels.Posteriors.Count * (TestModels.Priors.Count - 1) * TestModels.Likelihoods.Count, alike.Count());
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
    public void A_setting_has_the_text_that_files_are_known_by()
    {
        object[] values =
        [
            1.5, 1e300, double.Epsilon, -0.0, double.NaN, double.NegativeInfinity, 0.1f, 7, -7L, 1.50m, true, "a \"b\" \\", 'c', Sides.Left,
            Sides.Left | Sides.Right, (Sides)8, new[] { 1, 2 }, ImmutableArray.Create("a", "b"), new List<Sides> { Sides.Left, Sides.Right }, Array.Empty<double>(),
        ];
        string[] texts =
        [
            "1.5", "1E+300", "5E-324", "-0", "NaN", "-Infinity", "0.1", "7", "-7", "1.5", "True", "\"a \\\"b\\\" \\\\\"", "\"c\"", "Left",
            "Left|Right", "8", "[1, 2]", "[\"a\", \"b\"]", "[Left, Right]", "[]",
        ];
        Assert.Equal(texts, values.Select(TextOf));
    }

    [Property]
    public void Two_numbers_texts_or_lists_have_one_text_only_if_they_are_equal(double a, double b, long i, long j, float f, float g, decimal m, decimal n, string?[] s, string?[] t)
    {
        string[] left = [.. s.Select(text => text ?? "")], right = [.. t.Select(text => text ?? "")];
        Assert.Equal(a.Equals(b) && double.IsNegative(a) == double.IsNegative(b), TextOf(a) == TextOf(b));
        Assert.Equal(BitConverter.DoubleToInt64Bits(a), BitConverter.DoubleToInt64Bits(double.Parse(TextOf(a), CultureInfo.InvariantCulture)));
        Assert.NotEqual(TextOf(a), !double.IsFinite(a) ? "" : TextOf(Math.BitIncrement(a)));
        Assert.NotEqual(TextOf(f), !float.IsFinite(f) ? "" : TextOf(MathF.BitIncrement(f)));
        Assert.Equal(f.Equals(g) && float.IsNegative(f) == float.IsNegative(g), TextOf(f) == TextOf(g));
        Assert.Equal(i == j, TextOf(i) == TextOf(j));
        Assert.Equal(m == n, TextOf(m) == TextOf(n));
        Assert.Equal(TextOf(m), TextOf(m + 0.0m));
        Assert.Equal(left.SequenceEqual(right), TextOf(left) == TextOf(right));
        Assert.NotEqual(TextOf(left), TextOf(left.Append("")));
        Assert.Equal(left.Length == 1, TextOf(left) == TextOf(new[] { string.Join(", ", left) }));
    }

    [Fact]
    public void The_type_of_a_number_or_a_list_is_not_part_of_its_text()
    {
        Assert.Single(new object[] { 2, 2L, 2.0, 2f, 2m, (byte)2 }.Select(TextOf).Distinct());
        Assert.Single(new object[] { new[] { 1, 2 }, new List<double> { 1, 2 }, ImmutableArray.Create(1L, 2) }.Select(TextOf).Distinct());
    }

    [Fact]
    public void A_setting_has_the_same_text_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo german = new("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~" } };
        try
        {
            CultureInfo.CurrentCulture = german;
            Assert.Equal("[-1.5, -Infinity]", TextOf(new[] { -1.5, double.NegativeInfinity }));
            Assert.Equal("-3", TextOf(-3));
            Assert.Equal("up to -0.25", Lines(new Told<double>(-0.25, limit => $"up to {limit}"))[1]["value ".Length..]);
            Assert.Same(german, CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_value_without_a_text_is_refused_with_its_path_its_type_and_the_way_on()
    {
        (object? Value, string Is)[] refused =
        [
            (new Plain(), "of type 'Plain'"), ((Func<double>)(() => 1), "of type 'Func`1'"), (new int[1, 2], "of type 'Int32[,]'"), (null, "null"),
            (new[] { new Plain() }, "of type 'Plain[]'"), (new object?[] { null }, "of type 'Object[]'"), (new[] { new[] { 1 } }, "of type 'Int32[][]'"),
            (new Dictionary<string, int> { ["a"] = 1 }, "of type 'Dictionary`2'"), ((1, 2), "of type 'ValueTuple`2'"), (TimeSpan.Zero, "of type 'TimeSpan'"),
            (Tensor.Scalar(1), "of type 'Tensor'"),
        ];
        Assert.All(refused, row => Assert.Equal(
            $"The setting 'part/value' is {row.Is}: the settings that have a text are numbers, texts, truth values, enumerations, and lists of them. "
            + "Give it a text that tells it from others: f.Setting(name, value, x => text).",
            Assert.Throws<ArgumentException>(() => Settings.Of(new Outer(new Set(row.Value)))).Message));
    }

    [Fact]
    public void A_list_that_was_never_set_is_refused_with_its_path()
    {
        var message = Assert.Throws<ArgumentException>(() => Settings.Of(new Set(default(ImmutableArray<int>)))).Message;
        Assert.StartsWith("The setting 'value' is a list that cannot be read: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_any_type_has_the_text_that_its_author_gives()
    {
        Assert.Equal("plain 3", Lines(new Told<Plain>(new Plain(), _ => "plain 3"))[1]["value ".Length..]);
        Assert.Contains("'value'", Assert.Throws<ArgumentException>(() => Settings.Of(new Told<Plain>(new Plain(), _ => null!))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Identity.Setting("name", 1, null!));
    }

    [Fact]
    public void A_text_is_asked_for_only_where_settings_are_collected()
    {
        var told = new Told<Plain>(new Plain(), _ => throw new NotSupportedException());
        Assert.Same(told.Value, told.Map(Identity).Value);
        Assert.Throws<NotSupportedException>(() => Settings.Of(told));
    }

    [Fact]
    public void A_setting_comes_back_unchanged_and_its_name_is_checked()
    {
        var value = new Plain();
        Assert.Same(value, Identity.Setting("name", value));
        Assert.Same(value, Identity.Setting("name", value, _ => "text"));
        foreach (var name in new[] { "", "a/b" })
        {
            Assert.Throws<ArgumentException>(() => Identity.Setting(name, 1));
            Assert.Throws<ArgumentException>(() => Identity.Setting(name, 1, _ => "text"));
        }
    }

    [Fact]
    public void Two_settings_of_one_name_break_a_law()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Parameters.Check(new Twice())).Message;
        Assert.Contains("'rate' names 2 settings", message, StringComparison.Ordinal);
    }

    private static string TextOf(object value) => Lines(new Set(value))[1]["value ".Length..];

    private static ImmutableArray<string> Lines<TModel>(TModel model)
        where TModel : IParameters<TModel> => [.. Settings.Of(model).Select(setting => $"{setting.Key} {setting.Value}")];

    private sealed class Plain;

    private sealed record Set(object? Value) : IParameters<Set>
    {
        public Set Map(LeafMap f) => new(f.Setting("value", Value));
    }

    private sealed record Told<T>(T Value, Func<T, string> Text) : IParameters<Told<T>>
    {
        public Told<T> Map(LeafMap f) => new(f.Setting("value", Value, Text), Text);
    }

    private sealed record Outer(Set Part) : IParameters<Outer>
    {
        public Outer Map(LeafMap f) => new(f.At("part", Part));
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
