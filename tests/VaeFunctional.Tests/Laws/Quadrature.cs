namespace VaeFunctional.Tests;

/// <summary>Nodes and log-weights of the trapezoidal rule for an expectation over N(0, I): its error falls geometrically for smooth functions.</summary>
/// <param name="Nodes"><c>[nodes, dimensions]</c>.</param>
/// <param name="LogWeights">log of spacing times density, one a node.</param>
internal sealed record Quadrature(Tensor Nodes, double[] LogWeights)
{
    public int Count => LogWeights.Length;

    /// <summary>The rule on a grid from -reach to reach along every dimension.</summary>
    public static Quadrature Normal(int dimensions, int points, double reach)
    {
        var line = Enumerable.Range(0, points).Select(i => reach * (((2.0 * i) / (points - 1)) - 1)).ToArray();
        var spacing = 2 * reach / (points - 1);
        IEnumerable<double[]> grid = [[]];
        for (var dimension = 0; dimension < dimensions; dimension++)
            grid = grid.SelectMany(node => line.Select(u => (double[])[.. node, u]));
        double[][] nodes = [.. grid];
        double LogWeight(double u) => Math.Log(spacing) - (0.5 * ((u * u) + Math.Log(2 * Math.PI)));
        return new(
            Tensor.FromArray([.. nodes.SelectMany(node => node)], new Shape(nodes.Length, dimensions)),
            [.. nodes.Select(node => node.Sum(LogWeight))]);
    }

    /// <summary>The nodes as noise of every example of a batch, <c>[nodes, batch, dimensions]</c>.</summary>
    public Tensor AsNoise(int batch) =>
        Nodes.Reshape(new Shape(Count, 1, Nodes.Shape[1])).BroadcastTo(new Shape(Count, batch, Nodes.Shape[1]));

    /// <summary>E f from the values of f at the nodes.</summary>
    public double Mean(IEnumerable<double> values) => values.Zip(LogWeights, (value, weight) => value * Math.Exp(weight)).Sum();

    /// <summary>log E exp(f) from the values of f at the nodes.</summary>
    public double LogMeanExp(IEnumerable<double> values)
    {
        var terms = values.Zip(LogWeights, (value, weight) => value + weight).ToList();
        var largest = terms.Max();
        return largest + Math.Log(terms.Sum(term => Math.Exp(term - largest)));
    }
}
