using Xunit;

namespace VaeFunctional.Tests;

public class MlpTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(4);

    [Theory]
    [InlineData(3, 2)]
    [InlineData(3, 5, 2)]
    [InlineData(3, 5, 1, 7, 2)]
    public void It_is_its_layers_one_after_the_other(params int[] widths)
    {
        var network = Mlp.Create(Key, widths, Activation.Tanh, Precision.Double);
        var input = Samples.ShortDecimals(Key, new Shape(2, 6, 3));
        Assert.Equal(3, network.Inputs);
        Assert.Equal(2, network.Outputs);
        Assert.Equal(widths.Length - 2, network.Hidden.Length);
        Assert.Equal(new Shape(2, 6, 2), network.Apply(input).Shape);
        Close.All(NaiveLayers.Rows(input, row => NaiveLayers.Mlp(row, network)), network.Apply(input).ToDoubles(), 1e-14);
    }

    [Fact]
    public void It_is_differentiable()
    {
        var input = Samples.ShortDecimals(Key, new Shape(4, 3), Precision.Single);
        var network = Mlp.Create(Key, [3, 5, 4, 2], Activation.Softplus);
        var result = GradientCheck.Objective(model => Objective.Of(model.Apply(input).Square().Sum()), network, Key);
        Assert.True(result.Passes(1e-6), result.ToString());
        Assert.Equal(
            ["hidden/0/weight", "hidden/0/bias", "hidden/1/weight", "hidden/1/bias", "output/weight", "output/bias"],
            result.Comparisons.Select(comparison => comparison.Path));
    }

    [Fact]
    public void The_output_layer_is_affine_and_the_others_have_the_activation()
    {
        var network = Mlp.Create(Key, [3, 5, 4, 2], Activation.Elu);
        Assert.All(network.Hidden, layer => Assert.Equal(Activation.Elu, layer.Activation));
        Assert.Equal(Activation.Identity, network.Output.Activation);
        Assert.Equal((3 * 5) + 5 + (5 * 4) + 4 + (4 * 2) + 2, network.ParameterCount());
    }

    [Fact]
    public void No_two_layers_start_the_same()
    {
        var network = Mlp.Create(Key, [4, 4, 4, 4], Activation.Relu);
        Assert.Equal(3, network.Hidden.Append(network.Output).Select(layer => layer.Weight[0, 0]).Distinct().Count());
        Assert.Equal(network, Mlp.Create(Key, [4, 4, 4, 4], Activation.Relu, Initialization.GlorotUniform));
        Assert.NotEqual(network, Mlp.Create(Key.Fold(1), [4, 4, 4, 4], Activation.Relu));
        Assert.NotEqual(network, Mlp.Create(Key, [4, 4, 4, 4], Activation.Relu, Initialization.HeNormal));
    }

    [Theory]
    [InlineData]
    [InlineData(3)]
    [InlineData(3, 0, 2)]
    [InlineData(3, -5, 2)]
    [InlineData(0, 2)]
    public void Widths_are_at_least_two_and_positive(params int[] widths)
    {
        var message = Assert.Throws<ArgumentException>(() => Mlp.Create(Key, widths, Activation.Relu)).Message;
        Assert.Contains($"[{string.Join(", ", widths)}]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_do_not_fit_are_named()
    {
        Dense Layer(int inputs, int outputs) => Dense.Create(Key, inputs, outputs, Activation.Relu, Initialization.HeNormal);
        var hidden = Assert.Throws<ShapeMismatchException>(() => new Mlp([Layer(3, 5), Layer(4, 2)], Layer(2, 1)));
        Assert.Equal("hidden/1", hidden.Path);
        Assert.Equal("Dense 'hidden/1': weight [4, 2] does not take the 5 outputs of 'hidden/0'", hidden.Message);
        Assert.Equal("output", Assert.Throws<ShapeMismatchException>(() => new Mlp([Layer(3, 5)], Layer(4, 1))).Path);
    }

    [Fact]
    public void An_input_that_does_not_fit_is_told_with_the_layer()
    {
        var network = Mlp.Create(Key, [3, 5, 2], Activation.Relu);
        var mismatch = Assert.Throws<ShapeMismatchException>(() => network.Apply(Tensor.Zeros(new Shape(6, 4))));
        Assert.Equal("Dense 'hidden/0': input [6, 4] does not match weight [3, 5]", mismatch.Message);
        Assert.Equal("output", Assert.Throws<ShapeMismatchException>(() => Mlp.Create(Key, [3, 2], Activation.Relu).Apply(Tensor.Zeros(new Shape(6, 4)))).Path);
    }
}
