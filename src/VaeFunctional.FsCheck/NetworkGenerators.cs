using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional;

/// <summary>A network and an input that fits it.</summary>
/// <param name="Network">The network.</param>
/// <param name="X">The input <c>[batch, inputs]</c>, in the network's precision.</param>
public sealed record NetworkExample(Mlp Network, Tensor X);

/// <summary>Generators of perceptrons, and what is simpler than a perceptron.</summary>
internal static class NetworkGenerators
{
    private static readonly Activation[] Activations =
    [
        Activation.Identity, Activation.Relu, Activation.Tanh, Activation.Sigmoid, Activation.Softplus, Activation.Elu, Activation.Silu, Activation.Gelu,
        Activation.LeakyRelu(0.1),
    ];

    public static Gen<Mlp> Any() =>
        from inputs in Gen.Choose(1, 5)
        from outputs in Gen.Choose(1, 5)
        from precision in TensorGenerators.Precisions()
        from network in Of(inputs, outputs, precision)
        select network;

    public static Gen<NetworkExample> Example() =>
        from network in Any()
        from batch in Gen.Choose(1, 4)
        from x in TensorGenerators.Decimals(new Shape(batch, network.Inputs), 30, network.Output.Weight.Precision)
        select new NetworkExample(network, x);

    /// <summary>Perceptrons of up to two hidden layers, whose biases are not all 0.</summary>
    public static Gen<Mlp> Of(int inputs, int outputs, Precision precision) =>
        from layers in Gen.Choose(0, 2)
        from hidden in Gen.Choose(1, 6).ArrayOf(layers)
        from activation in Gen.Elements(Activations)
        from key in KeyGenerators.Any()
        select WithBiases(Mlp.Create(key.Fold("weights"), [inputs, .. hidden, outputs], activation, precision), key.Fold("biases"));

    /// <summary>The same sizes without hidden layers.</summary>
    public static IEnumerable<Mlp> Simpler(Mlp network) =>
        network.Hidden.IsEmpty
            ? []
            : [Mlp.Create(RandomKey.FromSeed(0), [network.Inputs, network.Outputs], Activation.Identity, network.Output.Weight.Precision)];

    public static IEnumerable<NetworkExample> Simpler(NetworkExample example) =>
        Simpler(example.Network).Select(network => example with { Network = network })
            .Concat(FewerRows(example.X).Select(x => example with { X = x }));

    /// <summary>All rows but the last, and all but the first; at least one is left.</summary>
    public static IEnumerable<Tensor> FewerRows(Tensor x) =>
        x.Shape[0] > 1 ? [x.Slice(0, x.Shape[0] - 1), x.Slice(1, x.Shape[0] - 1)] : [];

    private static Mlp WithBiases(Mlp network, RandomKey key) =>
        network.MapParameters((path, leaf) =>
            path.EndsWith("bias", StringComparison.Ordinal) ? leaf + (key.Fold(path).Uniform(leaf.Shape, leaf.Precision) - 0.5) : leaf);
}
