namespace VaeFunctional.Tests;

/// <summary>Layers as loops over numbers.</summary>
internal static class NaiveLayers
{
    public static double[] Dense(double[] input, Dense layer, Func<double, double> activation)
    {
        var output = layer.Bias.ToDoubles();
        for (var j = 0; j < output.Length; j++)
        {
            for (var i = 0; i < input.Length; i++)
                output[j] += input[i] * layer.Weight[i, j];
            output[j] = activation(output[j]);
        }

        return output;
    }

    public static double[] Mlp(double[] input, Mlp network) =>
        network.Hidden.Append(network.Output).Aggregate(input, (value, layer) => Dense(value, layer, ActivationTable.FormulaOf(layer.Activation)));

    /// <summary>A function of vectors applied to every vector along the last axis.</summary>
    public static double[] Rows(Tensor input, Func<double[], double[]> f) => [.. input.ToDoubles().Chunk(input.Shape[-1]).SelectMany(f)];
}
