using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A check is worth what it catches.</summary>
public class GradientCheckTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);
    private static readonly Tensor X = Tensor.FromArray([0.5f, -1, 2]);

    private static readonly Dictionary<string, Func<Tensor, Tensor>> WrongRules = new()
    {
        ["a factor forgotten"] = x => Rule.Unary(x, a => a.Square(), (g, a, _) => g * a),
        ["a sign turned"] = x => Rule.Unary(x, a => a.Cos(), (g, a, _) => g * a.Sin()),
        ["the result taken for the argument"] = x => Rule.Unary(x, a => a.Tanh(), (g, a, _) => g * (1 - a.Square())),
        ["the cotangent forgotten"] = x => Rule.Unary(x, a => a.Exp(), (_, _, y) => y),
        ["off by a millionth"] = x => Rule.Unary(x, a => a * 3, (g, _, _) => g * 3.000_01),
        ["arguments exchanged"] = x =>
            Rule.Binary(x, x + 1, (a, b) => a * b.Square(), (g, _, b, _) => g * b.Square(), (g, a, _, _) => g * a.Square()),
        ["an argument overlooked"] = x => Rule.Variadic([x, x * 2], all => all[0] + all[1], (g, i) => g * (1 - i)),
        ["not a number"] = x => Rule.Unary(x, a => a * 3, (g, _, _) => g * double.NaN),
    };

    public static TheoryData<string> WrongRuleNames => [.. WrongRules.Keys];

    [Theory]
    [MemberData(nameof(WrongRuleNames))]
    public void A_wrong_rule_is_caught(string name)
    {
        var check = GradientCheck.Rule(WrongRules[name], X, Key);
        Assert.False(check.Passes());
        Assert.Equal("value", check.Worst.Path);
        Assert.StartsWith("value: computed", check.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_rule_is_named_by_the_leaf_it_spoils()
    {
        var check = GradientCheck.Objective(
            model => Objective.Of((model.Encoder.Weight.Tanh().Sum() + WrongRules["a sign turned"](model.Hidden[1].Bias).Sum()) * model.Scale),
            SampleModel.Create(Key),
            Key);
        Assert.Equal("hidden/1/bias", check.Worst.Path);
        Assert.All(check.Comparisons, comparison => Assert.Equal(comparison.Path != "hidden/1/bias", comparison.RelativeError <= 1e-6));
    }

    [Fact]
    public void A_right_rule_passes_in_double_although_it_is_given_singles()
    {
        var check = GradientCheck.Rule(x => Rule.Unary(x, a => a.Square() * a, (g, a, _) => g * 3 * a.Square()), X, Key);
        Assert.True(check.Passes(1e-9), check.ToString());
        Assert.Equal(check, GradientCheck.Rule(x => x.Square() * x, X, Key));
        Assert.NotEqual(check, GradientCheck.Rule(x => x.Square() * x, X, Key.Fold(1)));
    }

    [Fact]
    public void With_step_1_a_linear_function_is_checked_to_the_last_digits() =>
        Assert.True(GradientCheck.Rule(x => x.MatMul(Tensor.Identity(3) * 2) - x, X.Reshape(new Shape(1, 3)), Key, step: 1).Passes(1e-14));

    [Fact]
    public void A_pullback_of_another_shape_is_refused_with_both()
    {
        var message = Assert.Throws<InvalidOperationException>(
            () => GradientCheck.Rule(x => Rule.Unary(x, a => a.Sum(), (g, _, _) => g), X, Key)).Message;
        Assert.Contains("A pullback returned shape [] for an argument of shape [3]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_relative_error_is_of_the_larger_derivative_or_of_a_millionth_of_the_value()
    {
        Assert.Equal(0.5, new DerivativeComparison("a", 1, 2, 0).RelativeError);
        Assert.Equal(1, new DerivativeComparison("a", 1e-9, 0, 0).RelativeError);
        Assert.Equal(1e-3, new DerivativeComparison("a", 1e-9, 0, 1).RelativeError, 1e-15);
        Assert.Equal(0, new DerivativeComparison("a", 0, 0, 0).RelativeError);
        Assert.Equal(double.NaN, new DerivativeComparison("a", double.NaN, 1, 0).RelativeError);
        Assert.False(new GradientCheckResult([new("a", double.NaN, 1, 0)]).Passes());
        Assert.Equal("b", new GradientCheckResult([new("a", 1, 2, 0), new("b", double.NaN, 1, 0), new("c", 1, 1, 0)]).Worst.Path);
    }

    [Fact]
    public void What_has_nothing_to_check_is_refused()
    {
        var model = SampleModel.Create(Key);
        AssertSays("The model has no parameters", () => GradientCheck.Objective(_ => Objective.Of(Tensor.Scalar(1)), ParameterList.Of(), Key));
        AssertSays("No parameter changes the objective", () => GradientCheck.Objective(_ => Objective.Of(Tensor.Scalar(1)), model, Key));
        // A closure over the model outside is the usual mistake.
        AssertSays("No parameter changes the objective", () => GradientCheck.Objective(_ => Objective.Of(model.Scale.Square().Sum()), model, Key));
        Assert.Throws<InvalidOperationException>(() => new GradientCheckResult([]).Worst);

        static void AssertSays(string message, Func<object> code) => Assert.StartsWith(message, Assert.Throws<ArgumentException>(code).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_leaf_that_changes_the_objective_is_enough_and_a_stopped_gradient_is_not_silence()
    {
        Assert.True(GradientCheck.Objective(model => Objective.Of(model.Scale.Square().Sum()), SampleModel.Create(Key), Key).Passes());
        Assert.False(GradientCheck.Objective(model => Objective.Of(model.Scale.StopGradient().Square().Sum()), SampleModel.Create(Key), Key).Passes());
        Assert.True(GradientCheck.Rule(x => x.GreaterThan(0), X, Key).Passes(), "the derivative of a step is 0");
    }

    [Fact]
    public void A_wrong_derivative_of_a_single_number_is_found_whatever_the_key()
    {
        static Tensor Wrong(Tensor x) => Rule.Unary(x, value => value.Square(), (cotangent, value, _) => cotangent * value * -2);
        for (var seed = 0; seed < 200; seed++)
            Assert.False(GradientCheck.Rule(Wrong, Tensor.FromArray([0.7]), RandomKey.FromSeed(seed)).Passes(), $"seed {seed}");
    }

    [Fact]
    public void An_objective_that_draws_anew_at_every_call_is_refused()
    {
        var calls = 0;
        var error = Assert.Throws<ArgumentException>(() => GradientCheck.Objective(
            model => Objective.Of((model.Value * RandomKey.FromSeed(calls++).Normal(new Shape(3))).Sum()),
            new Parameter(Tensor.FromArray([1.0, 2, 3])),
            RandomKey.FromSeed(1)));
        Assert.Contains("not deterministic", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_with_kinks_passes()
    {
        var key = RandomKey.FromSeed(5);
        var x = key.Fold("x").Normal(new Shape(20, 30));
        var network = Mlp.Create(key.Fold("network"), [30, 64, 2], Activation.Relu);
        var check = GradientCheck.Objective(model => Objective.Of(model.Apply(x).Square().Sum(-1)), network, key);
        Assert.True(check.Passes(), check.ToString());
    }

    [Fact]
    public void A_point_near_the_edge_of_the_domain_is_measured_with_the_smaller_step()
    {
        Assert.True(GradientCheck.Rule(x => x.Log(), Tensor.FromArray([1e-3]), Key).Passes());
        Assert.True(GradientCheck.Rule(x => x.Sqrt(), Tensor.FromArray([1e-3]), Key).Passes());
    }
}
