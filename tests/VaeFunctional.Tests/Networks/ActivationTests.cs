using System.Reflection;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Every activation against its formula, written out in double.</summary>
public class ActivationTests
{
    private static readonly double[] Points = [0, -0.0, 1e-300, -1e-300, 1e-9, -1e-9, 0.3, -0.3, 1, -1, 2.5, -2.5, 7, -7, 30, -30];

    public static TheoryData<string> Names => [.. ActivationTable.Rows.Keys];

    [Fact]
    public void Every_activation_has_a_row()
    {
        var cases = typeof(Activation).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(type => type.IsSubclassOf(typeof(Activation)));
        Assert.Equal(cases.ToHashSet(), ActivationTable.Rows.Values.Select(row => row.Activation.GetType()).ToHashSet());
    }

    [Fact]
    public void One_of_ones_own_has_a_name_and_keeps_the_shape()
    {
        var sums = Activation.Of("sums", x => x.Sum(-1, keepAxis: true));
        Assert.Equal("custom sums", sums.ToString());
        var mismatch = Assert.Throws<ShapeMismatchException>(() => sums.Apply(Tensor.Zeros(new Shape(2, 3))));
        Assert.Equal("sums: the activation gives shape [2, 1] for shape [2, 3]", mismatch.Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_its_formula(string name)
    {
        var (activation, formula) = ActivationTable.Rows[name];
        Close.All(Points.Select(formula), activation.Apply(Tensor.FromArray(Points)).ToDoubles(), 4e-16);
        var singles = Array.ConvertAll(Points, x => (float)x);
        Close.All(singles.Select(x => formula(x)), activation.Apply(Tensor.FromArray(singles)).ToDoubles(), 3e-7);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_keeps_shape_and_precision(string name)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var result = ActivationTable.Rows[name].Activation.Apply(Tensor.Zeros(new Shape(2, 0, 3), precision));
            Assert.Equal(new Shape(2, 0, 3), result.Shape);
            Assert.Equal(precision, result.Precision);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_finite_for_every_finite_number(string name)
    {
        double[] wide = [1e300, -1e300, double.MaxValue, double.MinValue, 1e4, -1e4, 750, -750, double.Epsilon];
        Assert.Equal(-1, ActivationTable.Rows[name].Activation.Apply(Tensor.FromArray(wide)).FirstNonFinite());
        float[] narrow = [1e38f, -1e38f, float.MaxValue, float.MinValue, 1e4f, -1e4f, 104, -104, float.Epsilon];
        Assert.Equal(-1, ActivationTable.Rows[name].Activation.Apply(Tensor.FromArray(narrow)).FirstNonFinite());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_passes_NaN_on(string name) =>
        Assert.Equal(double.NaN, ActivationTable.Rows[name].Activation.Apply(Tensor.FromArray([double.NaN])).ToScalar());

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_differentiable_away_from_0(string name)
    {
        var x = Samples.Spread(RandomKey.FromSeed(1), new Shape(40), new Domain(-4, 4), offset: 0.5);
        var result = GradientCheck.Rule(ActivationTable.Rows[name].Activation.Apply, x, RandomKey.FromSeed(2));
        Assert.True(result.Passes(1e-6), result.ToString());
    }

    [Theory]
    [InlineData("identity", 1)]
    [InlineData("relu", 0)]
    [InlineData("leaky relu", 0)]
    [InlineData("elu", 1)]
    [InlineData("tanh", 1)]
    [InlineData("sigmoid", 0.25)]
    [InlineData("softplus", 0.5)]
    [InlineData("silu", 0.5)]
    [InlineData("gelu", 0.5)]
    public void Its_derivative_at_0_is_as_documented(string name, double derivative) =>
        Assert.Equal(derivative, Derivatives.At(ActivationTable.Rows[name].Activation.Apply, 0));

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_derivative_far_out_is_that_of_its_asymptote(string name)
    {
        var (activation, formula) = ActivationTable.Rows[name];
        foreach (var x in new[] { 1e4, -1e4 })
            Assert.Equal((formula(x + 100) - formula(x - 100)) / 200, Derivatives.At(activation.Apply, x), 1e-12);
    }

    [Fact]
    public void Activations_are_values()
    {
        Assert.Equal(Activation.LeakyRelu(0.1), Activation.LeakyRelu(0.1));
        Assert.NotEqual(Activation.LeakyRelu(0.1), Activation.LeakyRelu(0.2));
        Assert.Equal(ActivationTable.Rows.Count, ActivationTable.Rows.Values.Select(row => row.Activation).ToHashSet().Count);
    }
}
