using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What holds of any perceptron and any input that fits it.</summary>
public sealed class NetworkLaws
{
    [Property]
    public bool A_network_is_its_layers_one_after_the_other_each_with_its_own_activation(NetworkExample example, RandomKey key)
    {
        var network = WithActivations(example.Network, key);
        return Enum.GetValues<Precision>().All(precision =>
        {
            var (at, x) = (network.To(precision), example.X.To(precision));
            var expected = NaiveLayers.Rows(x, row => NaiveLayers.Mlp(row, at));
            return IsNear(Tensor.FromArray(expected, new Shape(x.Shape[0], at.Outputs)), at.Apply(x));
        });
    }

    [Property]
    public bool A_network_of_two_batches_together_is_the_network_of_each(NetworkExample example)
    {
        var (network, x) = example;
        return IsNear(Tensor.Concatenate([network.Apply(x), network.Apply(1 - x)]), network.Apply(Tensor.Concatenate([x, 1 - x])));
    }

    [Property]
    public bool A_network_of_each_row_alone_is_that_of_the_batch(NetworkExample example)
    {
        var (network, x) = example;
        return IsNear(Tensor.Concatenate([.. Enumerable.Range(0, x.Shape[0]).Select(row => network.Apply(x.Slice(row, 1)))]), network.Apply(x));
    }

    [Property]
    public bool Leading_axes_are_batches_of_a_network(NetworkExample example)
    {
        var (network, x) = example;
        var together = network.Apply(Tensor.Stack([x, 1 - x, x * 2]));
        return together.Shape == new Shape(3, x.Shape[0], network.Outputs)
            && IsNear(Tensor.Stack([network.Apply(x), network.Apply(1 - x), network.Apply(x * 2)]), together);
    }

    [Property]
    public bool A_network_of_no_rows_has_no_rows(NetworkExample example)
    {
        var nothing = example.Network.Apply(example.X.Slice(0, 0));
        return nothing.Shape == new Shape(0, example.Network.Outputs) && nothing.Precision == example.X.Precision;
    }

    [Property]
    public void A_network_is_a_parameter_record(Mlp network)
    {
        Parameters.Check(network);
        Assert.Equal(network, network.MapParameters((_, leaf) => leaf));
        Assert.Equal(network.ParameterCount(), network.Leaves().Sum(leaf => leaf.Value.Count));
    }

    [Property]
    public void A_network_in_double_precision_is_the_same_function_and_comes_back(NetworkExample example)
    {
        var (network, x) = example;
        var (wide, narrow) = (network.To(Precision.Double), network.To(Precision.Single));
        Assert.Equal(network, wide.To(network.Output.Weight.Precision));
        Assert.All(wide.Leaves(), leaf => Assert.Equal(Precision.Double, leaf.Value.Precision));
        Assert.Equal(Precision.Single, narrow.Apply(x.To(Precision.Single)).Precision);
        Assert.True(IsNear(wide.Apply(x.To(Precision.Double)), narrow.Apply(x.To(Precision.Single))));
    }

    [Property(MaxTest = 50)]
    public bool The_gradient_of_a_smooth_network_is_its_central_difference(NetworkExample example, RandomKey key)
    {
        var (network, x) = (example.Network.To(Precision.Double), example.X.To(Precision.Double));
        return !IsSmooth(network)
            || GradientCheck.Objective(at => Objective.Of(at.Apply(x).Square().Sum(1)), network, key, step: 1e-4).Passes(1e-5);
    }

    [Property]
    public void An_input_of_another_size_is_refused_by_the_name_of_the_first_layer(NetworkExample example)
    {
        var (network, x) = example;
        var wider = Tensor.Concatenate([x, x], axis: 1);
        var layer = network.Hidden.IsEmpty ? "output" : "hidden/0";
        var error = Assert.Throws<ShapeMismatchException>(() => network.Apply(wider));
        Assert.Contains($"'{layer}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(wider.Shape.ToString(), error.Message, StringComparison.Ordinal);
    }

    /// <summary>The network with an activation of every layer, the last one's included, that the key determines.</summary>
    private static Mlp WithActivations(Mlp network, RandomKey key)
    {
        Activation[] all = [.. ActivationTable.Rows.Values.Select(row => row.Activation)];
        var layers = network.Hidden.Append(network.Output).Zip(
            key.Permutation(all.Length), (layer, activation) => new Dense(layer.Weight, layer.Bias, all[activation])).ToList();
        return new(layers[..^1], layers[^1]);
    }

    /// <summary>Near a kink, a central difference is not the derivative.</summary>
    private static bool IsSmooth(Mlp network) => network.Hidden.All(layer => layer.Activation.ToString() is "identity" or "tanh" or "sigmoid" or "softplus" or "silu" or "gelu");

    private static bool IsNear(Tensor expected, Tensor actual) =>
        expected.Shape == actual.Shape && Near.All(expected.ToDoubles(), actual.ToDoubles(), actual.Precision == Precision.Single ? 1e-5 : 1e-13);
}
