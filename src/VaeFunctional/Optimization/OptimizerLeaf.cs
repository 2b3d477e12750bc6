namespace VaeFunctional;

/// <summary>A parameter as an optimizer sees it.</summary>
/// <param name="path">Its path in the model, as in <c>encoder/output/bias</c>.</param>
/// <param name="parameter">Its value, any shape.</param>
/// <param name="gradient">The gradient, or the displacement of the optimizer before; of the parameter's shape.</param>
/// <param name="moments">What the optimizer remembers of it: one tensor of the parameter's shape for each of <see cref="Optimizer.Moments"/>.</param>
public sealed class OptimizerLeaf(string path, Tensor parameter, Tensor gradient, IReadOnlyList<Tensor> moments)
{
    /// <summary>Its path in the model, as in <c>encoder/output/bias</c>.</summary>
    public string Path => path;

    /// <summary>Its value, any shape.</summary>
    public Tensor Parameter => parameter;

    /// <summary>The gradient, or the displacement of the optimizer before; of the parameter's shape.</summary>
    public Tensor Gradient => gradient;

    /// <summary>What the optimizer remembers of it: one tensor of the parameter's shape for each of <see cref="Optimizer.Moments"/>.</summary>
    public IReadOnlyList<Tensor> Moments => moments;
}

/// <summary>What an optimizer does to a parameter.</summary>
/// <param name="displacement">What is subtracted from the parameter; of its shape.</param>
/// <param name="moments">What the optimizer remembers of it from now on, in the order of <see cref="Optimizer.Moments"/>.</param>
public sealed class LeafChange(Tensor displacement, IReadOnlyList<Tensor> moments)
{
    /// <summary>What is subtracted from the parameter; of its shape.</summary>
    public Tensor Displacement => displacement;

    /// <summary>What the optimizer remembers of it from now on, in the order of <see cref="Optimizer.Moments"/>.</summary>
    public IReadOnlyList<Tensor> Moments => moments;
}
