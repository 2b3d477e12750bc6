using Xunit;

namespace VaeFunctional.Tests;

public class DenseTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(3);

    [Theory]
    [InlineData(5, 3)]
    [InlineData(0, 3)]
    [InlineData(1, 17, 3)]
    [InlineData(2, 2, 4, 3)]
    public void It_is_the_activation_of_an_affine_map_of_every_vector(params int[] sizes)
    {
        var layer = Layer();
        var input = Samples.ShortDecimals(Key.Fold("input"), new Shape(sizes));
        var output = layer.Apply(input);
        Assert.Equal([.. sizes[..^1], 4], output.Shape.ToArray());
        if (output.Count > 0)
            Close.All(NaiveLayers.Rows(input, row => NaiveLayers.Dense(row, layer, Math.Tanh)), output.ToDoubles(), 1e-15);
    }

    [Fact]
    public void Single_precision_agrees_with_double_on_the_same_numbers()
    {
        var layer = Layer().To(Precision.Single);
        var input = Samples.ShortDecimals(Key.Fold("input"), new Shape(20, 3), Precision.Single);
        Assert.Equal(Precision.Single, layer.Apply(input).Precision);
        Close.All(layer.To(Precision.Double).Apply(input).ToDoubles(), layer.Apply(input).ToDoubles(), 1e-6);
    }

    [Fact]
    public void It_is_differentiable_in_weight_bias_and_input()
    {
        var input = Samples.ShortDecimals(Key.Fold("input"), new Shape(5, 3));
        var inParameters = GradientCheck.Objective(layer => Objective.Of(layer.Apply(input).Square().Sum()), Layer(), Key);
        var inInput = GradientCheck.Rule(Layer().Apply, input, Key);
        Assert.True(inParameters.Passes(1e-6), inParameters.ToString());
        Assert.Equal(2, inParameters.Comparisons.Length);
        Assert.True(inInput.Passes(1e-6), inInput.ToString());
    }

    [Theory]
    [InlineData(128, 700)]
    [InlineData(3, 4, 2)]
    public void An_input_that_does_not_fit_is_told_with_both_shapes(params int[] sizes)
    {
        var mismatch = Assert.Throws<ShapeMismatchException>(() => Layer().Apply(Tensor.Zeros(new Shape(sizes))));
        Assert.Equal($"Dense: input [{string.Join(", ", sizes)}] does not match weight [3, 4]", mismatch.Message);
        Assert.Equal("", mismatch.Path);
        Assert.Equal("Dense", mismatch.Layer);
    }

    [Fact]
    public void Examples_whose_numbers_fit_but_not_their_axes_are_told_how_to_flatten_them()
    {
        var mismatch = Assert.Throws<ShapeMismatchException>(() => Layer().Apply(Tensor.Zeros(new Shape(4, 3, 1))));
        Assert.Equal("Dense: input [4, 3, 1] does not match weight [3, 4]; flatten every example to a row, as by Reshape(new Shape(4, 3))", mismatch.Message);
    }

    [Fact]
    public void An_input_without_a_batch_axis_is_told_so()
    {
        var mismatch = Assert.Throws<ShapeMismatchException>(() => Layer().Apply(Tensor.Zeros(new Shape(3))));
        Assert.Equal("Dense: input [3] has no batch axis before its features; the weight is [3, 4]", mismatch.Message);
    }

    [Fact]
    public void Weight_and_bias_must_fit()
    {
        AssertRefused(new Shape(3, 4), new Shape(3));
        AssertRefused(new Shape(3, 4), new Shape(4, 1));
        AssertRefused(new Shape(3), new Shape(3));
        AssertRefused(new Shape(1, 3, 4), new Shape(4));

        static void AssertRefused(Shape weight, Shape bias)
        {
            var message = Assert.Throws<ArgumentException>(() => new Dense(Tensor.Zeros(weight), Tensor.Zeros(bias), Activation.Relu)).Message;
            Assert.Contains($"{weight} and {bias}", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 0)]
    [InlineData(-1, 4)]
    [InlineData(3, -4)]
    public void Sizes_are_positive(int inputs, int outputs) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Dense.Create(Key, inputs, outputs, Activation.Relu, Initialization.HeNormal));

    [Fact]
    public void It_begins_with_drawn_weights_and_zero_biases()
    {
        var layer = Dense.Create(Key, 3, 4, Activation.Relu, Initialization.HeNormal, Precision.Double);
        Assert.Equal(Initialization.HeNormal.Weights(Key, 3, 4, Precision.Double), layer.Weight);
        Assert.Equal(Tensor.Zeros(new Shape(4), Precision.Double), layer.Bias);
        Assert.Equal(3, layer.Inputs);
        Assert.Equal(4, layer.Outputs);
    }

    [Fact]
    public void It_is_equal_to_a_layer_of_the_same_parts_and_to_no_other()
    {
        var layer = Layer();
        Assert.Equal(layer, Layer());
        Assert.Equal(layer.GetHashCode(), Layer().GetHashCode());
        Assert.NotEqual(layer, layer.WithBias(layer.Bias + 1));
        Assert.NotEqual(layer, layer.WithWeight(layer.Weight + 1));
        Assert.NotEqual(layer, new Dense(layer.Weight, layer.Bias, Activation.Relu));
        Assert.Equal(layer.Bias, layer.WithWeight(layer.Weight + 1).Bias);
        Assert.Equal(layer.Weight, layer.WithBias(layer.Bias + 1).Weight);
    }

    private static Dense Layer() =>
        new(Samples.ShortDecimals(Key.Fold("weight"), new Shape(3, 4)), Samples.ShortDecimals(Key.Fold("bias"), new Shape(4)), Activation.Tanh);
}
