using System.Collections.Immutable;

namespace VaeFunctional.Tests;

/// <summary>How a custom optimizer passes on what it was given instead of computing something new.</summary>
public enum Passing
{
    /// <summary>The parameter and the gradient become the moments.</summary>
    Remembers,

    /// <summary>The moments change places, and are what the parameter moves by.</summary>
    Swaps,

    /// <summary>One new tensor is the displacement and both moments.</summary>
    Repeats,

    /// <summary>The moments are those of another leaf of the same shape, and so is the displacement.</summary>
    Crosses,

    /// <summary>Everything is in double from now on.</summary>
    Widens,

    /// <summary>A tensor of its own, the same at every step, is the second moment of every leaf.</summary>
    Shares,
}

/// <summary>A custom optimizer that passes its inputs on.</summary>
internal sealed class PassingOptimizer(Passing passing) : Optimizer
{
    // Made before any evaluation begins, as the tensors of a record are.
    private readonly Tensor[] shared = [Tensor.Full(new Shape(2, 3), 0.5), Tensor.Full(new Shape(5), 0.5)];

    public override ImmutableArray<string> Moments => ["one", "other"];

    public override OptimizerSettings Settings => new OptimizerSettings(nameof(PassingOptimizer)).With("passing", passing.ToString());

    protected internal override IReadOnlyList<LeafChange> Displace(long step, IReadOnlyList<OptimizerLeaf> leaves) => [.. leaves.Select((leaf, i) =>
    {
        var (one, other) = (leaf.Moments[0], leaf.Moments[1]);
        var fresh = (leaf.Gradient * 0.1) + (one * 0.5);
        var across = leaves.Reverse().First(another => another.Parameter.Shape == leaf.Parameter.Shape);
        return passing switch
        {
            Passing.Remembers => new LeafChange(fresh, [leaf.Parameter, leaf.Gradient]),
            Passing.Swaps => step % 3 == 0 ? new LeafChange(fresh, [leaf.Gradient, leaf.Parameter]) : new LeafChange(one, [other, one]),
            Passing.Repeats => new LeafChange(fresh, [fresh, fresh]),
            Passing.Crosses => new LeafChange(across.Gradient, [across.Parameter, across.Moments[0]]),
            Passing.Widens => new LeafChange(fresh, [one.To(Precision.Double), fresh.To(Precision.Double)]),
            _ => new LeafChange(fresh + other, [leaf.Gradient * 0.25, shared.First(tensor => tensor.Shape == leaf.Parameter.Shape)]),
        };
    })];
}
